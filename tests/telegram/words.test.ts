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
