import { type Api, GrammyError } from 'grammy';

import type { Collaborators } from '../jobs/collaborators.ts';
import { Failure } from '../lib/failure.ts';
import { telegramFailure } from './messenger.ts';
import { grammySignal } from './signal.ts';

type Options = {
  api: Api;
  token: string;
  /** Of the Bot API, http or https, without a slash at its end. */
  apiRoot: string;
  /** In bytes. Telegram itself gives bots no file of more than 20 MB. */
  most?: number;
  /** For one file, from the question where it is to its last byte. */
  timeoutMs?: number;
};

/**
 * Fetches files from the Bot API, never more than `most` bytes of one, whatever size was named. The
 * address holds the token, so no error of the transport is passed on as it is.
 */
export const createDownloadFile =
  ({
    api,
    token,
    apiRoot,
    most = 20 * 1024 * 1024,
    timeoutMs = 120_000,
  }: Options): Collaborators['downloadFile'] =>
  async (id, outer) => {
    const deadline = AbortSignal.timeout(timeoutMs);
    const signal = outer === undefined ? deadline : AbortSignal.any([deadline, outer]);
    const path = await pathOf(api, id, signal);
    try {
      const response = await fetch(`${apiRoot}/file/bot${token}/${path}`, {
        signal,
        redirect: 'error',
      });
      if (response.status !== 200) throw failureOfStatus(response.status);
      return await bytesOf(response, most);
    } catch (thrown) {
      outer?.throwIfAborted();
      if (thrown instanceof Failure) throw thrown;
      throw new Failure('file-unreachable', `a file did not come: ${codeOf(thrown)}`);
    }
  };

const tooLarge = (): Failure => new Failure('file-too-large', 'larger than Telegram gives bots');

/** The address of a file below the root, as it may stand in a URL. */
const pathOf = async (api: Api, id: string, signal: AbortSignal): Promise<string> => {
  try {
    const { file_path: path } = await api.getFile(id, grammySignal(signal));
    // A server that runs with --local names a file of its own disk.
    if (path === undefined || path.startsWith('/')) throw new Failure('file-gone', 'no file path');
    return path.split('/').map(encodeURIComponent).join('/');
  } catch (thrown) {
    if (thrown instanceof GrammyError && thrown.error_code === 400) {
      throw /too big/.test(thrown.description)
        ? tooLarge()
        : new Failure('file-gone', `Telegram: ${thrown.description}`);
    }
    const failure = telegramFailure(thrown);
    throw failure.kind === 'chat-flooded'
      ? failure
      : new Failure('file-unreachable', failure.message);
  }
};

const failureOfStatus = (status: number): Failure =>
  new Failure(
    status === 429 || status >= 500 ? 'file-unreachable' : 'file-gone',
    `the file's address answered ${status}`,
  );

const bytesOf = async (response: Response, most: number): Promise<Uint8Array> => {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const pieces: AsyncIterable<Uint8Array> | null = response.body;
  for await (const piece of pieces ?? []) {
    size += piece.length;
    if (size > most) throw tooLarge();
    chunks.push(piece);
  }
  return Buffer.concat(chunks);
};

const codeOf = (thrown: unknown): string => {
  const cause = thrown instanceof Error ? (thrown.cause ?? thrown) : thrown;
  return cause instanceof Error && 'code' in cause ? String(cause.code) : 'no answer';
};
