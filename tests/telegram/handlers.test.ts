import { Bot } from 'grammy';
import { describe, expect, test, vi } from 'vitest';

import { Failure } from '../../src/lib/failure.ts';
import { silentLog } from '../../src/lib/log.ts';
import { createChatTurns } from '../../src/telegram/chat-turns.ts';
import { createOnce } from '../../src/telegram/once.ts';
import { loadWords } from '../../src/telegram/words.ts';
import { createMemoryStores } from '../support/memory-stores.ts';

const words = loadWords();

/** A bot of these parts whose calls are written down, and a way to hand it messages. */
const openBot = (handle: (text: string) => Promise<void>, deadlineMs = 30) => {
  const bot = new Bot('1:t', { botInfo: { id: 1, username: 'b' } as never });
  const said: unknown[] = [];
  bot.api.config.use(async (_call, _method, payload) => {
    said.push('text' in payload ? payload.text : payload);
    return { ok: true, result: true as never };
  });
  const { inbox } = createMemoryStores();
  bot.use(createOnce({ inbox, say: async () => words.ar, log: silentLog }));
  bot.use(createChatTurns(deadlineMs));
  bot.on('message:text', (ctx) => handle(ctx.message.text));
  const hears = (id: number, text: string, chat = 7): Promise<string> =>
    bot
      .handleUpdate({
        update_id: id,
        message: { message_id: id, date: 1, chat: { id: chat, type: 'private' }, text } as never,
      })
      .then(
        () => 'confirmed',
        () => 'comes again',
      );
  return { hears, said };
};

describe('the handlers of updates', () => {
  test('give one up that fails three times, and tell its writer, once', async () => {
    const { hears, said } = openBot(() => Promise.reject(new Error('a fault')));
    expect(await hears(1, 'أ')).toBe('comes again');
    expect(await hears(1, 'أ')).toBe('comes again');
    expect(said).toEqual([]);
    expect(await hears(1, 'أ')).toBe('confirmed');
    expect(await hears(1, 'أ')).toBe('confirmed');
    expect(said).toEqual([words.ar('failure-internal')]);
  });

  test('never give up what fails because a store is away', async () => {
    const { hears, said } = openBot(() => Promise.reject(new Failure('store-away', 'no Redis')));
    for (let time = 0; time < 10; time += 1) expect(await hears(1, 'أ')).toBe('comes again');
    expect(said).toEqual([]);
  });

  test('let one that hangs fail at its deadline, and then begin the next of its chat', async () => {
    const begun: string[] = [];
    const { hears } = openBot(async (text) => {
      begun.push(text);
      if (text === 'hangs') await new Promise(() => {});
    }, 1_500); // Longer than a process that has just started waits for the update beside it, twice.
    const all = [hears(1, 'hangs'), hears(2, 'next'), hears(3, 'other', 8)];
    await expect.poll(() => begun).toEqual(['hangs', 'other', 'next']);
    expect(await Promise.all(all)).toEqual(['comes again', 'confirmed', 'confirmed']);
  });

  test('count the time of one’s own handling only, not of waiting for one’s turn', async () => {
    vi.useFakeTimers();
    const { hears } = openBot(() => new Promise((resolve) => setTimeout(resolve, 40)), 60);
    const outcomes = Array.from({ length: 5 }, (_, nth) => hears(nth + 1, 'أ'));
    await vi.advanceTimersByTimeAsync(400);
    vi.useRealTimers();
    expect(await Promise.all(outcomes)).toEqual(Array.from(outcomes, () => 'confirmed'));
  });
});
