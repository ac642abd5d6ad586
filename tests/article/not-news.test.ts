import { describe, expect, test } from 'vitest';

import { isNoNews } from '../../src/article/not-news.ts';
import { labelledArticles, pasted } from '../support/articles.ts';

const chats = [
  ['WhatsApp', (n: number) => `[12/3/2026, 10:2${n}:07] ليلى: هل وصلت إلى البيت بعد كل هذا المطر؟`],
  ['WhatsApp on Android', (n: number) => `12/03/2026, 10:2${n} - ليلى: هل وصلت إلى البيت؟`],
  ['Telegram', (n: number) => `ليلى, [12.03.26 10:2${n}]\nهل وصلت إلى البيت بعد كل هذا المطر؟`],
] as const;

describe('what is no news', () => {
  test.each(chats)('is a conversation copied from %s', (_app, line) => {
    expect(isNoNews([1, 2, 3, 4, 5].map(line).join('\n'))).toBe(true);
  });

  test('is program code', () => {
    const code = `import { readFile } from 'node:fs';
const words = (text) => {
  const all = text.split(' ');
  return all.filter(Boolean);
};
// تعليق بالعربية على ما تفعله هذه الدالة
export const count = (text) => words(text).length;
for (const name of names) {
  console.log(name);
}`;
    expect(isNoNews(code)).toBe(true);
    expect(
      isNoNews('def run(x):\n    return x\n\nclass A(B):\n    x: 1\nimport os\nfrom a import b\n'),
    ).toBe(true);
  });

  test('is a list of links', () => {
    const list = [1, 2, 3, 4, 5, 6, 7].map((n) => `عنوان قصير ${n}: https://example.com/${n}`);
    expect(isNoNews(list.join('\n'))).toBe(true);
  });

  test('is decided in time, whatever the text', () => {
    for (const sign of ['[', '<', ' ', '1/1/11', 'a, [', '{']) {
      expect(isNoNews(`${sign.repeat(30_000)}\n`.repeat(3))).toBe(false);
    }
  });
});

describe('what may be news', () => {
  test.each(labelledArticles().map((article) => [article.id, article] as const))(
    'is the article %s',
    (_id, article) => {
      expect(isNoNews(pasted(article))).toBe(false);
    },
  );

  test('is a bulletin with dates, times and a link', () => {
    const bulletin = `12/3/2026، 10:20 بيروت: أعلنت الوزارة فتح الجسر.
13/3/2026، 11:30 دمشق: قال الوزير إن العمل بدأ.
المزيد: https://example.com/a
${'وأضاف البيان أن العمل مستمر في الأحياء كلها.\n'.repeat(8)}`;
    expect(isNoNews(bulletin)).toBe(false);
  });
});
