import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { freePort } from '../../tests/support/free-port.ts';
import { startRelay } from '../../tests/support/redis-relay.ts';
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
  const orphaned = (): void => void child?.kill('SIGKILL');
  process.on('exit', orphaned);
  await start();
  const relay = await startRelay(port);

  return {
    url: relay.url,
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
      process.off('exit', orphaned);
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

export type ChaosRedis = Awaited<ReturnType<typeof startRedis>>;

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
