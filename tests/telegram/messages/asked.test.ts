import { describe, expect, test } from 'vitest';

import { askedIn } from '../../../src/telegram/messages/asked.ts';
import { article, message } from '../../support/telegram-message.ts';

const me = { id: 99, username: 'mujaz_bot' };
const mine = { message_id: 4, from: { id: 99, is_bot: true, first_name: 'موجز' }, text: 'ملخص' };
const replying = (text: string, fields: object = {}) =>
  askedIn(message({ text, reply_to_message: mine, ...fields }), me);

describe('a reply to a message of the bot’s', () => {
  test('asks about it', () => {
    expect(replying('كم بلغت الكلفة؟')).toEqual({
      about: 4,
      text: 'كم بلغت الكلفة؟',
      isPlain: true,
    });
  });

  test('may ask without a question mark and with a mention', () => {
    expect(replying('@Mujaz_Bot اسم القاضي')).toMatchObject({ text: 'اسم القاضي', isPlain: false });
  });

  test.each([
    ['a command', '/help'],
    ['an article', article],
    ['a link', 'وهذا؟ https://example.org/news'],
    ['no words', '👍'],
  ])('that is %s asks nothing', (_, text) => expect(replying(text)).toBeUndefined());

  test('that was forwarded asks nothing', () => {
    const origin = { type: 'hidden_user', date: 1, sender_user_name: 'فلان' };
    expect(replying('كم بلغت الكلفة؟', { forward_origin: origin })).toBeUndefined();
  });

  test('is no reply to somebody else’s', () => {
    const theirs = { ...mine, from: { id: 5, is_bot: false, first_name: 'سامر' } };
    expect(replying('كم بلغت الكلفة؟', { reply_to_message: theirs })).toBeUndefined();
  });
});
