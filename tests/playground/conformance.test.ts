import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { methodNames } from '../../src/playground/bot-api.ts';
import { breachOf, readCall, schemaOf } from '../../src/playground/schema.ts';

const read = (name: Parameters<typeof readCall>[0], values: Record<string, unknown>) =>
  readCall(name, { values, asStrings: false }, true);

describe('the schema of the Bot API', () => {
  test('was made from the types that are installed (else: scripts/telegram-schema)', () => {
    const types = join(import.meta.dirname, '../../node_modules/@grammyjs/types/package.json');
    const { version } = JSON.parse(readFileSync(types, 'utf8')) as { version: string };
    expect(schemaOf.types).toBe(version);
  });

  test('covers every method of the playground, and no more', () => {
    expect([...methodNames].sort()).toEqual([...schemaOf.methods].sort());
  });

  test('and each has its line in the table of rules', () => {
    const readme = readFileSync(
      join(import.meta.dirname, '../../src/playground/README.md'),
      'utf8',
    );
    const subjects = readme
      .split('\n')
      .map((line) => line.split('|')[1] ?? '')
      .join(' ');
    expect(methodNames.filter((name) => !subjects.includes(name))).toEqual([]);
  });

  const hello = { chat_id: 42, text: 'سلام' };
  const button = (more: object) => ({
    ...hello,
    reply_markup: { inline_keyboard: [[{ text: 'زر', ...more }]] },
  });

  test.each<[string, Parameters<typeof read>, string]>([
    ['no text', ['sendMessage', { chat_id: 1 }], 'message text is empty'],
    [
      'a number as text',
      ['sendMessage', { ...hello, text: 5 }],
      'parameter "text" is not of its type',
    ],
    [
      'a misspelt name',
      ['sendMessage', { ...hello, parsemode: 'HTML' }],
      'unknown parameter "parsemode"',
    ],
    [
      'an unknown mode',
      ['sendMessage', { ...hello, parse_mode: 'html' }],
      'unsupported parse_mode',
    ],
    [
      'an unknown option within',
      ['sendMessage', { ...hello, link_preview_options: { off: true } }],
      'unknown parameter "link_preview_options.off"',
    ],
    [
      'a button without an action',
      ['sendMessage', button({})],
      'parameter "reply_markup.inline_keyboard.0.0.callback_data" is required',
    ],
    [
      '65 bytes of data',
      ['sendMessage', button({ callback_data: 'ك'.repeat(33) })],
      'BUTTON_DATA_INVALID',
    ],
    [
      'a colour that is none',
      ['sendMessage', button({ callback_data: 'a', style: 'pink' })],
      'parameter "reply_markup.inline_keyboard.0.0.style" is not of its type',
    ],
    [
      'a copied text of 257',
      ['sendMessage', button({ copy_text: { text: 'ن'.repeat(257) } })],
      'parameter "reply_markup.inline_keyboard.0.0.copy_text.text" is not of its type',
    ],
    [
      'a toast of 201',
      ['answerCallbackQuery', { callback_query_id: '1', text: '👀'.repeat(201) }],
      'parameter "text" is not of its type',
    ],
    [
      'an unknown action',
      ['sendChatAction', { chat_id: 1, action: 'thinking' }],
      'wrong parameter action in request',
    ],
    [
      'an unknown block',
      [
        'editMessageText',
        { chat_id: 1, message_id: 1, rich_message: { blocks: [{ type: 'poem' }] } },
      ],
      'parameter "rich_message.blocks.0.type" is not of its type',
    ],
    [
      'an unknown kind of update',
      ['getUpdates', { allowed_updates: ['messages'] }],
      'parameter "allowed_updates.0" is not of its type',
    ],
  ])('refuses %s', (_, call, reason) => {
    expect(read(...call)).toMatchObject({ error_code: 400, description: `Bad Request: ${reason}` });
  });

  test.each<[string, Parameters<typeof read>]>([
    [
      'an emoji as one character',
      ['answerCallbackQuery', { callback_query_id: '1', text: '👀'.repeat(200) }],
    ],
    ['32 Arabic letters as 64 bytes', ['sendMessage', button({ callback_data: 'ك'.repeat(32) })]],
    [
      'nested rich blocks',
      [
        'editMessageText',
        {
          chat_id: 1,
          message_id: 1,
          rich_message: {
            blocks: [
              {
                type: 'blockquote',
                blocks: [{ type: 'paragraph', text: ['أ', { type: 'bold', text: 'ب' }] }],
              },
            ],
          },
        },
      ],
    ],
  ])('accepts %s', (_, call) => {
    expect(read(...call)).toHaveProperty('call');
  });

  test('a form’s strings are read as what the parameter is', () => {
    const values = {
      chat_id: '42',
      text: '12',
      reply_markup: '{"inline_keyboard":[]}',
      protect_content: 'true',
    };
    expect(readCall('sendMessage', { values, asStrings: true }, true)).toEqual({
      call: {
        chat_id: '42',
        text: '12',
        reply_markup: { inline_keyboard: [] },
        protect_content: true,
      },
    });
  });

  test('says where an update is not as Telegram writes it', () => {
    const message = {
      message_id: 1,
      date: 1,
      from: { id: 1, is_bot: false, first_name: 'ليلى' },
      chat: { id: 1, type: 'private', first_name: 'ليلى' },
    };
    expect(breachOf('Update', { update_id: 1, message })).toBeUndefined();
    expect(breachOf('Update', { update_id: 1, message: { ...message, reaction: '👀' } })).toBe(
      'unknown message.reaction',
    );
  });
});
