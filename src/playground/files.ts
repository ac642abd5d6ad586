import type { World } from './world.ts';

/** A file that somebody sends; `content` is missing where only its size is named. */
export type SentFile = { name: string; type: string; size: number; content: Buffer | undefined };

/** A file under the names that the Bot API gives it. */
export type StoredFile = Omit<SentFile, 'size'> &
  Record<'file_id' | 'file_unique_id' | 'file_path', string> & { file_size: number };

const totalLimit = 200 * 1024 * 1024;

/** The files of both sides, in memory: they do not outlive the server, as links of Telegram's do not. */
export const createFiles = (world: World) => {
  const files = new Map<string, StoredFile>();

  /** The oldest go first when memory runs short. */
  const makeRoom = (): void => {
    let total = 0;
    for (const { file_id, content } of [...files.values()].reverse()) {
      total += content?.length ?? 0;
      if (total > totalLimit) files.delete(file_id);
    }
  };

  return {
    add: ({ name, type, size, content }: SentFile): StoredFile => {
      const number = world.nextId('file');
      const extension = /\.[a-z0-9]{1,8}$/i.exec(name)?.[0].toLowerCase() ?? '';
      const folder = type.startsWith('image/') ? 'photos' : 'documents';
      const file = {
        file_id: `playground-file-${number}`,
        file_unique_id: `unique${number}`,
        file_size: size,
        file_path: `${folder}/file_${number}${extension}`,
        name,
        type,
        content,
      };
      files.set(file.file_id, file);
      makeRoom();
      return file;
    },
    byId: (fileId: string): StoredFile | undefined => files.get(fileId),
    byPath: (path: string): StoredFile | undefined =>
      [...files.values()].find(({ file_path }) => file_path === path),
  };
};

export type Files = ReturnType<typeof createFiles>;
