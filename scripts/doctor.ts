import { execFile } from 'node:child_process';
import { statfs } from 'node:fs/promises';
import { promisify } from 'node:util';

import { type Config, readConfig } from '../src/config.ts';
import type { Feed } from '../src/digest/feed.ts';
import { listFeeds } from '../src/feeds-app.ts';
import { systemClock } from '../src/lib/clock.ts';
import { asFailure } from '../src/lib/failure.ts';
import { redact, silentLog } from '../src/lib/log.ts';
import { connectRedis } from '../src/redis/connect.ts';
import { createReadFeed } from '../src/web/feed.ts';

/** `npm run doctor`: one line for each thing that can be wrong, and what to do about it. */
type Finding = { ok: boolean; what: string; advice?: string };

const good = (what: string): Finding => ({ ok: true, what });
const bad = (what: string, advice: string): Finding => ({ ok: false, what, advice });

const fetchJson = async (url: string, headers: Record<string, string> = {}) => {
  const response = await fetch(url, { headers, signal: AbortSignal.timeout(10_000) });
  const body: unknown = await response.json().catch(() => ({}));
  return { response, body: body as Record<string, unknown> };
};

const checkNode = (): Finding => {
  const major = Number(process.versions.node.split('.')[0]);
  return major >= 24
    ? good(`Node ${process.versions.node}`)
    : bad(`Node ${process.versions.node}`, 'install Node 24, or run npm ci with scripts allowed');
};

/** Zones whose clock changes the digests must know; an old zone table has them wrong. */
const checkZones = (): Finding => {
  const inJuly = new Intl.DateTimeFormat('en', {
    timeZone: 'Africa/Cairo',
    timeZoneName: 'longOffset',
  }).format(new Date('2026-07-01T00:00:00Z'));
  return inJuly.includes('GMT+03:00')
    ? good('the zone table knows Cairo’s summer time')
    : bad('the zone table is old', 'use a Node with current time zone data');
};

const checkTelegram = async ({ chat }: Config): Promise<Finding[]> => {
  if (chat.kind === 'playground') {
    return [good('no token: the local chat page stands in for Telegram')];
  }
  const root = `${chat.apiRoot}/bot${chat.token}`;
  const me = await fetchJson(`${root}/getMe`);
  if (me.body['ok'] !== true) {
    return [
      bad(`Telegram refuses the token (${me.response.status})`, 'ask @BotFather for it anew'),
    ];
  }
  const drift = Math.abs(Date.parse(me.response.headers.get('date') ?? '') - Date.now());
  const clock =
    drift > 30_000
      ? bad(`this clock is ${Math.round(drift / 1000)} s off`, 'set the clock by NTP')
      : good('the clock agrees with Telegram’s');
  const hook = await fetchJson(`${root}/getWebhookInfo`);
  const { url = '', last_error_message: error = '' } = (hook.body['result'] ?? {}) as {
    url?: string;
    last_error_message?: string;
  };
  const wanted = chat.webhook?.url ?? '';
  const webhook =
    url !== wanted && url !== ''
      ? bad('another webhook is set', 'start Mujaz once: it sets its own or removes it')
      : error === ''
        ? good(wanted === '' ? 'long polling' : 'the webhook is set')
        : bad(`the webhook fails: ${error}`, 'check the proxy in front of PORT');
  return [good('Telegram accepts the token'), clock, webhook];
};

const checkModel = async ({ model }: Config): Promise<Finding[]> => {
  if (model.kind === 'extractive') return [good('no key: the articles’ own sentences answer')];
  const root = model.baseUrl ?? 'https://api.anthropic.com';
  const headers = {
    authorization: `Bearer ${model.apiKey}`,
    'anthropic-version': '2026-10-21',
  };
  const { response } = await fetchJson(`${root}/v1/models/${model.summaryModel}`, headers);
  if (response.ok) return [good(`the model ${model.summaryModel} answers`)];
  if (response.status === 404) {
    return model.baseUrl === undefined
      ? [bad(`there is no model ${model.summaryModel}`, 'correct SUMMARY_MODEL')]
      : [good('a compatible server answers; it does not list its models')];
  }
  return [bad(`the model’s server answers ${response.status}`, 'check ANTHROPIC_API_KEY')];
};

