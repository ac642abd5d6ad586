import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import type { Logins } from '../../src/jobs/operators.ts';
import { queueNames, type QueueName } from '../../src/jobs/ports.ts';
import { silentLog } from '../../src/lib/log.ts';
import type { Overview } from '../../src/ops/admin/overview.ts';
import { createAdminRoute } from '../../src/ops/admin/route.ts';
import { startWebServer } from '../../src/ops/web-server.ts';
import { createLogins } from '../../src/redis/operators.ts';
import { loadWords } from '../../src/telegram/words.ts';
import { answerSaying, redisForTests } from '../contracts/backends.ts';
import { hasRedis, storeParts } from '../support/redis.ts';

const words = loadWords();
const now = Date.parse('2026-11-23T20:00:00Z');
const hostile = '<script>alert("x")</script>\'&';
const none = { waiting: 0, active: 0, delayed: 0, dead: 0 };

const overview: Overview = {
  report: {
    hours: [
      {
        start: now,
        counts: {
          answers: { 'model ': 41, 'extractive model-away': 3 },
          failures: { 'page-missing': 2 },
          digests: { stories: 17, 'nothing-new': 2 },
          stages: { 'articles 0.3': 18, 'articles 3': 1, 'articles 10': 1, 'summaries more': 4 },
        },
      },
    ],
    days: [
      {
        start: now,
        counts: {
          answers: { 'model ': 41, 'extractive model-away': 3 },
          failures: { 'page-missing': 2 },
          checked: { [`3+${hostile}`]: 200 },
          dropped: { [`3+${hostile}`]: 10 },
          calls: { [`claude ${hostile}`]: 44 },
          'micro-usd': { [`claude ${hostile}`]: 123_456 },
        },
      },
    ],
    spentMicroUsd: 123_456,
    budgetMicroUsd: 1_000_000,
    depths: {
      articles: none,
      summaries: { ...none, dead: 1 },
      deliveries: none,
      digests: none,
      feeds: none,
    },
    memory: { used: 50 * 1_048_576, most: 0 },
  },
  alarms: new Set(['model']),
  dead: [
    {
      queue: 'summaries',
      job: 'j1',
      id: `7-1-0${hostile}`,
      reason: `internal ${hostile}`,
      diedAt: now,
    },
  ],
  feeds: undefined,
  feedback: [
    {
      key: 'k',
      title: `عنوان ${hostile}`,
      text: `نص المقال ${hostile}`,
      textLanguage: 'ar',
      answer: { ...answerSaying(`خبر ${hostile}`), prompt: '7+abc', model: 'haiku', how: 'model' },
      at: now,
      counts: { up: 2, down: 0, fact: 1, source: 0, missing: 0, style: 0 },
    },
  ],
  now,
};

