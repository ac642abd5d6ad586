import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { Failure } from '../lib/failure.ts';
import type { Log } from '../lib/log.ts';
import { holdFolder, socketFolderFor } from './folder-lock.ts';
import { answersPing, shutDownLeftover } from './leftover-server.ts';

/** A Redis that belongs to this process alone. */
export type OwnRedis = {
  /** The path of its Unix socket; it listens nowhere else. */
  socket: string;
  /** Stops it and waits until it is gone: politely at first, by force after five seconds. */
  stop: () => Promise<void>;
};

/** Tried in this order where no binary is named. */
const binaries = ['redis-server', 'valkey-server'];

const installHint =
  'Neither redis-server nor valkey-server was found. Install one (Debian, Ubuntu: ' +
  'sudo apt-get install -y redis-server; macOS: brew install redis) or set REDIS_URL.';

const startWithinMs = 30_000;
const stopWithinMs = 5_000;

/**
 * Starts a Redis of our own in `folder`, which keeps its state from one start to the next. It is
 * started again if it dies. Rejects with a Failure of one line where no server is installed, where
 * another process uses the folder, or where the server does not come up.
 */
export const startOwnRedis = async ({
  folder: given,
  log,
  binary,
  maxMemory = '512mb',
}: {
  folder: string;
  log: Log;
  binary?: string;
  /** As Redis writes it; writes are refused beyond it, nothing is evicted. */
  maxMemory?: string;
}): Promise<OwnRedis> => {
  const folder = resolve(given);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(folder, 0o700);
  const sockets = await socketFolderFor(folder);
  const lock = await holdFolder(sockets, folder);
  try {
    const socket = `${sockets}/redis.sock`;
    await shutDownLeftover(socket, { log });
    const launch = launcher({ folder, socket, maxMemory, names: binary ? [binary] : binaries });
    const server = await keepRunning(launch, { socket, log });
    return {
      socket,
      stop: async () => {
        await server.stop();
        await rm(socket, { force: true });
        await lock.release();
      },
    };
  } catch (thrown) {
    await lock.release();
    throw thrown;
  }
};

type Running = { child: ChildProcess; exited: Promise<void>; lastWords: () => string };

const launcher =
  ({
    folder,
    socket,
    maxMemory,
    names,
  }: Record<'folder' | 'socket' | 'maxMemory', string> & {
    names: string[];
  }) =>
  async (): Promise<Running> => {
    const options = {
      dir: folder,
      port: '0',
      unixsocket: socket,
      unixsocketperm: '700',
      appendonly: 'yes',
      appendfsync: 'everysec',
      save: '',
      maxmemory: maxMemory,
      'maxmemory-policy': 'noeviction',
      loglevel: 'warning',
    };
    const given = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);
    for (const name of names) {
      // In a group of its own, so that Ctrl-C reaches it through us, after the last job.
      const child = spawn(name, given, { detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
      if (await hasSpawned(child)) return follow(child);
    }
    throw new Failure('internal', installHint);
  };

const hasSpawned = async (child: ChildProcess): Promise<boolean> => {
  try {
    await once(child, 'spawn');
    return true;
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT') return false;
    throw new Failure('internal', 'redis-server cannot be run', { cause: thrown });
  }
};

const follow = (child: ChildProcess): Running => {
  let words = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      words = (words + text).slice(-2_000);
    });
  }
  const exit = Promise.withResolvers<void>();
  child.on('exit', () => {
    exit.resolve();
  });
  return { child, exited: exit.promise, lastWords: () => words.trim().split('\n').at(-1) ?? '' };
};

const keepRunning = async (
  launch: () => Promise<Running>,
  { socket, log }: { socket: string; log: Log },
) => {
  const stopping = new AbortController();
  let server = await launch();
  try {
    await untilReady(server, socket);
  } catch (thrown) {
    server.child.kill('SIGKILL');
    throw thrown;
  }
  log.info({ pid: server.child.pid, socket }, 'own Redis started');

  const watch = async (): Promise<void> => {
    let pauseMs = 50;
    for (;;) {
      const since = performance.now();
      await server.exited;
      if (stopping.signal.aborted) return;
      log.error({ said: server.lastWords() }, 'own Redis died and is started again');
      pauseMs = performance.now() - since > 60_000 ? 50 : Math.min(pauseMs * 2, 5_000);
      await pause(pauseMs, undefined, { signal: stopping.signal }).catch(() => {});
      if (stopping.signal.aborted) return;
      try {
        server = await launch();
      } catch (thrown) {
        log.error({ error: String(thrown) }, 'own Redis cannot be started again yet');
      }
      if (stopping.signal.aborted) end(server);
    }
  };
  const watching = watch();

  return {
    stop: async () => {
      stopping.abort();
      end(server);
      await watching;
    },
  };
};

const end = ({ child, exited }: Running): void => {
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), stopWithinMs);
  void exited.then(() => {
    clearTimeout(force);
  });
};

const untilReady = async (server: Running, socket: string): Promise<void> => {
  let gone = false;
  void server.exited.then(() => (gone = true));
  const deadline = performance.now() + startWithinMs;
  while (!(await answersPing(socket))) {
    if (gone) throw new Failure('internal', `own Redis did not start: ${server.lastWords()}`);
    if (performance.now() > deadline) {
      throw new Failure('internal', 'own Redis did not start in time');
    }
    await pause(10);
  }
};
