import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

import { freePort } from './free-port.ts';

/**
 * A port before Redis' own port or socket, whose connections can be cut, or fall silent without
 * closing.
 */
export const startRelay = async (target: number | string) => {
  const port = await freePort();
  const callers = new Set<Socket>();
  let silenced = new Set<Socket>();
  const server = createServer((caller) => {
    const redis = typeof target === 'string' ? connect(target) : connect(target, '127.0.0.1');
    callers.add(caller);
    for (const [from, to] of [
      [caller, redis],
      [redis, caller],
    ] as const) {
      from.on('data', (bytes) => {
        if (!silenced.has(caller)) to.write(bytes);
      });
      from.on('error', () => {});
      from.on('close', () => to.destroy());
    }
    caller.on('close', () => callers.delete(caller));
  });
  const open = async (): Promise<void> => {
    await once(server.listen(port, '127.0.0.1'), 'listening');
  };
  await open();

  return {
    url: `redis://127.0.0.1:${port}`,
    open,
    /** Ends all connections and refuses new ones, until it is opened again. */
    cut: async (): Promise<void> => {
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      for (const socket of callers) socket.destroy();
      await closed;
    },
    /** What is connected now hears nothing any more, for good; who connects anew is served. */
    silence: (): void => {
      silenced = new Set(callers);
    },
  };
};
