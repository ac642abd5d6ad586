import { describe, expect, test } from 'vitest';

import { anArticle, createNewsroom } from '../support/newsroom.ts';

type Room = ReturnType<typeof createNewsroom>;

const kinds = ({ chat }: Room) => chat.messages.map(({ telling }) => telling.kind);
const other = (nth: number) => ({ kind: 'text' as const, text: `${anArticle.text} ${nth}` });

describe('what a reader cancels', () => {
  test.each<[string, Parameters<Room['settle']>[0]]>([
    ['before it is read', []],
    ['while its summary waits', ['articles']],
  ])('ends %s: its placeholder says so and no model is asked', async (_, done) => {
    const room = createNewsroom();
    await room.accept(room.request({ message: 1 }));
    await room.settle(done);
    expect(await room.cancel(7, 7)).toBe(1);
    await room.settle();
    expect(kinds(room)).toEqual(['cancelled']);
    expect(room.modelCalls()).toBe(0);
    expect(await room.cancel(7, 7)).toBe(0);
  });

  test('may be sent once more, and is then answered', async () => {
    const room = createNewsroom();
    await room.accept(room.request({ message: 1 }));
    await room.settle(['articles']);
    await room.cancel(7, 7);
    await room.settle();
    await room.accept(room.request({ message: 2 }));
    await room.settle();
    expect(kinds(room)).toEqual(['cancelled', 'summary']);
  });

  test('goes on for others who wait for the same summary', async () => {
    const room = createNewsroom();
    await room.accept(room.request({ message: 1 }));
    await room.accept(room.request({ chat: 9, message: 1 }));
    await room.settle(['articles']);
    expect(await room.cancel(7, 7)).toBe(1);
    await room.settle();
    expect(kinds(room)).toEqual(['cancelled', 'summary']);
    expect(room.modelCalls()).toBe(1);
  });

  test('is theirs alone, and of this chat alone', async () => {
    const room = createNewsroom();
    await room.accept(room.request({ chat: -5, reader: 7, message: 1 }));
    await room.accept(room.request({ chat: -5, reader: 9, message: 2, subject: other(2) }));
    await room.accept(room.request({ chat: 7, message: 3, subject: other(3) }));
    expect(await room.cancel(7, -5)).toBe(1);
    await room.settle();
    expect(kinds(room)).toEqual(['cancelled', 'summary', 'summary']);
  });

  test('is all of what stands in line', async () => {
    const room = createNewsroom();
    for (let nth = 1; nth <= 5; nth += 1) {
      await room.accept(room.request({ message: nth, subject: other(nth) }));
    }
    expect(await room.cancel(7, 7)).toBe(5);
    await room.settle();
    expect(new Set(kinds(room))).toEqual(new Set(['cancelled']));
  });

  test('cannot be what is answered already', async () => {
    const room = createNewsroom();
    await room.accept(room.request({ message: 1 }));
    await room.settle(['articles', 'summaries']);
    expect(await room.cancel(7, 7)).toBe(0);
    await room.settle();
    expect(kinds(room)).toEqual(['summary']);
  });

  test('leaves an answer as it was that was being changed', async () => {
    const room = createNewsroom();
    await room.accept(room.request({ message: 1 }));
    await room.settle();
    expect(await room.revise('7-1-0', 'short')).toBe('begun');
    await room.settle(['articles']);
    expect(await room.cancel(7, 7)).toBe(1);
    await room.settle();
    expect(room.chat.messages[0]!.telling).toMatchObject({
      kind: 'summary',
      answer: { shape: 'standard' },
    });
  });

  test('is ended once more where the process died amid it', async () => {
    const room = createNewsroom();
    await room.accept(room.request({ message: 1 }));
    await room.stores.deliveries.conclude('7-1-0', { kind: 'cancelled' });
    expect(await room.cancel(7, 7)).toBe(1);
    await room.settle();
    expect(kinds(room)).toEqual(['cancelled']);
  });
});