const checkRedis = async ({ store }: Config): Promise<Finding[]> => {
  if (store.kind === 'own') {
    for (const name of ['redis-server', 'valkey-server']) {
      const found = await promisify(execFile)(name, ['--version']).catch(() => undefined);
      if (found) return [good(`own Redis by ${name}`)];
    }
    return [bad('no redis-server or valkey-server', 'run npm start once, or set REDIS_URL')];
  }
  const { redis, close } = await connectRedis({
    address: store.address,
    log: silentLog,
    waitMs: 5_000,
  });
  const info = await redis.info();
  const read = (name: string) => new RegExp(`^${name}:(.*)$`, 'm').exec(info)?.[1]?.trim() ?? '';
  const version = read('redis_version');
  const findings = [
    Number(version.split('.')[0]) >= 6
      ? good(`Redis ${version}`)
      : bad(`Redis ${version}`, 'use Redis 6.2 or newer'),
    read('maxmemory_policy') === 'noeviction'
      ? good('Redis evicts nothing')
      : bad('Redis may evict jobs', 'set maxmemory-policy noeviction'),
    read('aof_enabled') === '1'
      ? good('Redis keeps an append-only file')
      : bad('Redis would lose what it holds', 'set appendonly yes'),
  ];
  close();
  return findings;
};

const feedsAtATime = 8;
const mostFeedLines = 10;

/** Asks every listed feed once; the playground's samples are its own and need no asking. */
const checkFeeds = async (config: Config): Promise<Finding[]> => {
  if (config.chat.kind === 'playground' && config.feedsFile === undefined) {
    return [good('the chat page brings its own sample feeds')];
  }
  const { listed } = listFeeds({ config, origin: '', clock: systemClock });
  const readFeed = createReadFeed({ ...config.fetching, clock: systemClock, log: silentLog });
  const troubleOf = async (feed: Feed): Promise<string> => {
    try {
      const answer = await readFeed(feed, { etag: '', lastModified: '' });
      return answer.kind === 'robots' ? 'its robots.txt forbids asking' : '';
    } catch (thrown) {
      return asFailure(thrown).message;
    }
  };
  const left = [...listed];
  const ill: Finding[] = [];
  const advice = 'correct its address in FEEDS_FILE, or leave it out';
  const askOn = async (): Promise<void> => {
    for (let feed = left.shift(); feed; feed = left.shift()) {
      const trouble = await troubleOf(feed);
      if (trouble !== '') ill.push(bad(`${feed.outlet}, ${feed.url}: ${redact(trouble)}`, advice));
    }
  };
  await Promise.all(Array.from({ length: feedsAtATime }, askOn));
  await readFeed.close();
  const more = ill.length - mostFeedLines;
  return [
    ...(ill.length < listed.length
      ? [good(`${listed.length - ill.length} of ${listed.length} feeds answer`)]
      : []),
    ...ill.slice(0, mostFeedLines),
    ...(more > 0 ? [bad(`and ${more} more feeds`, 'is the way out of this machine open?')] : []),
  ];
};

const checkDisk = async ({ dataDir }: Config): Promise<Finding> => {
  const { bavail, bsize } = await statfs(dataDir).catch(() => statfs('.'));
  const megabytes = Math.round((bavail * bsize) / 1e6);
  return megabytes > 500
    ? good(`${megabytes} MB of disk are free`)
    : bad(`only ${megabytes} MB of disk are free`, 'make room, or move DATA_DIR');
};

const main = async (): Promise<number> => {
  const read = readConfig(process.env);
  if ('problems' in read) {
    for (const problem of read.problems) console.log(`✗ ${problem}`);
    return 1;
  }
  const { config } = read;
  const checks: (() => Finding | Finding[] | Promise<Finding | Finding[]>)[] = [
    checkNode,
    checkZones,
    () => checkDisk(config),
    () => checkRedis(config),
    () => checkTelegram(config),
    () => checkModel(config),
    () => checkFeeds(config),
  ];
  let problems = 0;
  for (const check of checks) {
    const findings = await Promise.resolve()
      .then(check)
      .catch((error: unknown) => bad(redact(String(error)), 'is it reachable from this machine?'));
    for (const { ok, what, advice } of [findings].flat()) {
      if (!ok) problems += 1;
      console.log(ok ? `✓ ${what}` : `✗ ${what} → ${advice}`);
    }
  }
  return problems === 0 ? 0 : 1;
};

process.exitCode = await main();
