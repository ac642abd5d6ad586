import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { findDates } from '../../src/arabic/dates.ts';
import { quantities } from '../../src/arabic/numbers.ts';
import { sentences } from '../../src/arabic/sentences.ts';
import { createFinder } from '../../src/arabic/verbatim.ts';
import { articleFromText } from '../../src/article/clean.ts';
import { linksIn } from '../../src/article/links.ts';
import { outletNamed } from '../../src/article/outlets.ts';
import { asFailure } from '../../src/lib/failure.ts';

const src = join(import.meta.dirname, '..', '..', 'src');

type Expression = { source: string; flags: string };

const literal =
  /(?<=[=(,:?!&|[]\s*|^\s*)\/(?![*/])((?:\\.|\[(?:\\.|\[[^\]\n]*\]|[^\]\n[\\])*\]|[^/\n\\[])+)\/([dgimsuvy]*)(?=[;,.)\]\s])/gm;

const literalsIn = (code: string): Expression[] =>
  [...code.matchAll(literal)].map(([, source = '', flags = '']) => ({ source, flags }));

/** Written as literals; those built from lists of words have bounded repetitions only. */
const expressions = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .flatMap((file) =>
    literalsIn(readFileSync(join(src, file), 'utf8')).map((each) => ({ file, ...each })),
  );

/** A character, class or escape. */
const atom = String.raw`(?:\\[pP]\{[^}]*\}|\\.|\[(?:\\.|\[[^\]]*\]|[^\]\\[])*\]|[^\\()[\]*+?{}|])`;
const unbounded = String.raw`(?:[*+]|\{\d+,\})`;

/** Characters of all the sorts that the expressions speak of. */
const alphabet = Array.from('ابوالفلك0٣a-_.,،:/#"«»%$()[]|<>!?؟…ـَ \n\t\u200f😀é日@=&;');

const overlap = (one: string, other: string, flags: string): boolean => {
  const unicode = flags.includes('v') ? 'v' : 'u';
  return alphabet.some((character) =>
    [one, other].every((each) => new RegExp(`^(?:${each})$`, unicode).test(character)),
  );
};

/** Repeats without bound what repeats without bound, and no separator of its own comes first. */
const isNested = ({ source, flags }: Expression): boolean => {
  const group = new RegExp(String.raw`\((?:\?:)?((?:${atom}|[*+?])*)\)${unbounded}`, 'gu');
  return [...source.matchAll(group)].some(([, inside = '']) => {
    const inner = [...inside.matchAll(new RegExp(`(${atom})${unbounded}`, 'gu'))];
    const separator = new RegExp(`^(${atom})(?![*+?{])`, 'u').exec(inside)?.[1];
    return inner.some(
      ([, each = '']) => separator === undefined || overlap(separator, each, flags),
    );
  });
};

/** Has two neighbours that can share one run of characters in many ways. */
const isShared = ({ source, flags }: Expression): boolean =>
  [...source.matchAll(new RegExp(`(${atom})${unbounded}\\??(?=(${atom})${unbounded})`, 'gu'))].some(
    ([, one = '', other = '']) => overlap(one, other, flags),
  );

/** Has a wildcard without a bound. */
const isWild = ({ source }: Expression): boolean =>
  /\.[*+]/.test(source.replaceAll(/\\.|\[(?:\\.|[^\]\\])*\]/g, 'x'));

describe('regular expressions over untrusted text', () => {
  test('are found in the sources, and bad ones would be seen', () => {
    expect(expressions.length).toBeGreaterThan(300);
    const flagged = (code: string): boolean[] =>
      literalsIn(`x = ${code};`).flatMap((each) => [isNested(each), isShared(each), isWild(each)]);
    expect(flagged('/^(?:a+)+$/u')).toEqual([true, false, false]);
    expect(flagged(String.raw`/^(?:[\p{L}#]\p{L}+)*$/u`)).toEqual([true, false, false]);
    expect(flagged(String.raw`/(?:#\p{L}+)*$/u`)).toEqual([false, false, false]);
    expect(flagged(String.raw`/^\s*[ \n]+$/u`)).toEqual([false, true, false]);
    expect(flagged('/^«.*»$/u')).toEqual([false, false, true]);
  });

  test('never repeat without bound what repeats without bound', () => {
    expect(expressions.filter(isNested)).toEqual([]);
  });

  test('never have neighbours that compete for the same run of characters', () => {
    expect(expressions.filter(isShared)).toEqual([]);
  });

  test('never use a wildcard without a bound over whole articles', () => {
    const ofArticles = expressions.filter(({ file }) => /^(?:arabic|article)\//.test(file));
    expect(ofArticles.length).toBeGreaterThan(50);
    expect(ofArticles.filter(isWild)).toEqual([]);
  });
});

describe('one hundred thousand characters of one pattern', () => {
  const prose = '\nقال الوزير إن الحكومة ستدرس الأمر في وقت قريب من هذا العام.'.repeat(5);

  test.each([
    'ا\n',
    '"',
    '« ',
    'د. ',
    '1,',
    'ألف و',
    'نيسان/',
    'https://',
    'a.',
    'القاهرة (',
    '\u200f',
    'ﷺ',
  ])('%j is read to its end', (pattern) => {
    const text = pattern.repeat(100_000 / pattern.length);
    const clean = (pasted: string): string => {
      try {
        return articleFromText(pasted).text;
      } catch (error) {
        return asFailure(error).kind;
      }
    };
    expect(clean(text)).not.toBe('internal');
    expect(clean(text.slice(0, 50_000) + prose)).not.toBe('internal');
    const spans = [...sentences(text), ...quantities(text), ...findDates(text, '2024-12-23')];
    expect(spans.filter(({ start, end }) => start >= end || end > text.length)).toEqual([]);
    expect(linksIn(text).length).toBeLessThan(2);
    expect(outletNamed(text)).toBe('');
    expect(createFinder(text)('كلمة ليست فيه')).toBeUndefined();
  });
});
