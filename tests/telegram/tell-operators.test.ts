import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { alarmNames } from '../../src/jobs/operators.ts';
import { Failure } from '../../src/lib/failure.ts';
import { createClient } from '../../src/telegram/bot.ts';
import { createTellOperators } from '../../src/telegram/tell-operators.ts';
import { loadWords } from '../../src/telegram/words.ts';
import { createMemoryStores } from '../support/memory-stores.ts';
import { startPlayground, testToken } from '../support/playground.ts';
import { enterPlayground } from '../support/reader.ts';

const words = loadWords();

describe('what operators are told', () => {
  let room: Awaited<ReturnType<typeof startPlayground>>;
  beforeEach(async () => {
    room = await startPlayground();
  });
  afterEach(() => room.close());

  const open = (admins: number[]) => {
    const { readers } = createMemoryStores();
    const { api } = createClient({ token: testToken, apiRoot: room.origin });
    return { readers, tell: createTellOperators({ api, words, readers, admins }) };
  };

  test('reaches each in his language, also where another one has blocked the bot', async () => {
    const playroom = enterPlayground(room.origin);
    const [one, other, gone] = [
      await playroom.joins(),
      await playroom.joins(),
      await playroom.joins(),
    ];
    const { readers, tell } = open([gone.id, one.id, other.id]);
    // Telegram lets no bot begin a conversation.
    for (const person of [one, other, gone]) await person.sends('/start');
    await gone.blocks();
    await readers.setLanguage(other.id, 'en');
    await tell('alarm-queue', { level: 7 });
    await one.receives(({ text }) => text === words.ar('alarm-queue', { level: 7 }));
    const english = await other.receives(
      ({ text }) => text?.startsWith('⚠️ Work is late') === true,
    );
    expect(english.text).toMatch(/7.? minutes/);
  });

  test('fails where it reached nobody, so that it is told again', async () => {
    const gone = await enterPlayground(room.origin).joins();
    await gone.blocks();
    await expect(open([gone.id]).tell('alarm-model-over', {})).rejects.toThrow(Failure);
  });

  test('has words for every alarm and for its end, and for a dead feed', () => {
    for (const say of [words.ar, words.en]) {
      for (const name of alarmNames) {
        expect(say(`alarm-${name}`, { level: 5 })).toMatch(/^⚠️ .*5/s);
        expect(say(`alarm-${name}-over`, { level: 5 })).toMatch(/^✅ /);
      }
      expect(say('feed-dead', { outlet: 'X', reason: 'page-missing' })).toContain('page-missing');
      expect(say('feed-dead', { outlet: 'X', reason: 'frozen' })).not.toContain('frozen');
    }
  });
});
