import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { failureKinds } from '../../src/lib/failure.ts';
import { loadWords } from '../../src/telegram/words.ts';

const src = join(import.meta.dirname, '..', '..', 'src');
const words = loadWords();

const idsOf = (language: string): string[] =>
  [
    ...readFileSync(join(src, 'telegram/words', `${language}.ftl`), 'utf8').matchAll(
      /^([a-z][\w-]*) =/gm,
    ),
  ].map(([, id]) => id!);

const withoutIsolates = (text: string) => text.replace(/[\u2066-\u2069]/g, '');

describe('the words that readers see', () => {
  test('Arabic and English have the same messages', () => {
    expect(idsOf('en').toSorted()).toEqual(idsOf('ar').toSorted());
    expect(new Set(idsOf('ar')).size).toBe(idsOf('ar').length);
  });

  const ftl = readFileSync(join(src, 'telegram/words/ar.ftl'), 'utf8');
  const counted = [
    ...ftl.matchAll(/^([a-z][\w-]*) =(?:(?!^[a-z#])[^])*?\{ \$(\w+) ->\s+\[zero\]/gm),
  ].map(([, id = '', name = '']) => [id, name] as const);

  test.each(counted)('%s has a form of its own for 0, 1, 2, 3, 11 and 100', (id, name) => {
    const values = [...ftl.matchAll(/\$(\w+)/g)].map(([, each = '']) => [each, 7] as const);
    const forms = [0, 1, 2, 3, 11, 100].map((count) =>
      withoutIsolates(words.ar(id, { ...Object.fromEntries(values), [name]: count })),
    );
    expect(new Set(forms).size).toBe(6);
    expect(forms.join()).not.toMatch(/[{}$]/);
  });

  test('every kind of failure has a sentence in both languages', () => {
    for (const kind of failureKinds) {
      expect(words.ar(`failure-${kind}`)).toMatch(/[\u0600-\u06FF]{3}/);
      expect(words.en(`failure-${kind}`)).toMatch(/[a-z]{3}/);
    }
  });

  test.each([
    [0, 'لخّصه نموذج لغوي، وطوبقت أسطره بنص المقال.'],
    [1, 'لخّصه نموذج لغوي، وطوبقت أسطره بنص المقال، وحُذف سطر لم يثبت.'],
    [2, 'لخّصه نموذج لغوي، وطوبقت أسطره بنص المقال، وحُذف سطران لم يثبتا.'],
    [3, 'لخّصه نموذج لغوي، وطوبقت أسطره بنص المقال، وحُذفت 3 أسطر لم تثبت.'],
    [11, 'لخّصه نموذج لغوي، وطوبقت أسطره بنص المقال، وحُذف 11 سطرًا لم يثبت.'],
    [100, 'لخّصه نموذج لغوي، وطوبقت أسطره بنص المقال، وحُذف 100 سطر لم يثبت.'],
  ])('%i removed lines are counted as Arabic counts them', (dropped, expected) => {
    expect(withoutIsolates(words.ar('made-by-model', { dropped }))).toBe(expected);
  });

  test.each([
    ['cancel-done', 'count', 1, 'أُلغي طلب واحد.', 'One request was cancelled.'],
    ['cancel-done', 'count', 2, 'أُلغي طلبان.', '2 requests were cancelled.'],
    ['cancel-done', 'count', 3, 'أُلغيت 3 طلبات.', '3 requests were cancelled.'],
    ['cancel-done', 'count', 11, 'أُلغي 11 طلبًا.', '11 requests were cancelled.'],
    ['cancel-done', 'count', 100, 'أُلغي 100 طلب.', '100 requests were cancelled.'],
    ['progress-waiting', 'ahead', 1, 'أمامه طلب واحد', 'one request comes'],
    ['progress-waiting', 'ahead', 2, 'أمامه طلبان', '2 requests come'],
    ['progress-waiting', 'ahead', 3, 'أمامه 3 طلبات', '3 requests come'],
    ['progress-waiting', 'ahead', 11, 'أمامه 11 طلبًا', '11 requests come'],
    ['progress-waiting', 'ahead', 100, 'أمامه 100 طلب', '100 requests come'],
    ['reply-by-model', 'dropped', 0, 'طوبق جوابه بنصه.', 'checked against the text.'],
    ['reply-by-model', 'dropped', 1, 'وحُذف سطر لم يثبت.', 'one line that did not hold'],
    ['reply-by-model', 'dropped', 2, 'وحُذف سطران لم يثبتا.', '2 lines that did not hold'],
  ])('%s counts %s: %i', (id, name, count, arabic, english) => {
    expect(withoutIsolates(words.ar(id, { [name]: count }))).toContain(arabic);
    expect(withoutIsolates(words.en(id, { [name]: count }))).toContain(english);
  });

  test('no word that a reader sees lives in the code', () => {
    const filesBelow = (folder: string): string[] =>
      readdirSync(folder).flatMap((name) => {
        const path = join(folder, name);
        if (statSync(path).isDirectory()) return filesBelow(path);
        return path.endsWith('.ts') ? [path] : [];
      });
    const speaking = filesBelow(join(src, 'telegram'))
      .concat(filesBelow(join(src, 'jobs')))
      .filter((file) =>
        readFileSync(file, 'utf8')
          .split('\n')
          .filter((line) => !/^\s*(\*|\/\/|\/\*)/.test(line))
          .some((line) => /[\u0620-\u064A]{2}/.test(line)),
      );
    expect(speaking).toEqual([]);
  });
});
