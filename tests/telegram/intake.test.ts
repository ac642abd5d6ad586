import type { Message } from 'grammy/types';
import { describe, expect, test } from 'vitest';

import { readMessage } from '../../src/telegram/intake.ts';

const message = (fields: object): Message => ({
  message_id: 5,
  date: 1_790_000_000,
  chat: { id: 7, type: 'private', first_name: 'قارئ' },
  from: { id: 7, is_bot: false, first_name: 'قارئ' },
  ...fields,
});

const article = 'قال الوزير إن المشروع يبدأ الشهر المقبل في ثلاث محافظات. '.repeat(6);

describe('a message of a reader', () => {
  test('a long text is an article, also with links in it', () => {
    const text = `${article}\nالمزيد على https://example.com/more`;
    expect(readMessage(message({ text }))).toMatchObject({
      kind: 'article',
      subject: { kind: 'text', text },
    });
  });

  test('a link with a few words around it is a link', () => {
    for (const text of [
      'https://example.com/news/1',
      'شاهد هذا الخبر المهم https://example.com/news/1',
      'example.com/news/1',
    ]) {
      expect(readMessage(message({ text })), text).toMatchObject({
        kind: 'article',
        subject: { kind: 'link', url: 'https://example.com/news/1' },
      });
    }
  });

  test('a link behind a word is found', () => {
    const entities = [{ type: 'text_link', offset: 0, length: 3, url: 'https://example.com/a' }];
    expect(readMessage(message({ text: 'هنا', entities }))).toMatchObject({
      subject: { kind: 'link', url: 'https://example.com/a' },
    });
  });

  test('a forwarded channel post keeps the channel as its outlet, with link and date', () => {
    const forward_origin = {
      type: 'channel',
      date: 1_790_000_000,
      message_id: 41,
      chat: { id: -100, type: 'channel', title: 'قناة الأخبار', username: 'news' },
    };
    expect(readMessage(message({ text: article, forward_origin }))).toMatchObject({
      origin: { outlet: 'قناة الأخبار', url: 'https://t.me/news/41', date: '2026-09-21' },
    });
  });

  test('a person who forwards is not an outlet, nor is an origin of an unknown kind', () => {
    for (const type of ['user', 'hidden_user', 'something_new']) {
      const forward_origin = { type, date: 1_790_000_000, sender_user_name: 'فلان' };
      const read = readMessage(message({ text: article, forward_origin }));
      expect(read).toMatchObject({ kind: 'article', origin: { outlet: '' } });
    }
  });

  test.each([
    ['several links', { text: 'https://a.example/1 https://b.example/2' }, 'several-links'],
    ['emoji only', { text: '😀😀' }, 'nothing-to-read'],
    ['a few words', { text: 'صباح الخير' }, 'too-short'],
    ['a photo', { photo: [{ file_id: 'a' }] }, 'not-supported-yet'],
    ['a file', { document: { file_id: 'a' } }, 'not-supported-yet'],
    ['a kind that nobody knows yet', { widget: {} }, 'not-supported-yet'],
  ])('%s cannot be summarised, and is told why', (_name, fields, failure) => {
    expect(readMessage(message(fields))).toEqual({ kind: 'failure', failure });
  });
});