describe.skipIf(!hasRedis)('the dashboard', () => {
  const { redis } = redisForTests();
  let logins: Logins;
  let revived: [QueueName, (string | undefined)?][];
  const admins: number[] = [];
  let web: Awaited<ReturnType<typeof startWebServer>>;

  beforeAll(async () => {
    const route = (publicUrl?: string) =>
      createAdminRoute({
        logins: {
          invite: (operator) => logins.invite(operator),
          admit: (token) => logins.admit(token),
          operatorOf: (session) => logins.operatorOf(session),
          end: (session) => logins.end(session),
          mayTry: (from) => logins.mayTry(from),
        },
        admins,
        words,
        overview: async () => overview,
        revive: async (...work) => {
          revived.push(work);
        },
        publicUrl,
        log: silentLog,
      });
    web = await startWebServer({ host: '127.0.0.1', port: 0, routes: [route()], log: silentLog });
  });
  afterAll(() => web.close());
  beforeEach(() => {
    logins = createLogins(storeParts(redis()));
    revived = [];
    admins.splice(0, 1, 7);
  });

  const get = (path: string, cookie = '') =>
    fetch(`${web.origin}${path}`, { headers: { cookie }, redirect: 'manual' });
  const post = (path: string, fields: Record<string, string>, headers = {}) =>
    fetch(`${web.origin}${path}`, {
      method: 'POST',
      body: new URLSearchParams(fields),
      headers: { origin: web.origin, ...headers },
      redirect: 'manual',
    });
  const enter = async (operator = 7): Promise<string> => {
    const response = await post('/admin/login', { token: await logins.invite(operator) });
    expect(response.status).toBe(303);
    return (response.headers.get('set-cookie') ?? '').split(';')[0]!;
  };
  const proofIn = (markup: string) => /name="proof" value="([^"]+)"/.exec(markup)![1]!;

  test('shows nothing without a session', async () => {
    for (const cookie of ['', 'mujaz_session=', 'mujaz_session=guessed']) {
      const response = await get('/admin', cookie);
      expect(response.status).toBe(401);
      expect(await response.text()).not.toMatch(/41|claude|summaries/);
    }
    expect((await get('/admin/anything')).status).toBe(404);
  });

  test('a link is not burnt by looking at it, opens once, and never again', async () => {
    const token = await logins.invite(7);
    for (let look = 0; look < 3; look += 1) {
      const page = await get(`/admin/login?token=${token}`);
      expect(page.status).toBe(200);
      expect(page.headers.get('set-cookie')).toBeNull();
    }
    const first = await post('/admin/login', { token });
    expect([first.status, first.headers.get('location')]).toEqual([303, '/admin?lang=ar']);
    expect((await post('/admin/login', { token })).status).toBe(403);
  });

  test('a link and a session lie in Redis as hashes, and expire', async () => {
    const token = await logins.invite(7);
    const [invitation] = await redis().keys('mujaz:invitation:*');
    expect(invitation).not.toContain(token);
    expect(await redis().ttl(invitation!)).toBeLessThanOrEqual(300);
    const cookie = await enter();
    const [session] = await redis().keys('mujaz:session:*');
    expect(session).not.toContain(cookie.split('=')[1]);
    expect(await redis().ttl(session!)).toBeGreaterThan(11 * 3_600);
    await redis().unlink(session!);
    expect((await get('/admin', cookie)).status).toBe(401);
  });

  test('the cookie is kept from scripts and from other sites', async () => {
    const response = await post('/admin/login', { token: await logins.invite(7) });
    const cookie = response.headers.get('set-cookie');
    expect(cookie).toMatch(/HttpOnly; SameSite=Strict; Max-Age=43200$/);
  });

  test('shows the figures to an operator, in Arabic and in English', async () => {
    const cookie = await enter();
    const arabic = await (await get('/admin', cookie)).text();
    expect(arabic).toContain('dir="rtl"');
    expect(arabic).toContain(words.ar('admin-hours'));
    const english = await (await get('/admin?lang=en', cookie)).text();
    expect(english).toContain('dir="ltr"');
    expect(english).toContain('$0.12');
    expect(english).toContain(words.en('admin-alarm-model'));
    expect(english).toContain('page-missing');
  });

  test('says how many digests were sent in an hour, and how long each stage takes', async () => {
    const markup = (await (await get('/admin?lang=en', await enter())).text()).replace(
      /[\u2066-\u2069]/g,
      '',
    );
    expect(markup).toContain('20:00: with news 17, nothing new 2');
    const stages = markup.slice(markup.indexOf('How long each stage'));
    const cells = (queue: string) =>
      new RegExp(`${queue}</th>\\s*<td>(.*?)</td>\\s*<td>(.*?)</td>\\s*<td>(.*?)</td>`)
        .exec(stages)
        ?.slice(1);
    expect(cells('articles')).toEqual(['20', '0.3 s', '3 s']);
    expect(cells('summaries')).toEqual(['4', 'more than 300 s', 'more than 300 s']);
  });

  test('puts a summary that a reader complained of beside its article', async () => {
    const markup = await (await get('/admin?lang=en', await enter())).text();
    const shown = markup.slice(markup.indexOf('What readers thought'));
    for (const part of ['نص المقال', 'خبر', 'haiku 7+abc', 'A wrong fact']) {
      expect(shown).toContain(part);
    }
  });

  test('escapes whatever it shows, and allows no script at all', async () => {
    const response = await get('/admin?lang=en', await enter());
    const markup = await response.text();
    expect(markup).not.toContain('<script');
    expect(markup.match(/&#60;script&#62;alert/g)!.length).toBeGreaterThanOrEqual(4);
    expect(response.headers.get('content-security-policy')).toMatch(/^default-src 'none'/);
    const door = await (await get(`/admin/login?token=${encodeURIComponent('"><script>')}`)).text();
    expect(door).not.toContain('<script');
  });

  test('gives dead jobs a new life at the press of a button, all of a queue or one', async () => {
    const cookie = await enter();
    const proof = proofIn(await (await get('/admin', cookie)).text());
    const response = await post('/admin/retry', { proof, queue: 'summaries' }, { cookie });
    expect(response.status).toBe(303);
    await post('/admin/retry', { proof, queue: 'summaries', job: 'j1' }, { cookie });
    expect(revived).toEqual([
      ['summaries', undefined],
      ['summaries', 'j1'],
    ]);
    expect((await post('/admin/retry', { proof, queue: 'others' }, { cookie })).status).toBe(404);
  });

  test('does nothing for a form of another site, without proof, or without a session', async () => {
    const cookie = await enter();
    const proof = proofIn(await (await get('/admin', cookie)).text());
    const fields = { proof, queue: 'summaries' };
    const foreign = { cookie, origin: 'https://elsewhere.example' };
    expect((await post('/admin/retry', fields, foreign)).status).toBe(403);
    expect((await post('/admin/retry', fields, { cookie, origin: 'null' })).status).toBe(403);
    expect((await post('/admin/retry', { ...fields, proof: '' }, { cookie })).status).toBe(403);
    expect((await post('/admin/retry', fields)).status).toBe(401);
    const token = await logins.invite(7);
    const login = await post('/admin/login', { token }, { origin: 'https://elsewhere.example' });
    expect(login.status).toBe(403);
    expect(revived).toEqual([]);
  });

  test('ends a session at once', async () => {
    const cookie = await enter();
    const proof = proofIn(await (await get('/admin', cookie)).text());
    const response = await post('/admin/logout', { proof }, { cookie });
    expect(response.headers.get('set-cookie')).toContain('Max-Age=0');
    expect((await get('/admin', cookie)).status).toBe(401);
  });

  test('a session is worth nothing once its owner is no operator', async () => {
    const cookie = await enter();
    admins.length = 0;
    expect((await get('/admin', cookie)).status).toBe(401);
  });

  test('lets nobody guess for long', async () => {
    const statuses: number[] = [];
    for (let guess = 0; guess < 12; guess += 1) {
      statuses.push((await post('/admin/login', { token: `guess-${guess}` })).status);
    }
    expect(statuses.slice(0, 10)).toEqual(Array(10).fill(403));
    expect(statuses.slice(10)).toEqual([429, 429]);
  });

  test('knows its public address where it has one, and then asks for an encrypted cookie', async () => {
    const route = createAdminRoute({
      logins,
      admins,
      words,
      overview: async () => overview,
      revive: async () => {},
      publicUrl: 'https://mujaz.example.org',
      log: silentLog,
    });
    const proxied = await startWebServer({
      host: '127.0.0.1',
      port: 0,
      routes: [route],
      log: silentLog,
    });
    const attempt = async (origin: string) =>
      fetch(`${proxied.origin}/admin/login`, {
        method: 'POST',
        body: new URLSearchParams({ token: await logins.invite(7) }),
        headers: { origin },
        redirect: 'manual',
      });
    expect((await attempt(proxied.origin)).status).toBe(403);
    const entered = await attempt('https://mujaz.example.org');
    expect(entered.status).toBe(303);
    expect(entered.headers.get('set-cookie')).toMatch(/; Secure$/);
    await proxied.close();
  });

  test('reads no form without end', async () => {
    const token = await logins.invite(7);
    const response = await post('/admin/login', { token, padding: 'x'.repeat(1_000_000) });
    expect(response.status).toBe(403);
    expect(await logins.admit(token)).toBeDefined();
  });

  test('every queue has its name in both languages', () => {
    for (const queue of queueNames) {
      expect(words.ar(`queue-${queue}`)).toMatch(/[\u0620-\u064A]{3}/);
      expect(words.en(`queue-${queue}`)).toBe(queue);
    }
  });
});
