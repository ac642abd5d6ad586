import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { createFinder } from '../../src/arabic/verbatim.ts';
import { words } from '../../src/arabic/words.ts';
import { arabicText, respelled } from './generators.ts';

const article =
  'وكان الرئيس قد صرح بأن "روسيا لم تُهزم في سوريا"، مشيرًا إلى الأهداف. ونقلت عن لـ"CNN" أن 1,250 شخصا (50%) غادروا، ودفعوا $5 لكل منهم.';

const found = (passage: string): string | undefined => {
  const span = createFinder(article)(passage);
  return span && article.slice(span.start, span.end);
};

describe('a passage is found verbatim', () => {
  test.each([
    ['as it is printed', 'روسيا لم تُهزم في سوريا', 'روسيا لم تُهزم في سوريا'],
    ['without vowel signs', 'روسيا لم تهزم في سوريا', 'روسيا لم تُهزم في سوريا'],
    ['in other quotation marks', '«روسيا لم تهزم فى سوريا»', 'روسيا لم تُهزم في سوريا'],
    ['with other hamzas', 'مشيرا الى الاهداف', 'مشيرًا إلى الأهداف'],
    ['with tatweel and more spaces', 'الرئيــس   قد\nصرح', 'الرئيس قد صرح'],
    ['over punctuation', 'سوريا مشيرا', 'سوريا"، مشيرًا'],
    ['with scripts joined', 'عن لـCNN أن', 'عن لـ"CNN" أن'],
    ['with Arabic digits', '١٬٢٥٠ شخصا', '1,250 شخصا'],
    ['with its per cent', '(50 %) غادروا', '50%) غادروا'],
  ])('%s', (_, passage, printed) => {
    expect(found(passage)).toBe(printed);
  });

  test.each([
    ['one word changed', 'روسيا لن تهزم في سوريا'],
    ['one word left out', 'روسيا تهزم في سوريا'],
    ['words in another order', 'لم تهزم روسيا في سوريا'],
    ['part of a word at its end', 'روسيا لم تهزم في سور'],
    ['part of a word at its start', 'يا لم تهزم'],
    ['another number', '1,251 شخصا'],
    ['a number without its separator', '1 250 شخصا'],
    ['a share that is none', '1,250% شخصا'],
    ['a currency that is none', '€5 لكل'],
    ['no words at all', ' «»… '],
    ['nothing', ''],
  ])('but not with %s', (_, passage) => {
    expect(found(passage)).toBeUndefined();
  });

  test('every run of whole words, however another newsroom spells it', () => {
    fc.assert(
      fc.property(
        arabicText,
        fc.nat(),
        fc.nat(),
        fc.infiniteStream(fc.nat()),
        (text, one, other, choices) => {
          const all = words(text);
          const [from, to] = [one % (all.length + 1), other % (all.length + 1)].sort(
            (a, b) => a - b,
          );
          const [first, last] = [all[from ?? 0], all[to ?? 0]];
          if (first === undefined || last === undefined) return;
          const passage = text.slice(first.start, last.end);
          const span = createFinder(text)(respelled(passage, choices));
          expect(span).toBeDefined();
          expect(words(text.slice(span!.start, span!.end)).map(({ folded }) => folded)).toEqual(
            words(passage).map(({ folded }) => folded),
          );
        },
      ),
    );
  });

  test('and never after one of its words was replaced', () => {
    fc.assert(
      fc.property(arabicText, fc.nat(), (text, nth) => {
        const all = words(text);
        const victim = all[nth % Math.max(1, all.length)];
        if (victim === undefined) return;
        const changed = `${text.slice(0, victim.start)}كلمةدخيلة${text.slice(victim.end)}`;
        expect(createFinder(text)(changed)).toBeUndefined();
      }),
    );
  });
});
