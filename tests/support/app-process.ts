import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { startApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { createLog } from '../../src/lib/log.ts';

const root = join(import.meta.dirname, '..', '..');
/** What `npm start` gives a process, so that each of many need not compile everything anew. */
const usual = {
  PATH: process.env.PATH,
  NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', 'mujaz'),
};

/** Mujaz, all of it, within this process. */
export type LocalApp = {
  origin: string;
  dataDir: string;
  /** All that it has logged. */
  output: () => string;
  stop: () => Promise<void>;
};

/** Mujaz as its users run it: `node src/main.ts` in a process of its own. */
export type AppProcess = {
  /** The address that it printed. */
  origin: string;
  dataDir: string;
  child: ChildProcess;
  /** All that it has written, log lines and words for the person at the terminal. */
  output: () => string;
  /** Asks it to stop by SIGTERM; resolves with its exit code. */
  stop: () => Promise<number | null>;
  /** Ends it at once, as a crash would. */
  kill: () => Promise<void>;
};

const started = new Set<ChildProcess>();
const folders: string[] = [];
process.on('exit', () => {
  for (const child of started) child.kill('SIGKILL');
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A folder that is removed when the test process ends. */
const temporaryFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'mujaz-app-'));
  folders.push(folder);
  return folder;
};

/**
 * Starts Mujaz in this process, as it would start in one of its own with nothing configured but what
 * is given: a second and a half of the processor less, for tests that need not kill it.
 */
export const openMujaz = async (
  environment: Record<string, string> = {},
  dataDir = temporaryFolder(),
): Promise<LocalApp> => {
  const read = readConfig({ PORT: '0', DATA_DIR: dataDir, ...environment });
  if ('problems' in read) throw new Error(read.problems.join('\n'));
  const { config } = read;
  const lines: string[] = [];
  const log = createLog({ level: config.logLevel, write: (line) => lines.push(line) });
  const { origin, stop } = await startApp({ config, clock: systemClock, log });
  return { origin, dataDir, output: () => lines.join(''), stop };
};

/**
 * Mujaz in a process of its own that is to be killed: what one has left is taken up after
 * eight seconds, for which its users wait thirty.
 */
export const startImpatientMujaz = (
  environment: Record<string, string> = {},
  dataDir = temporaryFolder(),
): Promise<AppProcess> =>
  startMujaz(environment, dataDir, new URL('./impatient-app.ts', import.meta.url).pathname);

/** Starts Mujaz with nothing configured but what is given, and waits until it says that it is ready. */
export const startMujaz = async (
  environment: Record<string, string> = {},
  dataDir = temporaryFolder(),
  entry = 'src/main.ts',
): Promise<AppProcess> => {
  const child = spawn(process.execPath, [entry], {
    cwd: root,
    env: { ...usual, PORT: '0', DATA_DIR: dataDir, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.add(child);
  let output = '';
  const gone = new Promise<number | null>((resolve) => {
    child.once('exit', (code) => {
      started.delete(child);
      resolve(code);
    });
  });
  const origin = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer): void => {
      output += chunk.toString();
      const [, address] = /"origin":"(http:[^"]+)"/.exec(output) ?? [];
      if (address && /"msg":"ready"/.test(output)) resolve(address);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', (code) => reject(new Error(`ended with ${code}:\n${output}`)));
  });
  return {
    origin,
    dataDir,
    child,
    output: () => output,
    stop: () => {
      child.kill('SIGTERM');
      return gone;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await gone;
    },
  };
};

/** Runs Mujaz where it is expected to end by itself; gives its exit code and output. */
export const runMujaz = (
  args: string[],
  { environment = {}, input = '' }: { environment?: Record<string, string>; input?: string } = {},
): Promise<{ code: number | null; stdout: string; stderr: string }> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      env: { ...usual, ...environment },
    });
    started.add(child);
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    child.once('close', (code) => {
      started.delete(child);
      resolve({ code, stdout, stderr });
    });
    child.stdin.end(input);
  });
