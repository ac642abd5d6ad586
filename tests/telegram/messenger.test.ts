import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { noOrigin, type Request } from '../../src/jobs/request.ts';
import { createClient } from '../../src/telegram/bot.ts';
import { createMessenger } from '../../src/telegram/messenger.ts';
import { loadWords } from '../../src/telegram/words.ts';
import { startPlayground, testToken } from '../support/playground.ts';
import { enterPlayground, type Playroom, type Reader } from '../support/reader.ts';

describe('sending while Telegram does not say what became of it', () => {
  let telegram: Awaited<ReturnType<typeof startPlayground>>;
  let room: Playroom;
  let reader: Reader;
  let request: Request;
  let send: () => Promise<number>;

  beforeEach(async () => {
    telegram = await startPlayground();
    room = enterPlayground(telegram.origin);
    reader = await room.joins();
    await reader.sends('مرحبا');
    request = {
      id: `${reader.id}-1-0`,
      chat: reader.id,
      message: 1,
      thread: 0,
      reader: reader.id,
      subject: { kind: 'text', text: 'نص' },
      origin: noOrigin,
      language: 'ar',
      at: 0,
    };
    const { api } = createClient({ token: testToken, apiRoot: telegram.origin });
    const messenger = createMessenger({ api, words: loadWords() });
    send = () => messenger.send(request, { kind: 'failure', failure: 'page-missing' });
  });
  afterEach(() => telegram.close());

  const calls = async () =>
    (await reader.calls()).map(({ method }) => method).filter((name) => name.startsWith('send'));
  const failing = (method: string, times: number) =>
    room.fault({ method, times, outcome: { status: 502 } });

  test('a message is sent without asking where nothing was ever in doubt', async () => {
    await send();
    await send();
    expect(await calls()).toEqual(['sendMessage', 'sendMessage']);
  });

  test('after a doubt nothing is sent until Telegram answers again', async () => {
    await failing('sendMessage', 1);
    await expect(send()).rejects.toMatchObject({ kind: 'delivery-in-doubt' });
    await failing('sendChatAction', 2);
    await expect(send()).rejects.toMatchObject({ kind: 'chat-unreachable' });
    await expect(send()).rejects.toMatchObject({ kind: 'chat-unreachable' });
    await send();
    expect((await calls()).filter((name) => name === 'sendMessage')).toHaveLength(2);
    expect(await reader.answers()).toHaveLength(1);
  });

  test('a reader who has left is noticed by the asking', async () => {
    await failing('sendMessage', 1);
    await expect(send()).rejects.toMatchObject({ kind: 'delivery-in-doubt' });
    await reader.blocks();
    await expect(send()).rejects.toMatchObject({ kind: 'chat-closed' });
  });
});
