import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import type { Socket } from 'node:net';
import { join } from 'node:path';

/** A socket before Redis' own, whose connections can be cut, or fall silent without closing. */
export const startRelay = async (target: string) => {
  const path = join(target, '..', 'relay.sock');
  const near = new Set<Socket>();
  let silenced = new Set<Socket>();
  const server = createServer((caller) => {
    const redis = connect(target);
    near.add(caller);
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
    caller.on('close', () => near.delete(caller));
  });
  const open = () => once(server.listen(path), 'listening');
  const cut = async () => {
    const closed = once(server, 'close');
    server.close();
    for (const socket of near) socket.destroy();
    await closed;
    await rm(path, { force: true });
  };
  await open();
  return {
    path,
    open,
    /** Ends all connections and refuses new ones, until it is opened again. */
    cut,
    /** What is connected now hears nothing any more, for good; who connects anew is served. */
    silence: () => {
      silenced = new Set(near);
    },
    close: async () => {
      if (server.listening) await cut();
    },
  };
};
