import type { World } from './world.ts';

/** A file that somebody sent; `content` is missing where only its size was named. */
export type StoredFile = {
  file_id: string;
  file_unique_id: string;
  file_size: number;
  file_path: string;
  name: string;
  type: string;
  content: Buffer | undefined;
};

/** The files of both sides, in memory: they do not outlive the server, as links of Telegram's do not. */
export type Files = {
  add: (file: {
    name: string;
    type: string;
    size: number;
    content: Buffer | undefined;
  }) => StoredFile;
  byId: (fileId: string) => StoredFile | undefined;
  byPath: (path: string) => StoredFile | undefined;
};

const totalLimit = 200 * 1024 * 1024;

export const createFiles = (world: World): Files => {
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
    add: ({ name, type, size, content }) => {
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
    byId: (fileId) => files.get(fileId),
    byPath: (path) => [...files.values()].find(({ file_path }) => file_path === path),
  };
};
