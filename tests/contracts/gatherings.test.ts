import { describe, expect, test } from 'vitest';

import type { Joint, Part } from '../../src/jobs/parts.ts';
import { noOrigin, placeOf, requestId } from '../../src/jobs/request.ts';
import { onEachBackend } from './backends.ts';

const part = (message: number, given: Partial<Part> = {}): Part => ({
  message,
  edit: 0,
  text: `نص ${message}`,
  links: [],
  files: [],
  photos: [],
  origin: noOrigin,
  ...given,
});
const own: Joint = { album: '', author: 'sender 7', at: 1_000, isOpen: false };
const long: Joint = { ...own, isOpen: true };
const album: Joint = { ...own, album: 'a', author: '' };
const messages = (parts: Part[]) => parts.map(({ message }) => message);

onEachBackend('a gathering', (open) => {
  test('joins what follows a long part, and ends with the first that is not', async () => {
    const { gatherings } = open();
    expect(messages(await gatherings.gather(7, part(10), long))).toEqual([10]);
    expect(messages(await gatherings.gather(7, part(11), long))).toEqual([10, 11]);
    expect(messages(await gatherings.gather(7, part(12), own))).toEqual([10, 11, 12]);
    expect(messages(await gatherings.gather(7, part(13), own))).toEqual([13]);
  });

  test.each<[string, Joint, number, Joint]>([
    ['after a short part', own, 11, own],
    ['of another author', long, 11, { ...own, author: 'channel 5' }],
    ['whose author nobody knows', { ...long, author: '' }, 11, { ...own, author: '' }],
    ['whose id does not follow', long, 12, own],
    ['that was written minutes later', long, 11, { ...own, at: 1_061 }],
    ['that is an album', long, 11, album],
  ])('does not join a message %s', async (_name, first, second, joint) => {
    const { gatherings } = open();
    await gatherings.gather(7, part(10), first);
    expect(messages(await gatherings.gather(7, part(second), joint))).toEqual([second]);
  });

  test('does not join the messages of different chats', async () => {
    const { gatherings } = open();
    await gatherings.gather(7, part(10), long);
    expect(messages(await gatherings.gather(8, part(11), own))).toEqual([11]);
  });

  test('is not parted by our own message directly after a part', async () => {
    const { gatherings } = open();
    await gatherings.gather(7, part(10), long);
    await gatherings.passOver(7, 11);
    expect(messages(await gatherings.gather(7, part(12), own))).toEqual([10, 12]);
  });

  test('is parted by any other message of ours', async () => {
    const { gatherings } = open();
    await gatherings.gather(7, part(10), long);
    await gatherings.passOver(7, 12);
    expect(messages(await gatherings.gather(7, part(12), own))).toEqual([12]);
  });

  test('is the same when its updates come again, in whatever order', async () => {
    const { gatherings } = open();
    await gatherings.gather(7, part(10), long);
    await gatherings.gather(7, part(11), own);
    expect(messages(await gatherings.gather(7, part(11), own))).toEqual([10, 11]);
    expect(messages(await gatherings.gather(7, part(10), long))).toEqual([10, 11]);
    expect(messages(await gatherings.gather(7, part(12), own))).toEqual([12]);
  });

  test('is not reopened by an older message that comes again', async () => {
    const { gatherings } = open();
    await gatherings.gather(7, part(9), own);
    await gatherings.gather(7, part(10), long);
    await gatherings.gather(7, part(9), own);
    expect(messages(await gatherings.gather(7, part(11), own))).toEqual([10, 11]);
  });

  test('holds all of an album, whatever comes between', async () => {
    const { gatherings } = open();
    expect(messages(await gatherings.gather(7, part(20), album))).toEqual([20]);
    await gatherings.gather(7, part(21), own);
    expect(messages(await gatherings.gather(7, part(23), album))).toEqual([20, 23]);
    expect(messages(await gatherings.gather(7, part(22), album))).toEqual([20, 22, 23]);
    const other = { ...album, album: 'b' };
    expect(messages(await gatherings.gather(7, part(24), other))).toEqual([24]);
  });

  test('takes the edited form of a part, and keeps it when the first form comes again', async () => {
    const { gatherings } = open();
    await gatherings.gather(7, part(10), long);
    await gatherings.gather(7, part(11), own);
    const edited = part(10, { edit: 99, text: 'نص معدّل' });
    expect((await gatherings.gather(7, edited, long))[0]).toEqual(edited);
    expect((await gatherings.gather(7, part(10), long))[0]).toEqual(edited);
  });

  test('does not begin with an edit', async () => {
    const { gatherings } = open();
    const edited = part(10, { edit: 99 });
    expect(await gatherings.gather(7, edited, long)).toEqual([edited]);
    expect(messages(await gatherings.gather(7, part(11), own))).toEqual([11]);
  });

  test('is bounded: what comes after sixty-four parts begins anew', async () => {
    const { gatherings } = open();
    for (let message = 1; message <= 64; message += 1) {
      await gatherings.gather(7, part(message), long);
    }
    expect(messages(await gatherings.gather(7, part(65), own))).toEqual([65]);
  });

  test('gives back each part as it was', async () => {
    const { gatherings } = open();
    const full = part(10, {
      text: 'سطر\nثانٍ "بين علامتين"',
      links: ['https://example.org/'],
      files: [{ id: 'f', size: 5 }],
      photos: [{ id: 'p', size: 0 }],
      origin: { outlet: 'قناة', url: '', date: '2026-11-23' },
      failure: 'message-unsupported',
    });
    expect(await gatherings.gather(7, full, album)).toEqual([full]);
    expect(await gatherings.gather(7, full, album)).toEqual([full]);
  });

  test('is forgotten with its reader', async () => {
    const { gatherings, requests } = open();
    await gatherings.gather(7, part(10), long);
    await requests.forget(7);
    expect(messages(await gatherings.gather(7, part(11), own))).toEqual([11]);
  });
});

