import { systemClock } from '../../src/lib/clock.ts';
import { silentLog } from '../../src/lib/log.ts';
import { createQueues } from '../../src/queue/queues.ts';
import { startWorkers } from '../../src/queue/workers.ts';
import { connectRedis, queueConnections } from '../../src/redis/connect.ts';

// A worker in a process of its own, to be killed by a test or by a job. What it does is noted in
// lists of Redis: `started`, `done`, `given-up`. Jobs end once the key `go` is there; one whose
// request begins with `poison` kills the process.
const address = { socket: process.argv[2] ?? '' };
const { redis } = await connectRedis({ address, log: silentLog });

startWorkers({
  connection: queueConnections(address).work,
  queues: createQueues({ connection: queueConnections(address).ask, log: silentLog }),
  queue: 'summaries',
  job: {
    run: async ({ request }) => {
      await redis.rpush('started', request);
      if (request.startsWith('poison')) process.kill(process.pid, 'SIGKILL');
      while ((await redis.exists('go')) === 0) {
        await new Promise((resolve) => {
          setTimeout(resolve, 10);
        });
      }
      await redis.rpush('done', request);
    },
    giveUp: async ({ request }, { kind }) => {
      await redis.rpush('given-up', `${request} ${kind}`);
    },
  },
  concurrency: 10,
  clock: systemClock,
  log: silentLog,
  lockMs: 800,
});
