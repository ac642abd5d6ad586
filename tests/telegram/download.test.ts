import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { asFailure } from '../../src/lib/failure.ts';
import { createClient } from '../../src/telegram/bot.ts';
import { createDownloadFile } from '../../src/telegram/download.ts';
import { startPlayground, testToken } from '../support/playground.ts';
import { enterPlayground } from '../support/reader.ts';

describe('a file of the Bot API', () => {
  let telegram: Awaited<ReturnType<typeof startPlayground>>;
  beforeEach(async () => {
    telegram = await startPlayground();
  });
  afterEach(() => telegram.close());

  const open = (most?: number) => {
    const options = { token: testToken, apiRoot: telegram.origin };
    const { api } = createClient(options);
    return createDownloadFile({ ...options, api, ...(most === undefined ? {} : { most }) });
  };

  test('is fetched as it was sent', async () => {
    const reader = await enterPlayground(telegram.origin).joins();
    const content = Buffer.from('مقال');
    await reader.attaches([{ kind: 'document', name: 'مقال جديد.txt', content }]);
    const { files } = telegram.playground.api;
    const [update] = telegram.playground.api.queue.undelivered();
    const id = JSON.stringify(update).match(/playground-file-\d+/)![0];
    expect(files.byId(id)).toBeDefined();
    expect(Buffer.from(await open()(id))).toEqual(content);
  });

  test('that is too large is told by Telegram, that is gone likewise', async () => {
    const { files } = telegram.playground.api;
    const { file_id } = files.add({ name: 'a', type: '', size: 30_000_000, content: undefined });
    await expect(open()(file_id)).rejects.toMatchObject({ kind: 'file-too-large' });
    await expect(open()('unknown')).rejects.toMatchObject({ kind: 'file-gone' });
  });

  test('that is larger than was said is cut off', async () => {
    const { files } = telegram.playground.api;
    const content = Buffer.alloc(5_000_000);
    const { file_id } = files.add({ name: 'a', type: '', size: 5, content });
    await expect(open(1_000_000)(file_id)).rejects.toMatchObject({ kind: 'file-too-large' });
  });

  test('is asked for again after a flood limit or a silence of Telegram', async () => {
    const room = enterPlayground(telegram.origin);
    await room.fault({ method: 'getFile', times: 1, outcome: { status: 429, retry_after: 3 } });
    await expect(open()('a')).rejects.toMatchObject({ kind: 'chat-flooded', retryAfterMs: 3_000 });
    await room.fault({ method: 'getFile', times: 1, outcome: { drop: 'before' } });
    await expect(open()('a')).rejects.toMatchObject({ kind: 'file-unreachable' });
  });
});

describe('the address of a file', () => {
  let server: Server;
  let answer: (path: string) => { status: number; headers?: Record<string, string> };
  let origin: string;
  beforeEach(async () => {
    server = createServer((request, response) => {
      if (request.url!.includes('/file/')) {
        const { status, headers = {} } = answer(request.url!);
        response.writeHead(status, headers).end('content');
      } else {
        const result = { file_id: 'a', file_unique_id: 'u', file_path: 'documents/ملف ?.txt' };
        response.setHeader('content-type', 'application/json');
        response.end(JSON.stringify({ ok: true, result }));
      }
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  const download = () => {
    const options = { token: testToken, apiRoot: origin };
    return createDownloadFile({ ...options, api: createClient(options).api })('a');
  };

  test('is asked for with its path encoded', async () => {
    const paths: string[] = [];
    answer = (path) => {
      paths.push(path);
      return { status: 200 };
    };
    expect(Buffer.from(await download()).toString()).toBe('content');
    expect(paths).toEqual([`/file/bot${testToken}/documents/${encodeURIComponent('ملف ?.txt')}`]);
  });

  test.each([
    [404, 'file-gone'],
    [502, 'file-unreachable'],
    [302, 'file-unreachable'],
  ])('that answers %i is told as %s, without the token', async (status, kind) => {
    answer = () => ({ status, headers: { location: 'http://127.0.0.1:1/' } });
    const failure = await download().then(() => undefined, asFailure);
    expect(failure?.kind).toBe(kind);
    expect(`${failure?.message} ${String(failure?.cause)}`).not.toContain(testToken);
  });
});
