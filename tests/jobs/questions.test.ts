import { describe, expect, test } from 'vitest';

import { Failure } from '../../src/lib/failure.ts';
import { createNewsroom } from '../support/newsroom.ts';

type Room = ReturnType<typeof createNewsroom>;

const question = (of: string, text = 'كم الكلفة؟') => ({ kind: 'question' as const, of, text });

const asks = async (room: Room, message: number, { chat = 7, of = '7-1-0', text = '' } = {}) => {
  const subject = question(of, text === '' ? undefined : text);
  await room.accept(room.request({ chat, message, subject }));
};

const last = (room: Room) => room.chat.messages.at(-1)!.telling;

/** A room whose reader has the summary of an article. */
const withSummary = async (options?: Parameters<typeof createNewsroom>[0]) => {
  const room = createNewsroom(options);
  await room.accept(room.request({ message: 1 }));
  await room.settle();
  return room;
};

describe('a question about an article', () => {
  test('is answered in its own placeholder, from the text of that article', async () => {
    const room = await withSummary();
    const asked: string[] = [];
    const answers = room.script.answerQuestion;
    room.script.answerQuestion = (prose, text) => {
      asked.push(`${text} ${prose.title}`);
      return answers(prose, text);
    };
    await asks(room, 2);
    expect(last(room).kind).toBe('placeholder');
    await room.settle();
    expect(room.chat.messages.map(({ telling }) => telling.kind)).toEqual(['summary', 'reply']);
    expect(asked).toEqual(['كم الكلفة؟ عنوان']);
  });

  test('is answered once for all who ask the same', async () => {
    const room = await withSummary();
    await asks(room, 2);
    await room.settle();
    await room.accept(room.request({ chat: 9, message: 1 }));
    await room.settle();
    await asks(room, 2, { chat: 9, of: '9-1-0' });
    await room.settle();
    expect(room.modelCalls()).toBe(2);
    expect(last(room).kind).toBe('reply');
  });

  test('may be about an article that was pointed to as known', async () => {
    const room = await withSummary();
    await room.accept(room.request({ message: 2 }));
    await room.settle();
    await asks(room, 3, { of: '7-2-0' });
    await room.settle();
    expect(last(room).kind).toBe('reply');
  });

  test('waits for the summary itself', async () => {
    const room = createNewsroom();
    room.allowRetries(3);
    await room.accept(room.request({ message: 1 }));
    await asks(room, 2);
    await room.settle();
    expect(room.chat.messages.map(({ telling }) => telling.kind)).toEqual(['summary', 'reply']);
  });

  test('is told kindly that the text has expired', async () => {
    const room = await withSummary();
    await asks(room, 2, { of: '7-99-0' });
    await room.settle();
    expect(last(room)).toEqual({ kind: 'failure', failure: 'expired' });
  });

  test('counts towards the day’s limit', async () => {
    const room = await withSummary({ dailyLimit: 2 });
    await asks(room, 2);
    await room.settle();
    await asks(room, 3, { text: 'متى؟' });
    await room.settle();
    expect(last(room)).toEqual({ kind: 'failure', failure: 'daily-limit' });
  });

  test('is answered without the model while it is away, and made anew when asked to', async () => {
    const room = await withSummary();
    const works = room.script.answerQuestion;
    room.script.answerQuestion = () => Promise.reject(new Failure('model-busy', '529'));
    await asks(room, 2);
    await room.settle();
    expect(last(room)).toMatchObject({ kind: 'reply', answer: { reason: 'model-away' } });
    room.script.answerQuestion = works;
    room.passTime(4 * 60_000);
    expect(await room.revise('7-2-0')).toBe('begun');
    await room.settle();
    expect(last(room)).toMatchObject({ kind: 'reply', answer: { how: 'model' } });
  });

  test('goes with its reader', async () => {
    const room = await withSummary();
    await asks(room, 2);
    await room.settle();
    await room.stores.requests.forget(7);
    expect(await room.stores.deliveries.at(7, room.chat.messages[1]!.messageId)).toBeUndefined();
    expect(await room.revise('7-2-0')).toBe('expired');
  });
});
