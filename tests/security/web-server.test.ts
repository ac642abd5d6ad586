import { once } from 'node:events';
import { connect } from 'node:net';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { silentLog } from '../../src/lib/log.ts';
import { createHealth } from '../../src/ops/health.ts';
import { type Route, startWebServer, type WebServer } from '../../src/ops/web-server.ts';
import { createPlayground } from '../../src/playground/playground.ts';

describe('the web server', () => {
  let server: WebServer;
  let port: number;
  let playground: ReturnType<typeof createPlayground>;

  beforeAll(async () => {
    playground = createPlayground({
      token: '123456:token-of-the-security-test',
      bot: { id: 1, username: 'b_bot', first_name: 'b' },
      clock: { now: () => Date.now() },
    });
    const broken: Route = async ({ url }) => {
      if (url === '/broken') throw new Error('secret of the inside');
      return false;
    };
    const routes = [broken, createHealth({}), playground.handle];
    server = await startWebServer({ host: '127.0.0.1', port: 0, routes, log: silentLog });
    port = Number(new URL(server.origin).port);
  });
  afterAll(async () => {
    await playground.close();
    await server.close();
  });

  /** Sends bytes as they are, as no client library would. */
  const raw = async (bytes: string): Promise<string> => {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    socket.write(bytes);
    let heard = '';
    for await (const part of socket.setTimeout(5_000, () => socket.destroy())) {
      heard += String(part);
      // One answer is enough; what holds the line open would be waited for.
      if (heard.includes('\r\n\r\n')) break;
    }
    socket.destroy();
    return heard;
  };
  const get = (path: string, headers = '') =>
    raw(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: close\r\n${headers}\r\n`);
  const statusOf = (answer: string): number => Number(answer.split(' ')[1]);

  test.each([
    '/../package.json',
    '/../../../../etc/passwd',
    '/..%2f..%2fpackage.json',
    '/%2e%2e/%2e%2e/package.json',
    '/page/../../../package.json',
    '/....//package.json',
    '/main.js/../../request.ts',
    '/%00',
    '//etc/passwd',
    '/%c0%ae%c0%ae/package.json',
  ])('gives no file outside of its page for %s', async (path) => {
    const answer = await get(path);
    expect(answer).not.toMatch(/root:|"dependencies"|import type/);
    expect(statusOf(answer)).toBeGreaterThanOrEqual(400);
  });

  test.each([
    ['two lengths of one body', 'Content-Length: 5\r\nContent-Length: 6\r\n'],
    ['a length beside chunks', 'Content-Length: 5\r\nTransfer-Encoding: chunked\r\n'],
    ['a header with a bare line feed', 'X-A: b\nX-C: d\r\n X-E: f\r\n'],
    ['a header without a name', ': value\r\n'],
  ])('refuses %s', async (_name, headers) => {
    const bytes = `POST /sim/users HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n${headers}\r\nhello`;
    expect(statusOf(await raw(bytes))).toBeGreaterThanOrEqual(400);
  });

  test('refuses headers beyond all measure', async () => {
    expect(statusOf(await get('/healthz', `X-Long: ${'a'.repeat(100_000)}\r\n`))).toBe(431);
  });

  test('refuses a name that somebody else pointed here', async () => {
    const bytes = `GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n`;
    expect(statusOf(await raw(bytes))).toBe(403);
  });

  test('refuses what another page’s script asks for', async () => {
    const answer = await get('/sim/calls', 'Origin: https://evil.example\r\n');
    expect(statusOf(answer)).toBe(403);
    expect(answer.toLowerCase()).not.toContain('access-control-allow-origin');
  });

  test.each(['/healthz', '/readyz', '/nothing', '/', '/broken'])(
    'forbids browsers everything that %s does not need',
    async (path) => {
      const answer = await get(path);
      expect(answer.toLowerCase()).toMatch(/content-security-policy: default-src '(?:none|self)'/);
      expect(answer.toLowerCase()).toContain('x-content-type-options: nosniff');
      expect(answer).not.toMatch(/unsafe-inline.*script|script-src[^;]*unsafe/);
    },
  );

  test.each([
    ['headers', 60_000, 'GET /healthz HTTP/1.1\r\nHost: x\r\nX-Slow: '],
    ['its body', 100, 'POST /slow HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\na'],
  ])('cuts off who sends %s drop by drop', async (_name, requestMs, begun) => {
    const reads: Route = async (request, response) => {
      for await (const _part of request);
      response.end();
      return true;
    };
    const hasty = await startWebServer({
      host: '127.0.0.1',
      port: 0,
      routes: [reads],
      log: silentLog,
      headersMs: 50,
      requestMs,
    });
    const socket = connect(Number(new URL(hasty.origin).port), '127.0.0.1');
    socket.on('error', () => {});
    const dripping = setInterval(() => socket.write('a'), 20);
    socket.write(begun);
    const [answer] = (await once(socket, 'data')) as [Buffer];
    expect(statusOf(String(answer))).toBe(408);
    clearInterval(dripping);
    socket.destroy();
    await hasty.close();
  });

  test('says nothing of its inside when a route fails', async () => {
    const answer = await get('/broken');
    expect(statusOf(answer)).toBe(500);
    expect(answer).not.toMatch(/secret of|at .+\.ts/);
  });
});
