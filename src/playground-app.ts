import { join } from 'node:path';

import { type Config, playgroundToken } from './config.ts';
import type { Clock } from './lib/clock.ts';
import type { Route } from './ops/web-server.ts';
import { createPlayground } from './playground/playground.ts';
import { createSampleFeeds, sampleArticles } from './sample-feeds.ts';

type Options = { config: Config; clock: Clock; onStop: (close: () => unknown) => void };

/** The local chat page with its sample articles and news; no routes where Telegram is real. */
export const openPlayground = ({ config, clock, onStop }: Options): Route[] => {
  if (config.chat.kind !== 'playground') return [];
  const playground = createPlayground({
    token: playgroundToken,
    bot: { id: 1_000_000, username: 'mujaz_bot', first_name: 'موجز' },
    clock,
    storage: join(config.dataDir, 'playground'),
    publicAccess: config.chat.open,
    samples: sampleArticles(),
  });
  onStop(() => playground.close());
  return [createSampleFeeds({ clock }).route, playground.handle];
};
