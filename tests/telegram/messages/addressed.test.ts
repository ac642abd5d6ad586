import { describe, expect, test } from 'vitest';

import { addressedIn } from '../../../src/telegram/messages/addressed.ts';
import { article, message } from '../../support/telegram-message.ts';

const me = { id: 99, username: 'mujaz_bot' };
const group = { id: -5, type: 'group', title: 'الأخبار' };
const channel = { id: -100_5, type: 'channel', title: 'قناة' };
const theirs = (fields: object = {}) => ({
  message_id: 4,
  date: 1,
  chat: group,
  from: { id: 5, is_bot: false, first_name: 'سامر' },
  text: article,
  ...fields,
});
const asking = (text: string, fields: object = {}) =>
  addressedIn(message({ text, chat: group, ...fields }), me);

describe('a message among people', () => {
  test.each([
    ['by the command', '/summary'],
    ['by the command with the bot’s name', '/summary@Mujaz_Bot'],
    ['by a mention', '@mujaz_bot لخّص'],
    ['by a mention alone', '@Mujaz_Bot'],
  ])('asks %s for the message that it replies to', (_, text) => {
    expect(asking(text, { reply_to_message: theirs() })).toMatchObject({
      text: article,
      message: 5,
    });
  });

  test('may ask for what another bot has written, but not for the bot’s own words', () => {
    const bot = (id: number) => theirs({ from: { id, is_bot: true, first_name: 'بوت' } });
    expect(asking('/summary', { reply_to_message: bot(7) })).toMatchObject({ text: article });
    expect(asking('/summary', { reply_to_message: bot(99) })).toBe('nothing');
  });

  test('may bring a link or a text of its own', () => {
    expect(asking('@mujaz_bot لخّص https://example.org/a')).toMatchObject({
      text: 'لخّص https://example.org/a',
      links: ['https://example.org/a'],
    });
    expect(asking(`/summary ${article}`)).toMatchObject({ text: article.trim() });
  });

  test.each([
    ['does not speak to the bot', 'هل قرأتم هذا؟'],
    ['is a word that would do in private', 'لخّص'],
    ['is a command for another bot', '/summary@other_bot'],
    ['is another command', '/help@mujaz_bot'],
    ['names somebody like the bot', '@mujaz_bot2 لخّص'],
  ])('that %s is left alone', (_, text) => {
    expect(asking(text, { reply_to_message: theirs() })).toBeUndefined();
  });

  test('that was forwarded with the bot’s name in it is left alone', () => {
    const origin = { type: 'hidden_user', date: 1, sender_user_name: 'فلان' };
    expect(asking('اشتركوا عبر @mujaz_bot', { forward_origin: origin })).toBeUndefined();
  });

  test('says nothing to summarise where it replies to nothing, or to a forum’s topic', () => {
    expect(asking('@mujaz_bot')).toBe('nothing');
    const topic = theirs({
      text: undefined,
      forum_topic_created: { name: 'سياسة', icon_color: 1 },
    });
    expect(asking('/summary', { reply_to_message: topic })).toBe('nothing');
  });
});

test('a post of a channel asks by the command only: many posts end with a bot’s name', () => {
  const replied = { chat: channel, from: undefined, reply_to_message: theirs() };
  expect(asking('خبر عاجل @mujaz_bot', replied)).toBeUndefined();
  expect(asking('/summary', replied)).toMatchObject({ text: article });
});
