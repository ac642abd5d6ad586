import type { IncomingMessage, ServerResponse } from 'node:http';

import type { World } from './world.ts';

const heartbeatMs = 15_000;
/** A watcher that reads so slowly is cut off; its page connects anew and reads the chat again. */
const backlogLimit = 8 * 1024 * 1024;

/** Streams the changes of one chat, or of all for 0, as server-sent events until the reader goes. */
export const streamChanges = (
  world: World,
  chat: number,
  req: IncomingMessage,
  res: ServerResponse,
): void => {
  res.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  });
  res.write(': here\n\n');
  const unsubscribe = world.subscribe((change) => {
    if (chat !== 0 && change.chat !== chat && change.chat !== 0) return;
    res.write(`data: ${JSON.stringify(change)}\n\n`);
    if (res.writableLength > backlogLimit) res.destroy();
  });
  const heartbeat = setInterval(() => res.write(': still here\n\n'), heartbeatMs);
  heartbeat.unref();
  const end = (): void => {
    clearInterval(heartbeat);
    unsubscribe();
  };
  req.on('close', end);
  res.on('close', end);
};
