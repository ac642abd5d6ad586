import { expect, test } from 'vitest';

import { jointOf } from '../../../src/telegram/messages/origin.ts';
import { message } from '../../support/telegram-message.ts';

const joint = (fields: object) => jointOf(message(fields));
const date = 1_790_000_100;
const chat = { id: -100, type: 'channel', title: 'قناة' };

test.each([
  [3_899, false],
  [3_900, true],
])('a text of %i letters is open at its end: %s', (length, isOpen) => {
  expect(joint({ text: 'ك'.repeat(length) }).isOpen).toBe(isOpen);
});

test('letters are counted as Telegram counts them', () => {
  expect(joint({ text: '😀'.repeat(1_950) }).isOpen).toBe(false);
});

test('forwards of one author hang together, those of others do not', () => {
  const authors = [
    {},
    { forward_origin: { type: 'channel', date, chat, message_id: 1 } },
    { forward_origin: { type: 'chat', date, sender_chat: chat } },
    { forward_origin: { type: 'user', date, sender_user: { id: 9 } } },
    { forward_origin: { type: 'hidden_user', date, sender_user_name: 'فلان' } },
  ].map((fields) => joint({ text: 'نص', ...fields }).author);
  expect(new Set(authors).size).toBe(5);
  const next = { type: 'channel', date, chat, message_id: 2 };
  expect(joint({ text: 'نص', forward_origin: next }).author).toBe(authors[1]);
  expect(joint({ text: 'نص', forward_origin: { type: 'new', date } }).author).toBe('');
});

test('a forward was written when its author wrote it', () => {
  expect(joint({ text: 'نص', forward_origin: { type: 'hidden_user', date } }).at).toBe(date);
  expect(joint({ text: 'نص' }).at).toBe(1_790_000_000);
});

test('pictures hang together by their album only', () => {
  expect(joint({ photo: [], media_group_id: 'a', caption: 'ك'.repeat(3_950) })).toMatchObject({
    album: 'a',
    author: '',
    isOpen: false,
  });
});
