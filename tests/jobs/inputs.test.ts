import { describe, expect, test } from 'vitest';

import type { Picture } from '../../src/article/ports.ts';
import type { Subject } from '../../src/jobs/request.ts';
import { Failure } from '../../src/lib/failure.ts';
import { anArticle, createNewsroom } from '../support/newsroom.ts';

type Newsroom = ReturnType<typeof createNewsroom>;

const tellings = ({ chat }: Newsroom) => chat.messages.map(({ telling }) => telling);
const kinds = (room: Newsroom) => tellings(room).map(({ kind }) => kind);
const link = (url: string) => ({ kind: 'link', url }) as const;
const picture: Picture = { mediaType: 'image/png', bytes: Buffer.from('png') };
const photos: Subject = { kind: 'photos', photos: [{ id: 'p', size: 3 }] };

/** A web of pages, each its own text, that counts who asks for what. */
const openWeb = (room: Newsroom) => {
  const asked: string[] = [];
  const unchanged: string[] = [];
  room.script.fetchPage = async (url, known) => {
    asked.push(url);
    const bytes = Buffer.from(`${anArticle.text} ${'و'.repeat(Number(url.at(-1)) || 1)}`);
    if (known?.etag) unchanged.push(url);
    return known?.etag
      ? { url, bytes: new Uint8Array(), contentType: '', unchanged: true, etag: known.etag }
      : { url, bytes, contentType: 'text/html', etag: '"1"', lastModified: '' };
  };
  return { asked, unchanged };
};

describe('a link', () => {
  test('is fetched once in some hours, however many readers send it', async () => {
    const room = createNewsroom();
    const { asked } = openWeb(room);
    for (let chat = 1; chat <= 20; chat += 1) {
      const subject = link(`https://example.com/1?utm_source=${chat}#top`);
      await room.accept(room.request({ chat, message: 1, subject }));
    }
    await room.settle();
    room.passTime(60 * 60_000);
    await room.accept(
      room.request({ chat: 30, message: 1, subject: link('https://example.com/1') }),
    );
    await room.settle();
    expect(asked).toEqual(['https://example.com/1']);
    expect(kinds(room)).toEqual(Array.from({ length: 21 }, () => 'summary'));
  });

  test('is asked for changes only, after some hours', async () => {
    const room = createNewsroom();
    const { asked, unchanged } = openWeb(room);
    for (const chat of [1, 2]) {
      await room.accept(room.request({ chat, message: 1, subject: link('https://example.com/1') }));
      await room.settle();
      room.passTime(4 * 60 * 60_000);
    }
    expect(asked).toHaveLength(2);
    expect(unchanged).toEqual(['https://example.com/1']);
    expect(kinds(room)).toEqual(['summary', 'summary']);
  });

  test('that failed is fetched anew for the next who sends it', async () => {
    const room = createNewsroom();
    await room.accept(
      room.request({ chat: 1, message: 1, subject: link('https://example.com/1') }),
    );
    await room.settle();
    openWeb(room);
    await room.accept(
      room.request({ chat: 2, message: 1, subject: link('https://example.com/1') }),
    );
    await room.settle();
    expect(kinds(room)).toEqual(['failure', 'summary']);
  });

  test('to a post on Telegram is read from its page for visitors, or answered by advice', async () => {
    const room = createNewsroom();
    const subject = link('https://t.me/quiet_news/41');
    await room.accept(room.request({ chat: 1, message: 1, subject }));
    await room.settle();
    const { asked } = openWeb(room);
    await room.accept(room.request({ chat: 2, message: 1, subject }));
    await room.settle();
    expect(tellings(room)[0]).toEqual({ kind: 'failure', failure: 'telegram-post-unread' });
    expect(asked).toEqual(['https://t.me/quiet_news/41?embed=1&mode=tme']);
    expect(kinds(room)).toEqual(['failure', 'summary']);
  });

  test('to a closed site is answered without asking it', async () => {
    const room = createNewsroom();
    const { asked } = openWeb(room);
    await room.accept(room.request({ message: 1, subject: link('https://x.com/a/status/1') }));
    await room.settle();
    expect(tellings(room)).toEqual([{ kind: 'failure', failure: 'link-of-network' }]);
    expect(asked).toEqual([]);
  });
});

