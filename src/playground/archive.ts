import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { z } from 'zod';

import type { Log } from '../lib/log.ts';
import { ofType } from './schema.ts';
import type { Message, Room, Update, User } from './wire.ts';

/** Everything besides the chats that outlives a restart. */
const ledgerSchema = z.object({
  nextIds: z.record(z.string(), z.int()),
  pending: z.array(ofType<Update>('Update')),
  profile: z.record(z.string(), z.unknown()),
});

const roomSchema: z.ZodType<Room> = z.object({
  chat: ofType<Room['chat']>('Chat'),
  members: z.array(ofType<User>('User')),
  opened: z.boolean(),
  blocked: z.boolean(),
  migrated_to: z.int().optional(),
  messages: z.array(ofType<Message>('Message', false)),
});

export type Ledger = z.infer<typeof ledgerSchema>;

const gatherMs = 100;

const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

const readFolder = (folder: string) => {
  const names = readdirSync(folder);
  return {
    ledger: names.includes('ledger.json')
      ? ledgerSchema.parse(readJson(join(folder, 'ledger.json')))
      : undefined,
    rooms: names
      .filter((name) => /^chat-?\d+\.json$/.test(name))
      .map((name) => roomSchema.parse(readJson(join(folder, name)))),
  };
};

/**
 * Where the playground keeps its chats between two starts: one file for each chat and one ledger,
 * which is asked for at each writing. Changes are gathered for a moment and written whole, so that a
 * killed process leaves the former or the new state and never half of one.
 */
export const openArchive = (folder: string, log: Log, ledger: () => Ledger) => {
  mkdirSync(folder, { recursive: true });
  const changed = new Set<Room | 'ledger'>();
  let timer: NodeJS.Timeout | undefined;
  let writing = Promise.resolve();

  const write = async (name: string, content: unknown): Promise<void> => {
    const path = join(folder, name);
    await writeFile(`${path}.new`, JSON.stringify(content));
    await rename(`${path}.new`, path);
  };

  const writeChanged = async (): Promise<void> => {
    const batch = [...changed];
    changed.clear();
    for (const one of batch) {
      if (one === 'ledger') await write('ledger.json', ledger());
      else await write(`chat${one.chat.id}.json`, one);
    }
  };

  /** Resolves when everything marked so far is on disk. */
  const flush = (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    writing = writing.catch(() => {}).then(writeChanged);
    return writing;
  };

  return {
    ...readFolder(folder),
    flush,
    /** Says what has changed; written soon. */
    mark: (what: Room | 'ledger'): void => {
      changed.add(what);
      timer ??= setTimeout(() => {
        flush().catch((error: unknown) => log.error({ err: error, folder }, 'chats not written'));
      }, gatherMs);
    },
  };
};

export type Archive = ReturnType<typeof openArchive>;

/** For tests and for whoever wants no files: forgets everything. */
export const noArchive: Archive = {
  ledger: undefined,
  rooms: [],
  mark: () => {},
  flush: () => Promise.resolve(),
};
