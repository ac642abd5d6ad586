import { describe, expect, test } from 'vitest';

import { Failure } from '../../src/lib/failure.ts';
import { createNewsroom } from '../support/newsroom.ts';

const minute = 60_000;

/** A room whose only reader has an answer from the time when the model was away. */
const withMakeshift = async () => {
  const room = createNewsroom();
  const works = room.script.summarise;
  const away = () => {
    room.script.summarise = () => Promise.reject(new Failure('model-busy', '529'));
  };
  const back = () => {
    room.script.summarise = works;
  };
  away();
  await room.accept(room.request({ message: 1 }));
  await room.settle();
  return { room, away, back };
};

const shown = (room: ReturnType<typeof createNewsroom>) =>
  room.chat.messages.map(({ telling }) =>
    telling.kind === 'summary' ? telling.answer.how : telling.kind,
  );

describe('an answer made while the model was away', () => {
  test('is replaced in its place when its reader asks and the model is back', async () => {
    const { room, back } = await withMakeshift();
    expect(shown(room)).toEqual(['extractive']);
    back();
    room.passTime(4 * minute);
    expect(await room.redo('7-1-0')).toBe('begun');
    expect(shown(room)).toEqual(['extractive']);
    await room.settle();
    expect(shown(room)).toEqual(['model']);
  });

  test('is not made anew within minutes', async () => {
    const { room } = await withMakeshift();
    expect(await room.redo('7-1-0')).toBe('too-early');
    expect(room.queue).toEqual([]);
  });

  test('stays where the model is still away, and may be asked for again', async () => {
    const { room, back } = await withMakeshift();
    room.passTime(4 * minute);
    await room.redo('7-1-0');
    await room.settle();
    expect(shown(room)).toEqual(['extractive']);
    back();
    room.passTime(4 * minute);
    expect(await room.redo('7-1-1')).toBe('begun');
    await room.settle();
    expect(shown(room)).toEqual(['model']);
  });

  test('is made anew once, however often the button is pressed', async () => {
    const { room, back } = await withMakeshift();
    back();
    room.passTime(4 * minute);
    await room.redo('7-1-0');
    await room.redo('7-1-0');
    await room.settle();
    expect(room.modelCalls()).toBe(2);
    expect(shown(room)).toEqual(['model']);
  });

  test('goes to no later reader when the model is back', async () => {
    const { room, back } = await withMakeshift();
    back();
    room.passTime(4 * minute);
    await room.accept(room.request({ chat: 9, message: 1 }));
    await room.settle();
    expect(shown(room)).toEqual(['extractive', 'model']);
  });

  test('is not pointed to when its reader sends the text again', async () => {
    const { room, back } = await withMakeshift();
    back();
    room.passTime(4 * minute);
    await room.accept(room.request({ message: 2 }));
    await room.settle();
    expect(shown(room)).toEqual(['extractive', 'model']);
  });

  test('that another reader had renewed is brought at once', async () => {
    const { room, back } = await withMakeshift();
    back();
    room.passTime(4 * minute);
    await room.accept(room.request({ chat: 9, message: 1 }));
    await room.settle();
    await room.redo('7-1-0');
    await room.settle();
    expect(shown(room)).toEqual(['model', 'model']);
    expect(room.modelCalls()).toBe(2);
  });

  test('cannot be made anew once its text is gone', async () => {
    const { room } = await withMakeshift();
    await room.stores.requests.forget(7);
    expect(await room.redo('7-1-0')).toBe('expired');
  });
});
