import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { rename, rm, lstat, mkdir } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';

import { Failure } from '../lib/failure.ts';

export type FolderLock = { release: () => Promise<void> };

/**
 * Takes a folder for this process, and rejects with a Failure that names the other process where it
 * is taken. The lock is a listening socket: it dies with the process, however that ends.
 */
export const holdFolder = async (sockets: string, folder: string): Promise<FolderLock> => {
  const path = join(sockets, 'lock.sock');
  const server = createServer((caller) => {
    caller.on('error', () => {});
    caller.end(String(process.pid));
  });
  server.unref();
  for (let attempt = 0; attempt < 5; attempt += 1) {
    try {
      await once(server.listen(path), 'listening');
      return { release: () => close(server) };
    } catch (thrown) {
      if (!isError(thrown, 'EADDRINUSE')) throw thrown;
    }
    await moveStaleAway(path, folder);
  }
  throw new Failure('internal', `${folder} cannot be locked: ${path} is in the way`);
};

/**
 * What is moved is asked once more: between asking and moving, another process that found the same
 * stale socket may have put its own there.
 */
const moveStaleAway = async (path: string, folder: string): Promise<void> => {
  await refuseIfHeld(path, folder);
  const aside = `${path}.${process.pid}`;
  try {
    await rename(path, aside);
    await refuseIfHeld(aside, folder);
  } catch (thrown) {
    if (isError(thrown, 'ENOENT')) return;
    await rename(aside, path);
    throw thrown;
  }
  await rm(aside, { force: true });
};

const refuseIfHeld = async (path: string, folder: string): Promise<void> => {
  const holder = await holderOf(path);
  if (holder === undefined) return;
  throw new Failure('internal', `Mujaz is already running on ${folder} (process ${holder})`);
};

const isError = (thrown: unknown, code: string): boolean =>
  thrown instanceof Error && 'code' in thrown && thrown.code === code;

const close = async (server: ReturnType<typeof createServer>): Promise<void> => {
  const closed = once(server, 'close');
  server.close();
  await closed;
};

/** The process that listens there; undefined where nobody does. */
const holderOf = async (path: string): Promise<string | undefined> => {
  const socket = connect(path);
  try {
    let holder = '';
    for await (const part of socket.setTimeout(2_000, () => socket.destroy()).setEncoding('utf8')) {
      holder += String(part);
    }
    return holder === '' ? 'unknown' : holder;
  } catch {
    return undefined;
  }
};

/** What the shortest system (macOS, 104 bytes with the final zero) leaves to a folder's path. */
const longestFolder = 85;

/**
 * A private folder whose path is short enough for Unix sockets: the given one, or else one in the
 * system's temporary folder that is always the same for the given one.
 */
export const socketFolderFor = async (folder: string): Promise<string> => {
  if (Buffer.byteLength(folder) <= longestFolder) return folder;
  const name = createHash('sha256').update(folder).digest('hex').slice(0, 16);
  const short = join(tmpdir(), `mujaz-${name}`);
  await mkdir(short, { mode: 0o700 }).catch((thrown: unknown) => {
    if (!(thrown instanceof Error && 'code' in thrown && thrown.code === 'EEXIST')) throw thrown;
  });
  // Anybody may create folders there, and a socket in another's folder would be theirs to read.
  const found = await lstat(short);
  if (!found.isDirectory() || found.uid !== userInfo().uid || (found.mode & 0o077) !== 0) {
    throw new Failure('internal', `${short} belongs to somebody else: choose a shorter DATA_DIR`);
  }
  return short;
};
