import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { redisBinary } from '../../tests/support/redis.ts';

/**
 * A Redis with AOF every second, as the compose file runs it, behind a relay that can be cut or
 * fall silent. `url` leads through the relay, `directUrl` past it, for what measures speed.
 */
export const startRedis = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'mujaz-chaos-'));
  const port = await freePort();
  let child: ChildProcess | undefined;

  const start = async (): Promise<void> => {
    const options = {
      port: String(port),
      bind: '127.0.0.1',
      dir: folder,
      appendonly: 'yes',
      appendfsync: 'everysec',
      save: '',
      'maxmemory-policy': 'noeviction',
      loglevel: 'warning',
    };
    const flags = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);
    // A file that may grow no further is to be an error of writing, not the end of the process.
    const line = `trap '' XFSZ; exec ${redisBinary} "$@"`;
    child = spawn('sh', ['-c', line, 'sh', ...flags], { stdio: 'ignore' });
    while (!(await answers(port))) await pause(20);
  };
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child === undefined) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
    child = undefined;
  };
  const limitFiles = (bytes: string): void => {
    execFileSync('prlimit', ['--pid', String(child?.pid), `--fsize=${bytes}:unlimited`]);
  };
  process.on('exit', () => child?.kill('SIGKILL'));
  await start();
  const relay = await startRelay(port);

  return {
    url: `redis://127.0.0.1:${relay.port}`,
    directUrl: `redis://127.0.0.1:${port}`,
    relay,
    start,
    kill: () => end('SIGKILL'),
    /** No file grows any more, as on a full disk; and the space comes back. */
    fillDisk: () => limitFiles('1'),
    freeDisk: () => limitFiles('unlimited'),
    close: async (): Promise<void> => {
      await relay.cut();
      await end('SIGTERM');
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

export type ChaosRedis = Awaited<ReturnType<typeof startRedis>>;

const startRelay = async (target: number) => {
  const callers = new Set<Socket>();
  let silenced = new Set<Socket>();
  const server = createServer((caller) => {
    const redis = connect(target, '127.0.0.1');
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
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  return {
    port,
    /** Ends all connections and refuses new ones, until it is opened again. */
    cut: async (): Promise<void> => {
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      for (const socket of callers) socket.destroy();
      await closed;
    },
    open: async (): Promise<void> => {
      server.listen(port, '127.0.0.1');
      await once(server, 'listening');
    },
    /** What is connected now hears nothing any more, for good; who connects anew is served. */
    silence: (): void => {
      silenced = new Set(callers);
    },
  };
};

export const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
};

const answers = async (port: number): Promise<boolean> => {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    socket.write('PING\r\n');
    const [reply] = (await once(socket, 'data')) as [Buffer];
    return reply.toString().startsWith('+PONG');
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
};
