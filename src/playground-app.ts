import { join } from 'node:path';

import { playgroundToken } from './config.ts';
import type { Foundation } from './foundation.ts';
import type { Clock } from './lib/clock.ts';
import type { Listener } from './ops/observe.ts';
import type { Route } from './ops/web-server.ts';
import { createPlayground, type Playground } from './playground/playground.ts';
import { createSampleFeeds, sampleArticles } from './sample-feeds.ts';

/**
 * The local chat page with its sample articles and news, and what shows an article's way in its
 * inspector. Where Telegram is real there are no routes, and nobody listens.
 */
export const openPlayground = ({
  config,
  clock,
  onStop,
}: Foundation): { routes: Route[]; listeners: Listener[] } => {
  if (config.chat.kind !== 'playground') return { routes: [], listeners: [] };
  const playground = createPlayground({
    token: playgroundToken,
    bot: { id: 1_000_000, username: 'mujaz_bot', first_name: 'موجز' },
    clock,
    storage: join(config.dataDir, 'playground'),
    publicAccess: config.chat.open,
    samples: sampleArticles(),
  });
  onStop(() => playground.close());
  const routes = [createSampleFeeds({ clock }).route, playground.handle];
  return { routes, listeners: [tracing(playground.trace, clock)] };
};

/** Each job becomes a step, with what its models took and cost. */
const tracing = (trace: Playground['trace'], clock: Clock): Listener => ({
  job: ({ queue: title, work, outcome, seconds, notes }) => {
    const of = requestOf(work);
    if (of === '') return;
    const failed = outcome !== 'ok';
    const note = [...notes, ...(failed ? [outcome] : [])].join(' · ');
    const ms = Math.round(seconds * 1_000);
    trace(Number.parseInt(of), { of, title, at: clock.now() - ms, ms, note, failed });
  },
  call: ({ model, task, seconds, microUsd }, note) =>
    note(
      `${model} ${task} ${Math.round(seconds * 1_000)} ms, $${(microUsd / 1_000_000).toFixed(4)}`,
    ),
  answer: ({ how, checked, repaired, dropped }, note) =>
    note(checked > 0 ? `${how}: ${checked} lines, ${repaired} mended, ${dropped} dropped` : how),
});

/** The request that a job works for; its id begins with the chat. Feeds are read for nobody. */
const requestOf = (work: unknown): string =>
  typeof work === 'object' && work !== null && 'request' in work ? String(work.request) : '';
