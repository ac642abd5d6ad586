import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

import type { Listener } from './observe.ts';
import type { Route } from './web-server.ts';

/** What is read at the moment somebody looks: depths, memory, money. */
type Gauges = {
  depths: () => Promise<Record<string, Record<string, number>>>;
  redisMemory: () => Promise<{ used: number; most: number }>;
  spentMicroUsd: () => Promise<number>;
};

const buckets = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300];

const createRegistry = (): Registry => {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  // The library gives these gauges a counter's name, which promtool refuses.
  for (const kind of ['handles', 'requests', 'resources']) {
    registry.removeSingleMetric(`nodejs_active_${kind}_total`);
  }
  return registry;
};

/**
 * The figures of one process for Prometheus: `listener` counts what is done, `watch` adds what is
 * read on demand. Labels are closed lists: never a reader, never words of a text.
 */
export const createMetrics = () => {
  const registry = createRegistry();
  const registers = [registry];
  return {
    registry,
    listener: countingIn(registers),
    watch: (gauges: Gauges) => readOnDemand(registers, gauges),
  };
};

const countingIn = (registers: Registry[]): Listener => {
  const counter = <L extends string>(name: string, help: string, labelNames: L[]) =>
    new Counter({ name, help, labelNames, registers });
  const histogram = <L extends string>(name: string, help: string, labelNames: L[]) =>
    new Histogram({ name, help, labelNames, buckets, registers });

  const jobs = histogram('mujaz_job_seconds', 'Time of a try of a job', ['queue', 'outcome']);
  const givenUp = counter('mujaz_jobs_given_up_total', 'Jobs and updates given up', [
    'queue',
    'failure',
  ]);
  const messages = counter('mujaz_messages_total', 'Messages to readers', [
    'way',
    'kind',
    'outcome',
  ]);
  const calls = histogram('mujaz_model_seconds', 'Time of a call of the model', [
    'model',
    'task',
    'outcome',
  ]);
  const cost = counter('mujaz_model_micro_usd_total', 'Money spent on the model', [
    'model',
    'task',
  ]);
  const answers = counter('mujaz_answers_total', 'Summaries made, and why without a model', [
    'how',
    'reason',
    'prompt',
  ]);
  const lines = counter('mujaz_lines_total', 'Lines of summaries by verdict', [
    'verdict',
    'prompt',
  ]);
  return {
    job: ({ queue, outcome, seconds }) => jobs.observe({ queue, outcome }, seconds),
    givenUp: (event) => givenUp.inc(event),
    message: ({ way, telling: { kind }, outcome }) => messages.inc({ way, kind, outcome }),
    call: ({ model, task, outcome, seconds, microUsd }) => {
      calls.observe({ model, task, outcome }, seconds);
      cost.inc({ model, task }, microUsd);
    },
    answer: ({ how, reason, prompt, ...counts }) => {
      answers.inc({ how, reason, prompt });
      for (const verdict of ['checked', 'repaired', 'dropped'] as const) {
        lines.inc({ verdict, prompt }, counts[verdict]);
      }
    },
  };
};

const readOnDemand = (
  registers: Registry[],
  { depths, redisMemory, spentMicroUsd }: Gauges,
): void => {
  const onDemand = <L extends string>(
    name: string,
    help: string,
    labelNames: L[],
    read: (gauge: Gauge<L>) => Promise<void>,
  ) =>
    new Gauge({
      name,
      help,
      labelNames,
      registers,
      async collect() {
        this.reset();
        // Redis may be away just then: the gap and /readyz say so.
        await read(this).catch(() => {});
      },
    });
  onDemand('mujaz_queue_jobs', 'Jobs by queue and state', ['queue', 'state'], async (gauge) => {
    for (const [queue, states] of Object.entries(await depths())) {
      for (const [state, count] of Object.entries(states)) gauge.set({ queue, state }, count);
    }
  });
  onDemand('mujaz_redis_bytes', 'Memory of Redis', ['kind'], async (gauge) => {
    for (const [kind, bytes] of Object.entries(await redisMemory())) gauge.set({ kind }, bytes);
  });
  onDemand('mujaz_spent_today_micro_usd', 'Money spent this UTC day', [], async (gauge) => {
    gauge.set(await spentMicroUsd());
  });
};

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

const isLoopback = ({ socket, headers }: IncomingMessage): boolean =>
  // Behind a proxy everybody seems to come from this machine.
  headers['x-forwarded-for'] === undefined &&
  /^(?:::ffff:)?127\.|^::1$/.test(socket.remoteAddress ?? '');

/** `/metrics`: for this machine, and for those who bring METRICS_TOKEN as their bearer token. */
export const createMetricsRoute =
  ({ registry, token }: { registry: Registry; token: string | undefined }): Route =>
  async (request, response) => {
    if (request.url?.split('?')[0] !== '/metrics') return false;
    const brought = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
    const known = token !== undefined && timingSafeEqual(digest(brought), digest(token));
    if (!known && !isLoopback(request)) {
      response.writeHead(403, { 'content-type': 'text/plain' }).end('forbidden\n');
      return true;
    }
    const body = await registry.metrics();
    response.writeHead(200, { 'content-type': registry.contentType }).end(body);
    return true;
  };
