import { join } from 'node:path';

import type { Config } from './config.ts';
import type { Clock } from './lib/clock.ts';
import type { Log } from './lib/log.ts';
import { connectRedis, queueConnections } from './redis/connect.ts';
import { startOwnRedis } from './redis/own-server.ts';
import { adoptForm } from './redis/stored-form.ts';
import { createStores } from './redis/stores.ts';

/** What all rooms of the app stand on. */
export type Foundation = {
  config: Config;
  clock: Clock;
  log: Log;
  /** What a process had at hand that has been silent for so long is taken up by another. */
  silentMs: number;
  onStop: (close: () => unknown) => void;
};

/** Connects to Redis, one of our own where none is named, and opens the stores in it. */
export const openStore = async ({ config, clock, log, onStop }: Foundation) => {
  const own =
    config.store.kind === 'own'
      ? await startOwnRedis({ folder: join(config.dataDir, 'redis'), log })
      : undefined;
  if (own) onStop(() => own.stop());
  const address =
    config.store.kind === 'url' ? config.store.address : { socket: own?.socket ?? '' };
  const { redis, answers, memory, close } = await connectRedis({ address, log });
  onStop(close);
  await adoptForm(redis);
  const connections = queueConnections(address);
  onStop(connections.close);
  const stores = createStores({
    redis,
    clock,
    log,
    dailyLimit: config.readerDailyLimit,
    budgetMicroUsd: config.dailyBudgetMicroUsd,
  });
  return { connections, stores, answers, memory };
};

/** What is open of Redis. */
export type Store = Awaited<ReturnType<typeof openStore>>;
