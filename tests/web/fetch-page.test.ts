import { type AddressInfo, createServer } from 'node:net';
import { createGzip, brotliCompressSync, gzipSync, deflateSync } from 'node:zlib';

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';

import type { FetchPage } from '../../src/article/ports.ts';
import { asFailure, type Failure } from '../../src/lib/failure.ts';
import { silentLog } from '../../src/lib/log.ts';
import { createAddressRule, createGuardedAgent, type Resolve } from '../../src/web/addresses.ts';
import { createFetchPage } from '../../src/web/fetch-page.ts';
import { failureOfError } from '../../src/web/outcomes.ts';
import { createSafeRequest, type RequestOptions } from '../../src/web/safe-request.ts';
import { type PageServer, startPageServer } from '../support/page-server.ts';

const hello = '<!doctype html><p>مرحبا بالعالم</p>';

let site: PageServer;
/** Stands for whatever is private: nothing may ever connect to it. */
let secret: PageServer;
const opened: { close: () => Promise<void> }[] = [];

beforeAll(async () => {
  site = await startPageServer({ '/hello': { body: hello } });
  secret = await startPageServer({ '/': { body: 'SECRET' } });
});
afterAll(async () => {
  await site.close();
  await secret.close();
});
afterEach(async () => {
  for (const { close } of opened.splice(0)) await close();
});

const fetcher = (options: Partial<RequestOptions> = {}): FetchPage => {
  const fetchPage = createFetchPage({
    allowHosts: [site.host],
    userAgent: 'MujazBot/1.0 (test)',
    log: silentLog,
    ...options,
  });
  opened.push(fetchPage);
  return fetchPage;
};

const failureOf = async (promise: Promise<unknown>): Promise<Failure> => {
  try {
    await promise;
  } catch (error) {
    return asFailure(error);
  }
  throw new Error('it did not fail');
};

const kindOf = async (promise: Promise<unknown>): Promise<string> =>
  (await failureOf(promise)).kind;

