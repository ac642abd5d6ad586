import { describe, expect, test } from 'vitest';

import { readMessage } from '../../../src/telegram/messages/read-message.ts';
import { wishOf } from '../../../src/telegram/messages/wish.ts';
import { article, message } from '../../support/telegram-message.ts';

const wish = (...messages: object[]) =>
  wishOf(messages.map((fields) => readMessage(message(fields))));
const links = (...urls: string[]) => ({
  kind: 'articles',
  subjects: urls.map((url) => ({ kind: 'link', url })),
});

describe('a message of a reader', () => {
  test('that is a long text is an article, also with links in it', () => {
    const text = `${article}\nالمزيد على https://example.com/more`;
    expect(wish({ text })).toMatchObject({ subjects: [{ kind: 'text', text }] });
  });

  test('that is a link with a few words around it is a link', () => {
    for (const text of [
      'https://example.com/news/1',
      'شاهد هذا الخبر المهم https://example.com/news/1',
      'example.com/news/1',
      'https://example.com/news/1?utm_source=x&fbclid=y#top',
    ]) {
      expect(wish({ text }), text).toMatchObject(links('https://example.com/news/1'));
    }
  });

  test('with up to five links asks for each, once and in its order', () => {
    const text = [1, 2, 3, 4, 5, 1].map((n) => `https://example.com/${n}`).join('\n');
    expect(wish({ text })).toMatchObject(
      links(...[1, 2, 3, 4, 5].map((n) => `https://example.com/${n}`)),
    );
  });

  const entity = { type: 'text_link', offset: 0, length: 3, url: 'https://example.com/a' };
  const button = { text: 'اقرأ', url: 'https://example.com/a' };
  test.each<[string, object]>([
    ['behind a word', { text: 'هنا', entities: [entity] }],
    ['behind a word of a caption', { photo: [], caption: 'هنا', caption_entities: [entity] }],
    ['in a caption', { photo: [], caption: 'https://example.com/a' }],
    ['chosen for the preview', { text: 'خبر', link_preview_options: { url: entity.url } }],
    ['on a button of a post', { text: 'خبر', reply_markup: { inline_keyboard: [[button]] } }],
  ])('with a link %s is that link', (_name, fields) => {
    expect(wish(fields)).toMatchObject(links('https://example.com/a'));
  });

  test('with a host that only Telegram takes for one is a link', () => {
    const text = 'خبر.example';
    expect(wish({ text, entities: [{ type: 'url', offset: 0, length: 11 }] })).toMatchObject(
      links(new URL('https://خبر.example').href),
    );
  });

  test('that ends with its channel’s own address is about the other link', () => {
    const text = 'خبر https://example.com/a\nتابعونا https://t.me/some_channel';
    expect(wish({ text })).toMatchObject(links('https://example.com/a'));
  });

  test('with a picture and an address that shows nothing to us is about the picture', () => {
    const photo = [{ file_id: 'p', width: 10, height: 10 }];
    const caption = 'https://x.com/some/status/1';
    expect(wish({ photo, caption })).toMatchObject({ subjects: [{ kind: 'photos' }] });
  });

  test('that is a photo asks for its largest size', () => {
    const photo = [
      { file_id: 'small', width: 90, height: 90, file_size: 1 },
      { file_id: 'large', width: 1280, height: 960, file_size: 3 },
      { file_id: 'medium', width: 320, height: 240, file_size: 2 },
    ];
    expect(wish({ photo })).toMatchObject({
      subjects: [{ kind: 'photos', photos: [{ id: 'large', size: 3 }] }],
    });
  });

  test('whose caption is an article is that text, whatever it comes with', () => {
    const text = { subjects: [{ kind: 'text', text: article }] };
    expect(
      wish({ photo: [{ file_id: 'p', width: 1, height: 1 }], caption: article }),
    ).toMatchObject(text);
    expect(wish({ video: {}, caption: article })).toMatchObject(text);
  });

  test('that is a file asks for the file, and says so at once where it is too large', () => {
    const document = { file_id: 'f', file_size: 5, file_name: 'a.pdf' };
    expect(wish({ document, caption: article })).toMatchObject({
      subjects: [{ kind: 'files', files: [{ id: 'f', size: 5 }] }],
    });
    const large = { ...document, file_size: 20 * 1024 * 1024 + 1 };
    expect(wish({ document: large })).toEqual({ kind: 'failure', failure: 'file-too-large' });
  });

  test.each<[string, object, string]>([
    [
      'six links',
      { text: [1, 2, 3, 4, 5, 6].map((n) => `https://example.com/${n}`).join(' ') },
      'too-many-links',
    ],
    ['emoji only', { text: '😀😀' }, 'nothing-to-read'],
    ['a few words', { text: 'صباح الخير' }, 'too-short'],
    ['a video', { video: { file_id: 'a' } }, 'message-unsupported'],
    ['a voice message', { voice: { file_id: 'a' } }, 'message-unsupported'],
    ['a moving picture', { animation: {}, document: { file_id: 'a' } }, 'message-unsupported'],
    ['a kind that nobody knows yet', { widget: {} }, 'message-unsupported'],
  ])('of %s cannot be summarised, and is told why', (_name, fields, failure) => {
    expect(wish(fields)).toEqual({ kind: 'failure', failure });
  });
});

