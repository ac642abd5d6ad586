import { describe, expect, test } from 'vitest';

import { Failure } from '../../src/lib/failure.ts';
import { anArticle, createNewsroom } from '../support/newsroom.ts';

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
    expect(await room.revise('7-1-0')).toBe('begun');
    expect(shown(room)).toEqual(['extractive']);
    await room.settle();
    expect(shown(room)).toEqual(['model']);
  });

  test('is not made anew within minutes', async () => {
    const { room } = await withMakeshift();
    expect(await room.revise('7-1-0')).toBe('too-early');
    expect(room.queue).toEqual([]);
  });

  test('stays where the model is still away, and may be asked for again', async () => {
    const { room, back } = await withMakeshift();
    room.passTime(4 * minute);
    await room.revise('7-1-0');
    await room.settle();
    expect(shown(room)).toEqual(['extractive']);
    back();
    room.passTime(4 * minute);
    expect(await room.revise('7-1-1')).toBe('begun');
    await room.settle();
    expect(shown(room)).toEqual(['model']);
  });

  test('is made anew once, however often the button is pressed', async () => {
    const { room, back } = await withMakeshift();
    back();
    room.passTime(4 * minute);
    await room.revise('7-1-0');
    await room.revise('7-1-0');
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
    await room.revise('7-1-0');
    await room.settle();
    expect(shown(room)).toEqual(['model', 'model']);
    expect(room.modelCalls()).toBe(2);
  });

  test('cannot be made anew once its text is gone', async () => {
    const { room } = await withMakeshift();
    await room.stores.requests.forget(7);
    expect(await room.revise('7-1-0')).toBe('expired');
  });
});

/** What the reader's messages say: the shape that is shown, and what is noted below. */
const forms = (room: ReturnType<typeof createNewsroom>) =>
  room.chat.messages.map(({ telling }) =>
    telling.kind === 'summary' ? [telling.answer.shape, telling.note] : telling.kind,
  );

describe('an answer in another shape', () => {
  const answered = async (options: Parameters<typeof createNewsroom>[0] = {}) => {
    const room = createNewsroom(options);
    await room.accept(room.request({ message: 1 }));
    await room.settle();
    return room;
  };

  test('takes its place, after a word that it is being written', async () => {
    const room = await answered();
    expect(await room.revise('7-1-0', 'short')).toBe('begun');
    expect(forms(room)).toEqual([['standard', 'working']]);
    await room.settle();
    expect(forms(room)).toEqual([['short', undefined]]);
    expect(await room.revise('7-1-1', 'standard')).toBe('begun');
    await room.settle();
    expect(forms(room)).toEqual([['standard', undefined]]);
    expect(room.modelCalls()).toBe(2);
  });

  test('is one call of the model for one article and shape, whoever asks', async () => {
    const room = await answered();
    await room.accept(room.request({ chat: 9, message: 1 }));
    await room.settle();
    await Promise.all([room.revise('7-1-0', 'long'), room.revise('9-1-0', 'long')]);
    await room.revise('7-1-0', 'long');
    await room.settle();
    expect(forms(room).map(([shape]) => shape)).toEqual(['long', 'long']);
    expect(room.modelCalls()).toBe(2);
  });

  test('pressed twice, also on the old message after it has changed, is one', async () => {
    const room = await answered();
    await room.revise('7-1-0', 'short');
    await room.settle();
    expect(await room.revise('7-1-0', 'short')).toBe('there');
    expect(await room.revise('7-1-1', 'short')).toBe('there');
    expect(room.queue).toEqual([]);
  });

  test('the last of two wishes counts', async () => {
    const room = await answered();
    await room.revise('7-1-0', 'short');
    await room.revise('7-1-0', 'long');
    await room.settle();
    expect(forms(room)).toEqual([['long', undefined]]);
  });

  test('is enqueued again where the process died before its job was stored', async () => {
    const room = await answered();
    await room.revise('7-1-0', 'short');
    room.queue.length = 0;
    expect(await room.revise('7-1-0', 'short')).toBe('begun');
    await room.settle();
    expect(forms(room)).toEqual([['short', undefined]]);
  });

  test('that cannot be written leaves the old one, with its buttons alive', async () => {
    const room = await answered();
    room.script.readText = (text) => ({ ...anArticle, text, language: 'en' });
    await room.accept(
      room.request({ message: 2, subject: { kind: 'text', text: 'x'.repeat(900) } }),
    );
    await room.settle();
    const write = room.script.summarise;
    room.script.summarise = () => Promise.reject(new Failure('model-unreadable', 'no'));
    await room.revise('7-2-0', 'short');
    await room.settle();
    expect(forms(room).at(-1)).toEqual(['standard', 'model-unreadable']);
    room.script.summarise = write;
    expect(await room.revise('7-2-1', 'short')).toBe('begun');
    await room.settle();
    expect(forms(room).at(-1)).toEqual(['short', undefined]);
  });

  test('made without the model while it is away does not replace what the model wrote', async () => {
    const room = await answered();
    const write = room.script.summarise;
    room.script.summarise = () => Promise.reject(new Failure('model-busy', '529'));
    await room.revise('7-1-0', 'short');
    await room.settle();
    expect(shown(room)).toEqual(['model']);
    expect(forms(room)).toEqual([['standard', 'model-busy']]);
    room.script.summarise = write;
    room.passTime(4 * minute);
    expect(await room.revise('7-1-1', 'short')).toBe('begun');
    await room.settle();
    expect(forms(room)).toEqual([['short', undefined]]);
  });

  test('counts as one of the day’s summaries, unless it is there already', async () => {
    const room = await answered({ dailyLimit: 2 });
    await room.revise('7-1-0', 'short');
    await room.settle();
    await room.revise('7-1-1', 'standard');
    await room.settle();
    expect(forms(room)).toEqual([['standard', undefined]]);
    await room.revise('7-1-2', 'long');
    await room.settle();
    expect(forms(room)).toEqual([['standard', 'daily-limit']]);
  });

  test('is not to be had once the article is gone, or by an id that nobody gave', async () => {
    const room = await answered();
    expect(await room.revise('7-9-0', 'short')).toBe('expired');
    await room.stores.requests.forget(7);
    expect(await room.revise('7-1-0', 'short')).toBe('expired');
  });

  test('is what a chat gets that has set it so, in the language that it has set', async () => {
    const room = await answered();
    await room.stores.readers.set(7, { length: 'short', output: 'en' });
    await room.accept(room.request({ message: 2 }));
    await room.settle();
    expect(
      room.chat.messages.map(({ telling }) =>
        telling.kind === 'summary' ? [telling.answer.language, telling.answer.shape] : telling.kind,
      ),
    ).toEqual([
      ['ar', 'standard'],
      ['en', 'short'],
    ]);
  });
});