const answering =
  (...answers: string[][]): Resolve =>
  (_, __, callback) => {
    const addresses = answers.length > 1 ? answers.shift()! : answers[0]!;
    callback(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
  };

/** UTF-8 in a header, as servers send it although they should not. */
const raw = (text: string): string => Buffer.from(text).toString('latin1');

describe('a public page', () => {
  test('comes as bytes, with its address and content type', async () => {
    const page = await fetcher()(`${site.origin}/hello`);
    expect(Buffer.from(page.bytes).toString()).toBe(hello);
    expect(page).toMatchObject({
      url: `${site.origin}/hello`,
      contentType: 'text/html; charset=utf-8',
    });
  });

  test('is asked for under an honest name', async () => {
    await fetcher()(`${site.origin}/hello`);
    expect(site.headersOf('/hello')).toMatchObject({ 'user-agent': 'MujazBot/1.0 (test)' });
  });

  test.each([
    ['gzip', gzipSync(hello)],
    ['br', brotliCompressSync(hello)],
    ['deflate', deflateSync(hello)],
    ['gzip, br', brotliCompressSync(gzipSync(hello))],
    ['identity', Buffer.from(hello)],
  ])('is unpacked from %s', async (coding, body) => {
    site.serve({ '/packed': { headers: { 'content-encoding': coding }, body } });
    const page = await fetcher()(`${site.origin}/packed`);
    expect(Buffer.from(page.bytes).toString()).toBe(hello);
  });

  test('is found behind redirects, relative ones too', async () => {
    site.serve({
      '/old': { status: 301, headers: { location: '/newer?from=old' } },
      '/newer': { status: 302, headers: { location: `${site.origin}/hello` } },
    });
    const page = await fetcher()(`${site.origin}/old`);
    expect(page.url).toBe(`${site.origin}/hello`);
  });

  test('is found behind a redirect that names its path in bare Arabic', async () => {
    site.serve({
      '/short': { status: 301, headers: { location: raw('/أخبار/خبر') } },
      [encodeURI('/أخبار/خبر')]: { body: hello },
    });
    const page = await fetcher()(`${site.origin}/short`);
    expect(decodeURI(page.url)).toBe(`${site.origin}/أخبار/خبر`);
  });

  test('is not asked for by more than two connections at once', async () => {
    let open = 0;
    let most = 0;
    const waiting: (() => void)[] = [];
    site.serve({
      '/busy': (_, response) => {
        open += 1;
        most = Math.max(most, open);
        waiting.push(() => {
          open -= 1;
          response.writeHead(200, { 'content-type': 'text/html' }).end(hello);
        });
        if (waiting.length === 2) setImmediate(() => waiting.splice(0).forEach((go) => go()));
      },
    });
    const fetchPage = fetcher();
    await Promise.all(Array.from({ length: 4 }, () => fetchPage(`${site.origin}/busy`)));
    expect(most).toBe(2);
  });

  test('of a host that is asked for four already is to come again', async () => {
    const goOn = Promise.withResolvers<void>();
    site.serve({
      '/slow': (_, response) => {
        void goOn.promise.then(() =>
          response.writeHead(200, { 'content-type': 'text/html' }).end(hello),
        );
      },
    });
    const fetchPage = fetcher();
    const pages = Array.from({ length: 4 }, () => fetchPage(`${site.origin}/slow`));
    expect(await kindOf(fetchPage(`${site.origin}/slow`))).toBe('page-in-line');
    goOn.resolve();
    await Promise.all(pages);
  });
});

describe('an address that is not public', () => {
  const literals = [
    '127.0.0.1',
    '127.1',
    '2130706433',
    '0x7f000001',
    '0x7f.0.0.1',
    '0177.0.0.1',
    '017700000001',
    '0.0.0.0',
    '0',
    '[::1]',
    '[::]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[::127.0.0.1]',
    '[64:ff9b::7f00:1]',
    '[2002:7f00:1::]',
    '[fe80::1]',
    '[fd00::1]',
    '127.0.0.1.',
    '①②⑦.⓪.⓪.①',
    '１２７.０.０.１',
    '10.0.0.1',
    '172.16.0.1',
    '192.168.1.1',
    '100.64.0.1',
    '169.254.169.254',
    '224.0.0.1',
    '255.255.255.255',
    'localhost',
    'redis',
    'LOCALHOST.',
  ];

  test.each(literals)('%s is refused without a connection', async (host) => {
    const fetchPage = fetcher({ ports: [80, 443, secret.port] });
    expect(await kindOf(fetchPage(`http://${host}:${secret.port}/`))).toBe('address-forbidden');
    expect(secret.connections()).toBe(0);
  });

  test.each(literals)('a redirect to %s is refused without a connection', async (host) => {
    site.serve({
      '/inward': { status: 302, headers: { location: raw(`http://${host}:${secret.port}/`) } },
    });
    const fetchPage = fetcher({ ports: [80, 443, secret.port] });
    expect(await kindOf(fetchPage(`${site.origin}/inward`))).toBe('address-forbidden');
    expect(secret.connections()).toBe(0);
  });

  test.each([
    ['another scheme', 'ftp://news.example/a'],
    ['a file', 'file:///etc/passwd'],
    ['a script', 'javascript:alert(1)'],
    ['a data address', 'data:text/html,hello'],
    ['credentials', 'https://reader:secret@news.example/a'],
    ['a port for other services', 'https://news.example:22/'],
    ['a port that only the operator may open', 'https://news.example:8443/'],
  ])('%s is refused', async (_, url) => {
    expect(await kindOf(fetcher()(url))).toBe('address-forbidden');
  });

  test.each(['file:///etc/passwd', 'gopher://news.example/', 'http://a:b@news.example/'])(
    'a redirect to %s is refused',
    async (location) => {
      site.serve({ '/odd': { status: 302, headers: { location } } });
      expect(await kindOf(fetcher()(`${site.origin}/odd`))).toBe('address-forbidden');
    },
  );

  test('what is no address at all is told apart', async () => {
    expect(await kindOf(fetcher()('no address'))).toBe('address-unknown');
  });

  test.each([
    ['one private address', ['127.0.0.1']],
    ['a private address behind a public one', ['93.184.216.34', '127.0.0.1']],
    ['the metadata service', ['169.254.169.254']],
    ['a mapped address', ['::ffff:127.0.0.1']],
    ['NAT64', ['64:ff9b::7f00:1']],
    ['no address', []],
  ])('a name that resolves to %s is refused', async (_, addresses) => {
    const fetchPage = fetcher({ ports: [secret.port], resolve: answering(addresses) });
    const kind = addresses.length > 0 ? 'address-forbidden' : 'address-unknown';
    expect(await kindOf(fetchPage(`http://news.example:${secret.port}/`))).toBe(kind);
    expect(secret.connections()).toBe(0);
  });

  test('a name that turns private after its first answer is refused at the connection', async () => {
    // The first answer is public and leads nowhere: the second must be checked like the first.
    const fetchPage = fetcher({
      ports: [secret.port],
      resolve: answering(['2001:4860::1'], ['127.0.0.1']),
      limits: { connect: 50 },
    });
    await failureOf(fetchPage(`http://rebinding.example:${secret.port}/`));
    const second = fetchPage(`http://rebinding.example:${secret.port}/`);
    expect(await kindOf(second)).toBe('address-forbidden');
    expect(secret.connections()).toBe(0);
  });

  test('an IP literal is refused by the agent itself, which is asked for no lookup', async () => {
    const agent = createGuardedAgent({
      rule: createAddressRule({ allowHosts: [] }),
      connectionsPerHost: 1,
      connectMs: 1_000,
    });
    const reply = agent.request({ origin: secret.origin, path: '/', method: 'GET' });
    expect(await kindOf(reply)).toBe('address-forbidden');
    expect(secret.connections()).toBe(0);
    await agent.destroy();
  });

  test('only the very host and port that the operator lists are excepted', async () => {
    const fetchPage = fetcher({ allowHosts: [site.host], ports: [site.port] });
    await expect(fetchPage(`${site.origin}/hello`)).resolves.toBeDefined();
    expect(await kindOf(fetchPage(`http://127.0.0.2:${site.port}/`))).toBe('address-forbidden');
    expect(await kindOf(fetchPage(secret.origin))).toBe('address-forbidden');
    expect(secret.connections()).toBe(0);
  });

  test('a failure names the place without the query, which may hold secrets', async () => {
    const { message } = await failureOf(fetcher()('https://u:p4ss@news.example/a?token=s3cret'));
    expect(message).not.toMatch(/s3cret|p4ss/);
  });
});

describe('an answer that brings no page', () => {
  test.each([
    [404, 'page-missing'],
    [410, 'page-missing'],
    [401, 'page-refused'],
    [402, 'page-paywalled'],
    [403, 'page-refused'],
    [451, 'page-refused'],
    [418, 'page-refused'],
    [408, 'page-unreachable'],
    [429, 'page-unreachable'],
    [500, 'page-unreachable'],
    [503, 'page-unreachable'],
    [304, 'page-refused'],
  ])('%i is %s', async (status, kind) => {
    site.serve({ '/status': { status } });
    expect(await kindOf(fetcher()(`${site.origin}/status`))).toBe(kind);
  });

  test('a challenge for browsers is a refusal, not a server in trouble', async () => {
    site.serve({ '/status': { status: 503, headers: { 'cf-mitigated': 'challenge' } } });
    expect(await kindOf(fetcher()(`${site.origin}/status`))).toBe('page-refused');
  });

  test('the pause that a server asks for is passed on', async () => {
    site.serve({ '/status': { status: 429, headers: { 'retry-after': '7' } } });
    const failure = await failureOf(fetcher()(`${site.origin}/status`));
    expect(failure.retryAfterMs).toBe(7_000);
  });

  test.each(['application/zip', 'application/pdf', 'image/jpeg', 'application/json'])(
    '%s is not read',
    async (type) => {
      site.serve({ '/file': { headers: { 'content-type': type }, body: 'x' } });
      expect(await kindOf(fetcher()(`${site.origin}/file`))).toBe('page-not-text');
    },
  );

  test('a circle of redirects ends', async () => {
    site.serve({ '/round': { status: 302, headers: { location: '/round' } } });
    const before = site.hits.length;
    expect(await kindOf(fetcher()(`${site.origin}/round`))).toBe('page-refused');
    expect(site.hits.length - before).toBe(6);
  });

  test('a dead host is unreachable, an unknown one has no address', async () => {
    const gone = await startPageServer();
    await gone.close();
    const dead = fetcher({ allowHosts: [gone.host] })(gone.origin);
    expect(await kindOf(dead)).toBe('page-unreachable');
    const resolve: Resolve = (_, __, callback) =>
      callback(Object.assign(new Error('no such name'), { code: 'ENOTFOUND' }), []);
    expect(await kindOf(fetcher({ resolve })('http://nowhere.example/'))).toBe('address-unknown');
  });

  test('a server without a secure connection, or with a bad certificate, is no secure one', async () => {
    const plain = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    await new Promise<void>((resolve) => plain.listen(0, '127.0.0.1', resolve));
    const host = `127.0.0.1:${(plain.address() as AddressInfo).port}`;
    const page = fetcher({ allowHosts: [host] })(`https://${host}/`);
    expect(await kindOf(page)).toBe('page-insecure');
    plain.close();
    const codes = [
      'CERT_HAS_EXPIRED',
      'DEPTH_ZERO_SELF_SIGNED_CERT',
      'ERR_TLS_CERT_ALTNAME_INVALID',
    ];
    for (const code of codes) {
      const error = Object.assign(new Error('no trust'), { code });
      expect(failureOfError(error, { first: '', late: false }).kind).toBe('page-insecure');
    }
  });

  test('a reader who gives up is not kept waiting', async () => {
    site.serve({ '/silent': () => {} });
    const controller = new AbortController();
    const page = fetcher()(`${site.origin}/silent`, controller.signal);
    controller.abort();
    expect(await kindOf(page)).toBe('page-unreachable');
  });
});

describe('a hostile server', () => {
  const limits = { bytes: 100_000, total: 1_500, headers: 400, silence: 400 };

  test('a gzip bomb is stopped at the limit of unpacked bytes', async () => {
    let sent = 0;
    site.serve({
      '/bomb': (_, response) => {
        response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' });
        const gzip = createGzip();
        gzip.on('data', (chunk: Buffer) => (sent += chunk.length));
        gzip.pipe(response);
        const zeros = Buffer.alloc(1024 * 1024);
        const feed = (): void => {
          while (!response.destroyed && gzip.write(zeros));
          if (!response.destroyed) gzip.once('drain', feed);
        };
        feed();
      },
    });
    expect(await kindOf(fetcher({ limits })(`${site.origin}/bomb`))).toBe('page-too-large');
    expect(sent).toBeLessThan(5_000_000);
  });

  test('an endless body is stopped at the same limit', async () => {
    site.serve({
      '/endless': (_, response) => {
        response.writeHead(200, { 'content-type': 'text/html' });
        const feed = (): void => {
          while (!response.destroyed && response.write('<p>x</p>'.repeat(1_000)));
          if (!response.destroyed) response.once('drain', feed);
        };
        feed();
      },
    });
    expect(await kindOf(fetcher({ limits })(`${site.origin}/endless`))).toBe('page-too-large');
  });

  test('codings stacked upon one another are refused', async () => {
    const body = Array.from({ length: 8 }).reduce<Buffer>((inner) => gzipSync(inner), gzipSync(''));
    const coding = Array.from({ length: 9 }, () => 'gzip').join(', ');
    site.serve({ '/chain': { headers: { 'content-encoding': coding }, body } });
    expect(await kindOf(fetcher()(`${site.origin}/chain`))).toBe('page-hostile');
  });

  test.each(['zstd', 'aes128gcm', 'compress'])('the coding %s is not undone', async (coding) => {
    site.serve({ '/coded': { headers: { 'content-encoding': coding }, body: 'x' } });
    expect(await kindOf(fetcher()(`${site.origin}/coded`))).toBe('page-not-text');
  });

  test('a body that is not what its coding says is no text', async () => {
    site.serve({ '/liar': { headers: { 'content-encoding': 'gzip' }, body: 'plain' } });
    expect(await kindOf(fetcher()(`${site.origin}/liar`))).toBe('page-not-text');
    site.serve({ '/liar': { headers: { 'content-encoding': 'br' }, body: 'plain text here' } });
    expect(await kindOf(fetcher()(`${site.origin}/liar`))).toBe('page-not-text');
  });

  test('a drip of bytes ends with the deadline', async () => {
    site.serve({
      '/drip': (_, response) => {
        response.writeHead(200, { 'content-type': 'text/html' });
        const timer = setInterval(() => response.write('x'), 50);
        response.on('close', () => clearInterval(timer));
      },
    });
    expect(await kindOf(fetcher({ limits })(`${site.origin}/drip`))).toBe('page-too-slow');
  });

  test('silence before the headers, and amid the body, is not waited out', async () => {
    site.serve({
      '/silent': () => {},
      '/stuck': (_, response) => {
        response.writeHead(200, { 'content-type': 'text/html' });
        response.write('<p>');
      },
    });
    const fetchPage = fetcher({ limits: { ...limits, total: 20_000 } });
    expect(await kindOf(fetchPage(`${site.origin}/silent`))).toBe('page-too-slow');
    expect(await kindOf(fetchPage(`${site.origin}/stuck`))).toBe('page-too-slow');
  });

  test('headers beyond all measure are refused', async () => {
    site.serve({ '/headers': { headers: { 'x-large': 'a'.repeat(200_000) }, body: hello } });
    expect(await kindOf(fetcher()(`${site.origin}/headers`))).toBe('page-too-large');
  });

  test('a connection that breaks off amid the body is a failure to retry, not a crash', async () => {
    site.serve({
      '/broken': (_, response) => {
        response.writeHead(200, { 'content-type': 'text/html', 'content-length': '1000' });
        response.write('<p>');
        setImmediate(() => response.destroy());
      },
    });
    expect(await kindOf(fetcher()(`${site.origin}/broken`))).toBe('page-unreachable');
  });
});

describe('an answer that is known already', () => {
  test('is named in the request, and 304 brings no bytes', async () => {
    site.serve({
      '/feed': (request, response) => {
        const known = request.headers['if-none-match'] === '"v1"';
        response.writeHead(known ? 304 : 200, {
          etag: '"v1"',
          'last-modified': 'Mon, 23 Dec 2024 20:01:00 GMT',
          'content-type': 'application/rss+xml',
        });
        response.end(known ? undefined : '<rss/>');
      },
    });
    const request = createSafeRequest({ allowHosts: [site.host], userAgent: 'test' });
    opened.push(request);
    const accept = ['application/rss+xml'];
    const first = await request(`${site.origin}/feed`, { accept });
    expect(first).toMatchObject({ unchanged: false, etag: '"v1"' });
    const { etag, lastModified } = first;
    const second = await request(`${site.origin}/feed`, { accept, etag, lastModified });
    expect(second).toMatchObject({ unchanged: true, etag: '"v1"' });
    expect(second.bytes).toHaveLength(0);
    expect(site.headersOf('/feed')).toMatchObject({ 'if-modified-since': lastModified });
  });
});