describe('several links of one message', () => {
  test('are an answer each, and an edit replaces each in its place', async () => {
    const room = createNewsroom();
    openWeb(room);
    const send = async (edit: number, ...urls: string[]) => {
      for (const [nth, url] of urls.entries()) {
        const id = `7-1${nth > 0 ? `.${nth}` : ''}-${edit}`;
        await room.accept(room.request({ message: 1, id, subject: link(url) }));
      }
      await room.settle();
    };
    await send(0, 'https://example.com/1', 'https://example.com/2', 'https://example.com/3');
    expect(kinds(room)).toEqual(['summary', 'summary', 'summary']);
    await send(99, 'https://example.com/1', 'https://example.com/4');
    expect(kinds(room)).toEqual(['summary', 'summary', 'summary']);
    expect(room.modelCalls()).toBe(4);
  });
});

describe('a text in parts', () => {
  const part = (form: string, text: string) => ({
    message: 1,
    id: `7-1-${form}`,
    subject: { kind: 'text', text } as const,
  });

  test('shows one placeholder and gives one answer, for its last form', async () => {
    const room = createNewsroom();
    await room.accept(room.request(part('0', `${anArticle.text} أ`)), 1_500);
    await room.accept(room.request(part('0.2', `${anArticle.text} أ ب`)), 1_500);
    await room.accept(room.request(part('0.3', `${anArticle.text} أ ب ج`)));
    expect(kinds(room)).toEqual(['placeholder']);
    expect(room.queue.map(({ delayMs }) => delayMs)).toEqual([1_500, 1_500, 0]);
    await room.settle();
    expect(kinds(room)).toEqual(['summary']);
    expect(room.modelCalls()).toBe(1);
  });

  test('whose last part comes late is answered anew in the same place', async () => {
    const room = createNewsroom();
    await room.accept(room.request(part('0', `${anArticle.text} أ`)), 1_500);
    await room.settle();
    await room.accept(room.request(part('0.2', `${anArticle.text} أ ب`)));
    expect(kinds(room)).toEqual(['placeholder']);
    await room.settle();
    expect(kinds(room)).toEqual(['summary']);
    expect(room.modelCalls()).toBe(2);
  });

  test('takes the place of its first part again after a crash in between', async () => {
    const room = createNewsroom();
    await room.accept(room.request(part('0', `${anArticle.text} أ`)), 1_500);
    const second = room.request(part('0.2', `${anArticle.text} أ ب`));
    const { movePlaceholder } = room.stores.deliveries;
    room.stores.deliveries.movePlaceholder = () =>
      Promise.reject(new Failure('store-away', 'killed'));
    await expect(room.accept(second)).rejects.toThrow('killed');
    room.stores.deliveries.movePlaceholder = movePlaceholder;
    await room.accept(second);
    await room.settle();
    expect(kinds(room)).toEqual(['summary']);
    expect(room.chat.messages).toHaveLength(1);
  });
});

describe('files', () => {
  test('are downloaded, read and summarised', async () => {
    const room = createNewsroom();
    const text = `${anArticle.text} من ملف`;
    room.script.downloadFile = async () => Buffer.from(text);
    const subject: Subject = { kind: 'files', files: [{ id: 'f', size: 3 }] };
    await room.accept(room.request({ message: 1, subject }));
    await room.settle();
    expect(kinds(room)).toEqual(['summary']);
    expect(tellings(room)[0]).not.toMatchObject({ byline: { fromPicture: true } });
  });

  test('of one album are one article', async () => {
    const room = createNewsroom();
    const texts: string[] = [];
    room.script.downloadFile = async (id) => Buffer.from(`${anArticle.text} ${id}`);
    const { summarise } = room.script;
    room.script.summarise = (prose) => {
      texts.push(prose.text);
      return summarise(prose);
    };
    const files = [
      { id: 'أول', size: 3 },
      { id: 'ثان', size: 3 },
    ];
    await room.accept(room.request({ message: 1, subject: { kind: 'files', files } }));
    await room.settle();
    expect(texts).toEqual([`${anArticle.text} أول\n\n${anArticle.text} ثان`]);
  });

  test('that together are too long are told to be', async () => {
    const room = createNewsroom();
    room.script.downloadFile = async () => Buffer.from('كلمة '.repeat(8_000));
    const files = [1, 2].map((n) => ({ id: `${n}`, size: 3 }));
    await room.accept(room.request({ message: 1, subject: { kind: 'files', files } }));
    await room.settle();
    expect(tellings(room)).toEqual([{ kind: 'failure', failure: 'too-long' }]);
  });

  test('that turn out to be pictures are read as such', async () => {
    const room = createNewsroom();
    room.script.readFile = async () => ({ kind: 'picture', picture });
    const subject: Subject = { kind: 'files', files: [{ id: 'f', size: 3 }] };
    await room.accept(room.request({ message: 1, subject }));
    await room.settle();
    expect(tellings(room)[0]).toMatchObject({ kind: 'summary', byline: { fromPicture: true } });
  });
});