describe('a forwarded message', () => {
  const date = 1_790_000_000;

  test('of a channel keeps the channel as its outlet, with link and date', () => {
    const forward_origin = {
      type: 'channel',
      date,
      message_id: 41,
      chat: { id: -100, type: 'channel', title: 'قناة الأخبار', username: 'news' },
    };
    expect(wish({ text: article, forward_origin, has_protected_content: true })).toMatchObject({
      origin: { outlet: 'قناة الأخبار', url: 'https://t.me/news/41', date: '2026-09-21' },
    });
  });

  test('of a group keeps the group', () => {
    const sender_chat = { id: -200, type: 'supergroup', title: 'مجموعة' };
    const forward_origin = { type: 'chat', date, sender_chat };
    expect(wish({ text: article, forward_origin })).toMatchObject({
      origin: { outlet: 'مجموعة', url: '', date: '2026-09-21' },
    });
  });

  test('of a person has no outlet, nor has one of an unknown kind', () => {
    for (const type of ['user', 'hidden_user', 'something_new']) {
      const forward_origin = { type, date, sender_user_name: 'فلان' };
      expect(wish({ text: article, forward_origin })).toMatchObject({
        kind: 'articles',
        origin: { outlet: '' },
      });
    }
  });

  test('that is rich has its text and links in blocks', () => {
    const blocks = [
      { type: 'heading', size: 1, text: 'عنوان' },
      { type: 'paragraph', text: [article, { type: 'bold', text: 'خاتمة' }] },
    ];
    const [subject] = subjectsOf(wish({ rich_message: { blocks } }));
    expect(subject).toEqual({ kind: 'text', text: `عنوان\n\n${article}خاتمة` });
    const link = { type: 'url', text: 'هنا', url: 'https://example.com/a?utm_source=tg' };
    expect(
      wish({ rich_message: { blocks: [{ type: 'paragraph', text: ['اقرأ ', link] }] } }),
    ).toMatchObject(links('https://example.com/a'));
  });
});

describe('a few words in reply', () => {
  const replied = message({ message_id: 3, text: article });

  test('stand for the message that they reply to', () => {
    expect(wish({ text: 'لخّص', reply_to_message: replied })).toMatchObject({
      subjects: [{ kind: 'text', text: article }],
    });
  });

  test('stand for the passage quoted from it, under the name of its channel', () => {
    const passage = `${article} وهذه خاتمة`;
    const chat = { id: -100, type: 'channel', title: 'قناة', username: 'news' };
    const origin = { type: 'channel', date: 1_790_000_000, message_id: 2, chat };
    expect(
      wish({ text: 'لخّص', quote: { text: passage, position: 0 }, external_reply: { origin } }),
    ).toMatchObject({
      subjects: [{ kind: 'text', text: passage }],
      origin: { outlet: 'قناة' },
    });
  });

  test('to a file in another chat stand for the file', () => {
    const document = { file_id: 'f', file_unique_id: 'u' };
    const origin = { type: 'hidden_user', date: 1, sender_user_name: 'فلان' };
    expect(wish({ text: 'لخّص', external_reply: { origin, document } })).toMatchObject({
      subjects: [{ kind: 'files', files: [{ id: 'f' }] }],
    });
  });

  test('to a text in another chat are answered by a request to forward it', () => {
    const origin = { type: 'hidden_user', date: 1, sender_user_name: 'فلان' };
    expect(wish({ text: '', external_reply: { origin } })).toEqual({
      kind: 'failure',
      failure: 'reply-unreadable',
    });
    expect(wish({ text: 'لخّص هذا', external_reply: { origin } })).toEqual({
      kind: 'failure',
      failure: 'reply-unreadable',
    });
  });

  test('to an answer of the bot are a few words', () => {
    const from = { id: 1, is_bot: true, first_name: 'موجز' };
    expect(wish({ text: 'شكرا', reply_to_message: { ...replied, from } })).toEqual({
      kind: 'failure',
      failure: 'too-short',
    });
  });
});

describe('messages that are one', () => {
  test('are joined where Telegram’s apps cut them', () => {
    const texts = (...parts: string[]) =>
      subjectsOf(wish(...parts.map((text) => ({ text })))).map((subject) =>
        subject.kind === 'text' ? subject.text : '',
      );
    expect(texts(`${article}نهاية.`, 'بداية')).toEqual([`${article}نهاية.\nبداية`]);
    expect(texts(`${article}وسط`, 'الجملة')).toEqual([`${article}وسط الجملة`]);
    const full = 'ك'.repeat(4_096);
    expect(texts(full, 'لمة')).toEqual([`${full}لمة`]);
  });

  test('are the pages of one article where they are photos', () => {
    const photo = (id: string) => ({ photo: [{ file_id: id, width: 1, height: 1 }] });
    expect(wish(photo('a'), photo('b'))).toMatchObject({
      subjects: [{ kind: 'photos', photos: [{ id: 'a' }, { id: 'b' }] }],
    });
  });

  test('are what their caption says, whichever of them has it', () => {
    expect(wish({ video: {} }, { video: {}, caption: article }, { video: {} })).toMatchObject({
      subjects: [{ kind: 'text', text: article }],
    });
  });
});

const subjectsOf = (asked: ReturnType<typeof wish>) =>
  asked.kind === 'articles' ? asked.subjects : [];