const article = {
  title: 'عنوان',
  text: 'متن',
  language: 'ar',
  outlet: 'صحيفة',
  author: '',
  date: '2026-11-20',
  url: 'https://example.org/1',
} as const;

onEachBackend('a reading', (open) => {
  test('is found again by its source', async () => {
    const { readings } = open();
    const reading = { article, at: 5, etag: '"1"', lastModified: '' };
    await readings.save('https://example.org/1?q=خبر', reading);
    expect(await readings.load('https://example.org/1?q=خبر')).toEqual(reading);
    expect(await readings.load('https://example.org/2')).toBeUndefined();
  });

  test('that was made for one request is forgotten with its reader', async () => {
    const { readings, requests } = open();
    await requests.save({
      id: '7-1-0',
      chat: 7,
      message: 1,
      thread: 0,
      reader: 7,
      subject: { kind: 'photos', photos: [{ id: 'p', size: 1 }] },
      origin: noOrigin,
      language: 'ar',
      at: 5,
    });
    await readings.save('7-1-0', { article, at: 5, etag: '', lastModified: '' });
    await requests.forget(7);
    expect(await readings.load('7-1-0')).toBeUndefined();
  });
});

onEachBackend('a reader’s line', (open) => {
  test('tells each request how many are before it, once', async () => {
    const { readers } = open();
    expect(await readers.begin(7, 'a')).toMatchObject({ before: 0 });
    expect(await readers.begin(7, 'b')).toMatchObject({ before: 1 });
    expect(await readers.begin(8, 'c')).toMatchObject({ before: 0 });
    expect(await readers.begin(7, 'b')).toMatchObject({ before: 1 });
  });

  test('moves up when one is done', async () => {
    const { readers } = open();
    await readers.begin(7, 'a');
    await readers.begin(7, 'b');
    await readers.end(7, 'a');
    await readers.end(7, 'a');
    expect(await readers.begin(7, 'b')).toMatchObject({ before: 0 });
    await readers.forget(7);
    expect(await readers.begin(7, 'z')).toMatchObject({ before: 0 });
  });
});

describe('the forms of one wish', () => {
  test('have ids that differ in their last part only', () => {
    const at = { chat: -7, message: 5, edit: 0, parts: 1 };
    expect(requestId(at, 0)).toBe('-7-5-0');
    expect(requestId({ ...at, edit: 99, parts: 3 }, 0)).toBe('-7-5-99.3');
    expect(requestId(at, 2)).toBe('-7-5.2-0');
    expect(placeOf('-7-5-99.3')).toBe(placeOf('-7-5-0'));
    expect(placeOf('-7-5.2-0')).not.toBe(placeOf('-7-5-0'));
  });
});
