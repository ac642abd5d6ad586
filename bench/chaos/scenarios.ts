import type { ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

import type { FakeAnswer } from '../../tests/support/fake-claude.ts';
import { firstOther, type RoleName, type Scenario, type Stage } from './stage.ts';

const killing =
  (role: RoleName, times: number, everyMs: number) =>
  async ({ crews }: Stage): Promise<void> => {
    for (let nth = 0; nth < times; nth += 1) {
      await crews[role].kill(nth);
      await pause(everyMs);
    }
  };

/** Each kill comes when the one before has been survived: so many more readers were taken in. */
const killingIngress =
  (times: number, apart: number) =>
  async ({ crews, telegram }: Stage): Promise<void> => {
    const met = () =>
      [...telegram.chats.values()].filter(({ messages }) => messages.size > 0).length;
    for (let nth = 0; nth < times; nth += 1) {
      const before = met();
      while (met() < before + apart) await pause(20);
      await crews.ingress.kill();
    }
  };

const killingRedis =
  (times: number, apartMs: number) =>
  async ({ redis }: Stage): Promise<void> => {
    for (let nth = 0; nth < times; nth += 1) {
      await redis.kill();
      await pause(2_000);
      await redis.start();
      await pause(apartMs);
    }
  };

const error = (status: number, type: string, retryAfter?: number): FakeAnswer => ({
  kind: 'error',
  status,
  type,
  ...(retryAfter === undefined ? {} : { retryAfter }),
});

const storm =
  (answer: FakeAnswer, forMs: number) =>
  async ({ claude }: Stage): Promise<void> => {
    claude.answerWith(() => answer);
    await pause(forMs);
    claude.answerWith(undefined);
  };

const quarterMs = 15 * 60_000;

const slowModel = ({ claude }: Stage): void => {
  claude.script([{ delayMs: 2_000, answer: { kind: 'honest' } }]);
};

/** Text at whose sight the process that asks the model dies. */
const poison = 'سمّ قاتل';

/** A page that sends a byte a second and never ends. */
const slowLoris = (_: unknown, response: ServerResponse): void => {
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
  const drip = setInterval(() => response.write('<'), 1_000);
  response.on('close', () => clearInterval(drip));
};

/** All that is done to Mujaz, each for itself. */
export const scenarios: readonly Scenario[] = [
  { name: 'nothing goes wrong' },
  { name: 'kill -9 of ingress (polling), 5 times', strike: killingIngress(5, 60) },
  {
    name: 'kill -9 of ingress (webhook, 2 replicas), 5 times',
    webhook: true,
    strike: async (stage) => {
      for (let nth = 0; nth < 5; nth += 1) {
        await stage.crews.ingress.kill(nth);
        stage.telegram.pushTo(stage.crews.ingress.origins().map((origin) => `${origin}/hook`));
        await pause(1_000);
      }
    },
  },
  { name: 'kill -9 of articles, 5 times', strike: killing('articles', 5, 2_000) },
  { name: 'kill -9 of summaries, 5 times', strike: killing('summaries', 5, 2_000) },
  {
    name: 'kill -9 of deliveries, 5 times',
    crew: { deliveries: 2 },
    strike: killing('deliveries', 5, 2_000),
  },
  {
    name: 'kill -9 of a master of a Redis Cluster with AOF, each once, 6 s away',
    isClustered: true,
    strike: async ({ cluster, lasts }) => {
      for (let nth = 0; nth < 3; nth += 1) {
        await cluster?.kill(nth);
        await lasts(6_000);
        await cluster?.start(nth);
        await lasts(5_000);
      }
    },
  },
  {
    name: 'a master of a Redis Cluster silent for 20 s, its connections open',
    isClustered: true,
    strike: async ({ cluster, lasts }) => {
      cluster?.hang(1);
      await lasts(20_000);
      cluster?.goOn(1);
    },
  },
  {
    name: 'a master of a Redis Cluster killed for good, its replica in its place',
    isClustered: true,
    strike: async ({ cluster, lasts }) => {
      await cluster?.replicate(0);
      await cluster?.kill(0);
      await lasts(10_000);
    },
  },
  {
    name: 'a Redis Cluster that moves all of a master’s slots to the others',
    isClustered: true,
    strike: async ({ cluster, lasts }) => {
      await Promise.all([cluster?.empty(0), lasts(10_000)]);
    },
  },
  {
    name: 'kill -9 of Redis with AOF, twice, 2 s away',
    strike: killingRedis(2, 5_000),
  },
  {
    name: 'kill -9 of Redis with AOF, thrice, again 1.7 s after its return',
    strike: killingRedis(3, 1_700),
  },
  {
    name: 'partition from Redis for 10 s',
    strike: async ({ redis }) => {
      await redis.relay.cut();
      await pause(10_000);
      await redis.relay.open();
    },
  },
  {
    name: 'partition from Redis for a minute',
    strike: async ({ redis }) => {
      await redis.relay.cut();
      await pause(60_000);
      await redis.relay.open();
    },
  },
  {
    name: 'half-open connections to Redis',
    strike: async ({ redis }) => {
      redis.relay.silence();
      await pause(10_000);
    },
  },
  {
    name: 'full disk under Redis for 8 s',
    strike: async ({ redis }) => {
      redis.fillDisk();
      await pause(8_000);
      redis.freeDisk();
    },
  },
  {
    name: 'Telegram 429 for 15 s',
    strike: async ({ telegram }) => {
      telegram.troubled(() => ({ kind: 'flood', retryAfter: 2 }));
      await pause(15_000);
      telegram.troubled(() => undefined);
    },
  },
  {
    name: 'Telegram 502 and dropped answers for 15 s, half of them done',
    strike: async ({ telegram, lasts }) => {
      telegram.troubled(() => {
        const done = Math.random() < 0.5;
        return Math.random() < 0.5 ? { kind: 'error', done } : { kind: 'drop', done };
      });
      await lasts(15_000);
      telegram.troubled(() => undefined);
    },
  },
  { name: 'Claude 429 for 30 s', strike: storm(error(429, 'rate_limit_error', 5), 30_000) },
  { name: 'Claude 529 for 30 s', strike: storm(error(529, 'overloaded_error'), 30_000) },
  { name: 'Claude stalls amid streams for 30 s', strike: storm({ kind: 'stall' }, 30_000) },
  {
    name: 'Claude 529 for a quarter of an hour',
    isLong: true,
    strike: storm(error(529, 'overloaded_error'), quarterMs),
  },
  {
    name: 'Claude 429 for a quarter of an hour',
    isLong: true,
    strike: storm(error(429, 'rate_limit_error', 5), quarterMs),
  },
  {
    name: 'Telegram 429 and 502 for a quarter of an hour',
    isLong: true,
    strike: async ({ telegram }) => {
      telegram.troubled(({ chat }) =>
        chat % 2 === 0 ? { kind: 'flood', retryAfter: 5 } : { kind: 'error', done: false },
      );
      await pause(quarterMs);
      telegram.troubled(() => undefined);
    },
  },
  {
    name: 'duplicate and reordered updates',
    prepare: ({ telegram }) => {
      telegram.muddle();
    },
  },
  {
    name: 'slow-loris pages, every fifth reader',
    prepare: ({ pages }) => {
      pages.serve({ '/slow': slowLoris });
    },
    text: (nth, { pages }, own) => (nth % 5 === 0 ? `${pages.origin}/slow?${nth}` : own),
    guilty: (nth) => nth % 5 === 0,
    // A hundred pages of one host, four at a time, each given up after 15 s: 375 s of waiting alone.
    patienceMs: 600_000,
  },
  {
    name: 'an article that kills the process of summaries',
    crew: { summaries: 1 },
    text: (nth, _, own) => (nth === 100 ? `${own} ${poison}` : own),
    guilty: (nth) => nth === 100,
    prepare: ({ claude, crews }) => {
      claude.answerWith(({ body }) => {
        if (JSON.stringify(body).includes(poison)) void crews.summaries.kill();
        return { kind: 'honest' };
      });
    },
  },
  { name: 'model of 2 s, nobody floods', prepare: slowModel },
  {
    name: 'model of 2 s, ten readers flood with 150 articles each',
    prepare: (stage, textOf) => {
      slowModel(stage);
      for (let nth = 0; nth < 1_500; nth += 1) {
        stage.telegram.says(firstOther + (nth % 10), textOf(nth));
      }
    },
    environment: { USER_DAILY_LIMIT: '1000' },
  },
  {
    name: 'rolling restart of every role',
    strike: async ({ crews }) => {
      for (const crew of Object.values(crews)) await crew.roll();
    },
  },
];
