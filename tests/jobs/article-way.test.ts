import { describe, expect, test } from 'vitest';

import { Failure } from '../../src/lib/failure.ts';
import { anArticle, createNewsroom } from '../support/newsroom.ts';

const kinds = ({ chat }: ReturnType<typeof createNewsroom>) =>
  chat.messages.map(({ telling }) => telling.kind);

describe('the way of an article', () => {
  test('a placeholder is shown first and becomes the answer', async () => {
    const room = createNewsroom();
    await room.accept(room.request({ message: 1 }));
    expect(kinds(room)).toEqual(['placeholder']);
    await room.settle();
    expect(kinds(room)).toEqual(['summary']);
  });

  test('many readers of one text share one call of the model', async () => {
    const room = createNewsroom();
    for (let chat = 1; chat <= 50; chat += 1) await room.accept(room.request({ chat, message: 1 }));
    await room.settle();
    expect(room.modelCalls()).toBe(1);
    expect(kinds(room)).toEqual(Array.from({ length: 50 }, () => 'summary'));
  });

  test('a reader who comes later gets the stored answer', async () => {
    const room = createNewsroom();
    await room.accept(room.request({ chat: 1, message: 1 }));
    await room.settle();
    await room.accept(room.request({ chat: 2, message: 1 }));
    await room.settle();
    expect(room.modelCalls()).toBe(1);
    expect(kinds(room)).toEqual(['summary', 'summary']);
  });

  test('the byline is the request’s own: a forward names its channel', async () => {
    const room = createNewsroom();
    const origin = { outlet: 'قناة', url: 'https://t.me/c/1', date: '2026-01-01' };
    await room.accept(room.request({ chat: 1, message: 1 }));
    await room.accept(room.request({ chat: 2, message: 1, origin }));
    await room.settle();
    const outlets = room.chat.messages.map(({ telling }) =>
      telling.kind === 'summary' ? telling.byline.outlet : '',
    );
    expect(outlets).toEqual([anArticle.outlet, 'قناة']);
  });

  test('the same text five times gives one answer and four short pointers to it', async () => {
    const room = createNewsroom();
    for (let message = 1; message <= 5; message += 1) await room.accept(room.request({ message }));
    await room.settle();
    expect(kinds(room)).toEqual(['summary', 'repeat', 'repeat', 'repeat', 'repeat']);
    const first = room.chat.messages[0]!.messageId;
    for (const { telling } of room.chat.messages.slice(1)) {
      expect(telling).toEqual({ kind: 'repeat', messageId: first });
    }
  });

  test('a redelivered update changes nothing', async () => {
    const room = createNewsroom();
    const request = room.request({ message: 1 });
    await room.accept(request);
    await room.accept(request);
    await room.settle();
    await room.accept(request);
    await room.settle();
    expect(kinds(room)).toEqual(['summary']);
    expect(room.modelCalls()).toBe(1);
  });

  test('an edited message is answered once, for its last form and in the same place', async () => {
    const room = createNewsroom();
    await room.accept(room.request({ message: 1 }));
    const edited = `${anArticle.text} وأضيفت إليه جملة.`;
    await room.accept(
      room.request({ message: 1, id: '7-1-99', subject: { kind: 'text', text: edited } }),
    );
    await room.settle();
    expect(kinds(room)).toEqual(['summary']);
    expect(room.modelCalls()).toBe(1);
  });

  test('an edit that changes nothing is not called a repetition', async () => {
    const room = createNewsroom();
    await room.accept(room.request({ message: 1 }));
    await room.settle();
    await room.accept(room.request({ message: 1, id: '7-1-99' }));
    await room.settle();
    expect(kinds(room)).toEqual(['summary']);
  });

  test('a page that is missing is told as such', async () => {
    const room = createNewsroom();
    const subject = { kind: 'link', url: 'https://example.org/gone' } as const;
    await room.accept(room.request({ message: 1, subject }));
    await room.settle();
    expect(room.chat.messages[0]!.telling).toEqual({ kind: 'failure', failure: 'page-missing' });
  });

  test('a foreign article is refused where no model can read it', async () => {
    const room = createNewsroom();
    room.script.readText = () => ({ ...anArticle, language: 'en' });
    room.script.understands = (language) => language === 'ar';
    await room.accept(room.request({ message: 1 }));
    await room.settle();
    expect(room.chat.messages[0]!.telling).toEqual({
      kind: 'failure',
      failure: 'foreign-language',
    });
  });

  test('a flood is told once that it is one, and what it brings is stored nowhere', async () => {
    const room = createNewsroom();
    const own = (message: number) => `${anArticle.text} ${message}`;
    for (let message = 1; message <= 150; message += 1) {
      const subject = { kind: 'text', text: own(message) } as const;
      await room.accept(room.request({ message, subject }));
    }
    expect(await room.stores.requests.idsOf(7)).toHaveLength(100);
    expect(room.queue).toHaveLength(100);
    const told = { kind: 'failure', failure: 'too-many-waiting' };
    expect(room.chat.messages.filter(({ telling }) => telling.kind === 'failure')).toMatchObject([
      { telling: told },
    ]);
    await room.accept(room.request({ chat: 9, message: 1 }));
    expect(room.queue).toHaveLength(101);
    await room.settle();
    await room.accept(room.request({ message: 151 }));
    expect(room.queue).toHaveLength(1);
  });

  test('beyond the day’s limit a reader is told so, and may send the text tomorrow', async () => {
    const room = createNewsroom({ dailyLimit: 1 });
    const other = { kind: 'text', text: `${anArticle.text} آخر` } as const;
    await room.accept(room.request({ message: 1 }));
    await room.settle();
    await room.accept(room.request({ message: 2, subject: other }));
    await room.accept(room.request({ message: 3, subject: other }));
    await room.settle();
    const failure = { kind: 'failure', failure: 'daily-limit' };
    expect(room.chat.messages.slice(1).map(({ telling }) => telling)).toEqual([failure, failure]);
  });
});

