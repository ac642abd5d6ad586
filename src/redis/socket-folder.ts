import { createHash } from 'node:crypto';
import { lstat, mkdir } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';

import { Failure } from '../lib/failure.ts';

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
