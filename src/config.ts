import { z } from 'zod';

import type { RedisAddress } from './redis/client.ts';

/** The parts that a process can take; each one may run in any number of processes. */
const roles = [
  'ingress',
  'articles',
  'summaries',
  'deliveries',
  'feeds',
  'digests',
  'ops',
] as const;
/** What holds for this process, read once. */
export type Config = ReturnType<typeof configOf>;

/** The token of the local playground, which asks for none: its Bot API is open to this machine. */
export const playgroundToken = '1000000:playground-of-mujaz-local-only';

const list = z.string().transform((value) =>
  value
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean),
);

const ids = list
  .pipe(z.array(z.string().regex(/^\d+$/, 'must be Telegram ids, parted by commas')))
  .transform((parts) => parts.map(Number));

const between = (least: number, most: number, error: string) =>
  z.coerce.number(error).int(error).min(least, error).max(most, error);

const webAddress = z.url({ protocol: /^https?$/, error: 'must be an http or https address' });

/**
 * Several hosts (`redis://a:7000,b:7000`), or `?cluster=1` behind one, mean a Redis Cluster, whose
 * other nodes are found from there.
 */
const redisAddress = z.string().transform((text, context): RedisAddress => {
  const [, before = '', hosts = '', behind = ''] =
    /^(rediss?:\/\/(?:\S*@)?)([^\s/?#@]+)((?:\/\d*)?(?:\?\S*)?)$/.exec(text) ?? [];
  const nodes = hosts.split(',').map((host) => `${before}${host}${behind}`);
  if (!nodes.every((node) => URL.canParse(node) && new URL(node).host !== '')) {
    context.addIssue(
      'must be one address, as redis://host:6379; nodes of a cluster share it: redis://a:7000,b:7000',
    );
    return z.NEVER;
  }
  const isCluster = nodes.length > 1 || new URL(text).searchParams.get('cluster') === '1';
  return isCluster ? { nodes } : { url: text };
});

/** An empty variable counts as absent: that is how compose files and `.env` leave things out. */
const variables = z.object({
  TELEGRAM_BOT_TOKEN: z
    .string()
    .regex(/^\d{3,}:[\w-]{10,}$/, 'must look like 123456:ABC…, as BotFather gives it')
    .optional(),
  TELEGRAM_API_ROOT: webAddress.optional(),
  TELEGRAM_WEBHOOK_URL: z
    .url({ protocol: /^https$/, error: 'must be an https address' })
    .optional(),
  TELEGRAM_WEBHOOK_SECRET: z
    .string()
    .regex(/^[\w-]{1,256}$/, 'must be 1 to 256 letters, digits, _ or -')
    .optional(),
  ANTHROPIC_API_KEY: z.string().optional(),
  ANTHROPIC_BASE_URL: webAddress.optional(),
  MODEL_SCHEMA: z.enum(['native', 'prompt']).default('native'),
  SUMMARY_MODEL: z.string().default('claude-haiku-5-5'),
  DIGEST_MODEL: z.string().default('claude-haiku-5-5'),
  REDIS_URL: redisAddress.optional(),
  DATA_DIR: z.string().default('./data'),
  PORT: between(0, 65_535, 'must be a port, 0 to 65535').default(8080),
  HOST: z.string().default('127.0.0.1'),
  PUBLIC_URL: webAddress.optional(),
  PLAYGROUND_PUBLIC: z.enum(['0', '1']).default('0'),
  METRICS_TOKEN: z.string().min(16, 'must have at least 16 characters').optional(),
  ROLES: list.pipe(z.array(z.enum([...roles, 'all']))).default(['all']),
  LINK_ALLOW_HOSTS: list
    .pipe(z.array(z.string().regex(/^[^\s/:]+:\d+$/, 'must be host:port pairs, parted by commas')))
    .default([]),
  FEEDS_FILE: z.string().optional(),
  ADMIN_IDS: ids.default([]),
  ALLOWED_IDS: ids.default([]),
  DAILY_BUDGET_USD: z.coerce
    .number('must be dollars')
    .min(0, 'must be dollars, 0 or more')
    .max(100_000, 'must be dollars, at most 100000')
    .default(1),
  USER_DAILY_LIMIT: between(1, 1_000_000, 'must be a whole number, 1 or more').default(50),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
});

type Variables = z.infer<typeof variables>;

/** The names of all variables, for the table in the README and `.env.example`. */
export const variableNames: readonly string[] = Object.keys(variables.shape);

/** Either a configuration, or one line for each thing that is wrong with the environment. */
export type ReadConfig = { config: Config } | { problems: string[] };

/** Reads the environment once. Values are never repeated in a problem: some are secrets. */
export const readConfig = (environment: Record<string, string | undefined>): ReadConfig => {
  const present = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = variables.safeParse(present);
  if (!parsed.success) {
    const lines = parsed.error.issues.map(({ path, message }) => `${String(path[0])}: ${message}`);
    return { problems: [...new Set(lines)] };
  }
  const problems = contradictions(parsed.data);
  return problems.length > 0 ? { problems } : { config: configOf(parsed.data) };
};

/** Rules that hold between variables. */
const contradictions = (v: Variables): string[] => {
  const all = v.ROLES.includes('all');
  const onTelegram = v.TELEGRAM_BOT_TOKEN !== undefined || v.TELEGRAM_API_ROOT !== undefined;
  const rules: [boolean, string][] = [
    [
      v.TELEGRAM_WEBHOOK_URL !== undefined && v.TELEGRAM_WEBHOOK_SECRET === undefined,
      'TELEGRAM_WEBHOOK_SECRET: is required with TELEGRAM_WEBHOOK_URL',
    ],
    [
      v.TELEGRAM_WEBHOOK_URL !== undefined && v.TELEGRAM_BOT_TOKEN === undefined,
      'TELEGRAM_BOT_TOKEN: is required with TELEGRAM_WEBHOOK_URL',
    ],
    [!all && v.REDIS_URL === undefined, 'REDIS_URL: is required where ROLES is not all'],
    [
      !all && !onTelegram,
      'TELEGRAM_BOT_TOKEN: it or TELEGRAM_API_ROOT is required where ROLES is not all',
    ],
  ];
  return rules.filter(([broken]) => broken).map(([, line]) => line);
};

const configOf = (v: Variables) => ({
  chat: chatOf(v),
  model: modelOf(v),
  store: storeOf(v),
  dataDir: v.DATA_DIR,
  web: { port: v.PORT, host: v.HOST, publicUrl: v.PUBLIC_URL, metricsToken: v.METRICS_TOKEN },
  roles: new Set(roles.filter((role) => v.ROLES.includes('all') || v.ROLES.includes(role))),
  /** How pages are fetched: as whom, and which private `host:port` pairs links may lead to. */
  fetching: {
    userAgent: `Mujaz/0.1${v.PUBLIC_URL === undefined ? '' : ` (+${v.PUBLIC_URL})`}`,
    allowHosts: v.LINK_ALLOW_HOSTS,
  },
  feedsFile: v.FEEDS_FILE,
  admins: v.ADMIN_IDS,
  allowed: v.ALLOWED_IDS,
  dailyBudgetMicroUsd: Math.round(v.DAILY_BUDGET_USD * 1_000_000),
  readerDailyLimit: v.USER_DAILY_LIMIT,
  logLevel: v.LOG_LEVEL,
});

const withoutSlash = (address: string): string => address.replace(/\/+$/, '');

/** Where readers are: on Telegram, or on the chat page of the local playground. */
const chatOf = (v: Variables) => {
  if (v.TELEGRAM_BOT_TOKEN === undefined && v.TELEGRAM_API_ROOT === undefined) {
    return { kind: 'playground', open: v.PLAYGROUND_PUBLIC === '1' } as const;
  }
  const { TELEGRAM_WEBHOOK_URL: url, TELEGRAM_WEBHOOK_SECRET: secret } = v;
  return {
    kind: 'telegram' as const,
    token: v.TELEGRAM_BOT_TOKEN ?? playgroundToken,
    apiRoot: withoutSlash(v.TELEGRAM_API_ROOT ?? 'https://api.telegram.org'),
    webhook: url !== undefined && secret !== undefined ? { url, secret } : undefined,
  };
};

/** What writes summaries: a model behind Claude's Messages API, or the article's own sentences. */
const modelOf = (v: Variables) => {
  const { ANTHROPIC_API_KEY: apiKey, ANTHROPIC_BASE_URL: baseUrl } = v;
  if (apiKey === undefined && baseUrl === undefined) return { kind: 'extractive' } as const;
  return {
    kind: 'claude' as const,
    // The client refuses to start without a key; a local server does not look at it.
    apiKey: apiKey ?? 'no-key-needed',
    baseUrl: baseUrl && withoutSlash(baseUrl),
    schema: v.MODEL_SCHEMA,
    summaryModel: v.SUMMARY_MODEL,
    digestModel: v.DIGEST_MODEL,
  };
};

/** Where state lies: in a Redis elsewhere, or in one of our own. */
const storeOf = ({ REDIS_URL: address }: Variables) =>
  address === undefined ? ({ kind: 'own' } as const) : ({ kind: 'url', address } as const);