describe('when the model fails', () => {
  test('an overloaded model is answered for by the article’s own sentences', async () => {
    const room = createNewsroom();
    room.script.summarise = () => Promise.reject(new Failure('model-busy', '529'));
    await room.accept(room.request({ message: 1 }));
    await room.settle();
    expect(room.chat.messages[0]!.telling).toMatchObject({
      kind: 'summary',
      answer: { how: 'extractive', reason: 'model-away' },
    });
  });

  test('a spend limit pauses the model for everybody, for an hour', async () => {
    const room = createNewsroom();
    room.script.summarise = () => Promise.reject(new Failure('model-spend-limit', '402'));
    await room.accept(room.request({ chat: 1, message: 1 }));
    await room.settle();
    const other = { kind: 'text', text: `${anArticle.text} آخر` } as const;
    await room.accept(room.request({ chat: 2, message: 1, subject: other }));
    await room.settle();
    expect(room.modelCalls()).toBe(1);
    expect(room.chat.messages[1]!.telling).toMatchObject({ answer: { reason: 'model-paused' } });
    room.passTime(61 * 60_000);
    const third = { kind: 'text', text: `${anArticle.text} ثالث جديد` } as const;
    await room.accept(room.request({ chat: 3, message: 1, subject: third }));
    await room.settle();
    expect(room.modelCalls()).toBe(2);
  });

  test('a foreign article without a model to read it is told that the model is away', async () => {
    const room = createNewsroom();
    room.script.readText = () => ({ ...anArticle, language: 'en' });
    room.script.summarise = () => Promise.reject(new Failure('model-busy', '529'));
    await room.accept(room.request({ message: 1 }));
    await room.settle();
    expect(room.chat.messages[0]!.telling).toEqual({ kind: 'failure', failure: 'model-busy' });
  });

  test('after a failure the same text may be sent again and is tried anew', async () => {
    const room = createNewsroom();
    const works = room.script.summarise;
    room.script.summarise = () => Promise.reject(new Error('a fault of our own'));
    await room.accept(room.request({ message: 1 }));
    await room.settle();
    expect(room.chat.messages[0]!.telling).toEqual({ kind: 'failure', failure: 'internal' });
    room.script.summarise = works;
    await room.accept(room.request({ message: 2 }));
    await room.settle();
    expect(kinds(room)).toEqual(['failure', 'summary']);
  });

  test('waiters whose job was lost are found by the sweep', async () => {
    const room = createNewsroom();
    await room.accept(room.request({ message: 1 }));
    await room.settle(['articles']);
    room.queue.splice(0);
    await room.sweep();
    await room.settle();
    expect(kinds(room)).toEqual(['summary']);
    expect(room.modelCalls()).toBe(1);
  });

  test('waiters who were freed but not enqueued are found by the sweep', async () => {
    const room = createNewsroom();
    await room.accept(room.request({ message: 1 }));
    await room.settle(['articles', 'summaries']);
    room.queue.splice(0);
    await room.accept(room.request({ chat: 9, message: 1 }));
    await room.settle(['articles']);
    const [late] = room.queue.splice(0);
    expect(late).toMatchObject({ name: 'deliveries', id: '9-1-0' });
  });
});

describe('when the chat fails', () => {
  test('a placeholder that was surely not sent is not waited for', async () => {
    const room = createNewsroom();
    room.chat.failNext(new Failure('chat-flooded', '429', { retryAfterMs: 1000 }));
    await room.accept(room.request({ message: 1 }));
    await room.settle();
    expect(kinds(room)).toEqual(['summary']);
  });

  test('after a placeholder in doubt the answer is sent anew', async () => {
    const room = createNewsroom();
    room.chat.failNext(new Failure('delivery-in-doubt', 'socket closed'));
    await room.accept(room.request({ message: 1 }));
    await room.settle();
    expect(kinds(room)).toEqual(['summary']);
  });

  test('an answer held up by a flood is sent once', async () => {
    const room = createNewsroom();
    room.allowRetries(2);
    room.chat.failNext(new Failure('chat-flooded', '429'));
    await room.accept(room.request({ message: 1 }));
    room.chat.failNext(new Failure('chat-flooded', '429'));
    room.chat.failNext(new Failure('chat-unreachable', 'refused'));
    await room.settle();
    expect(kinds(room)).toEqual(['summary']);
  });

  test('a reader who blocked the bot is left alone', async () => {
    const room = createNewsroom();
    await room.accept(room.request({ message: 1 }));
    room.chat.failNext(new Failure('chat-closed', '403'));
    await room.settle();
    expect(kinds(room)).toEqual(['placeholder']);
    expect((await room.stores.deliveries.load('7-1-0'))?.answer).toBe('closed');
    expect(room.queue).toEqual([]);
  });

  test('a placeholder that the reader deleted is replaced by a new message', async () => {
    const room = createNewsroom();
    await room.accept(room.request({ message: 1 }));
    room.chat.messages.splice(0);
    await room.settle();
    expect(kinds(room)).toEqual(['summary']);
  });
});