describe('photos', () => {
  test('are read by the model, and the answer says so', async () => {
    const room = createNewsroom();
    room.script.readFile = async () => ({ kind: 'picture', picture });
    await room.accept(room.request({ message: 1, subject: photos }));
    await room.settle();
    expect(tellings(room)[0]).toMatchObject({ kind: 'summary', byline: { fromPicture: true } });
  });

  test('are paid for once, also when the job runs again', async () => {
    const room = createNewsroom();
    let readings = 0;
    room.script.readFile = async () => ({ kind: 'picture', picture });
    room.script.readPictures = async () => {
      readings += 1;
      return { title: '', text: anArticle.text };
    };
    const { save } = room.stores.texts;
    room.stores.texts.save = () => Promise.reject(new Failure('store-away', 'killed'));
    room.allowRetries(1);
    await room.accept(room.request({ message: 1, subject: photos }));
    room.stores.texts.save = async (key, prose) => {
      room.stores.texts.save = save;
      await save(key, prose);
      throw new Failure('store-away', 'killed');
    };
    await room.settle();
    expect(readings).toBe(1);
    expect(kinds(room)).toEqual(['summary']);
  });

  test('are refused without a model, before anything is downloaded', async () => {
    const room = createNewsroom({ hasModel: false });
    let downloads = 0;
    room.script.downloadFile = async () => {
      downloads += 1;
      return Buffer.from('png');
    };
    await room.accept(room.request({ message: 1, subject: photos }));
    await room.settle();
    expect(tellings(room)).toEqual([{ kind: 'failure', failure: 'picture-needs-model' }]);
    expect(downloads).toBe(0);
  });
});

describe('what is told plainly', () => {
  test('a chat is no news', async () => {
    const room = createNewsroom();
    const line = '[12/3/2026, 10:20] ليلى: هل وصلت إلى البيت بعد كل هذا المطر؟';
    const text = Array.from({ length: 6 }, () => line).join('\n');
    await room.accept(room.request({ message: 1, subject: { kind: 'text', text } }));
    await room.settle();
    expect(tellings(room)).toEqual([{ kind: 'failure', failure: 'not-news' }]);
  });

  test('an album without anything to read is answered once', async () => {
    const room = createNewsroom();
    const subject = { kind: 'refusal', failure: 'message-unsupported' } as const;
    await room.accept(room.request({ message: 1, id: '7-1-0', subject }), 1_500);
    await room.accept(room.request({ message: 1, id: '7-1-0.2', subject }), 1_500);
    await room.settle();
    expect(tellings(room)).toEqual([{ kind: 'failure', failure: 'message-unsupported' }]);
  });

  test('a page of more than can be read is told to be too long', async () => {
    const room = createNewsroom();
    room.script.fetchPage = async (url) => ({
      url,
      bytes: Buffer.from('كلمة '.repeat(12_001)),
      contentType: 'text/html',
    });
    await room.accept(room.request({ message: 1, subject: link('https://example.com/1') }));
    await room.settle();
    expect(tellings(room)).toEqual([{ kind: 'failure', failure: 'too-long' }]);
  });

  test('the fourth article at once is told its place in line, and the line moves up', async () => {
    const room = createNewsroom();
    const send = (message: number) => {
      const text = `${anArticle.text} ${'و'.repeat(message)}`;
      return room.accept(room.request({ message, subject: { kind: 'text', text } }));
    };
    for (let message = 1; message <= 5; message += 1) await send(message);
    expect(tellings(room)).toEqual(
      [0, 0, 0, 3, 4].map((ahead) => ({ kind: 'placeholder', ahead })),
    );
    await room.settle();
    await send(6);
    expect(tellings(room).at(-1)).toEqual({ kind: 'placeholder', ahead: 0 });
  });
});
