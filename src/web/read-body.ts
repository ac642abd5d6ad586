import { pipeline, type Readable, type Transform } from 'node:stream';
import { constants, createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';

import { Failure } from '../lib/failure.ts';

/** Response headers with lower-case names, repeated ones as lists. */
export type Headers = Record<string, string | string[] | undefined>;

export type Answer = { statusCode: number; headers: Headers; body: Readable };

/** More codings than a server has reason for: each layer can multiply a bomb. */
const maxCodings = 2;

const decoderOf = (coding: string): Transform => {
  // Truncated streams give what there is, as in browsers.
  const flush = { finishFlush: constants.Z_SYNC_FLUSH };
  if (coding === 'gzip' || coding === 'x-gzip') return createGunzip(flush);
  if (coding === 'deflate') return createInflate(flush);
  if (coding === 'br') {
    return createBrotliDecompress({ finishFlush: constants.BROTLI_OPERATION_FLUSH });
  }
  throw new Failure('page-not-text', `content coding ${coding.slice(0, 20)}`);
};

const codingsOf = (headers: Headers): string[] => {
  const value = headers['content-encoding'] ?? '';
  const codings = (Array.isArray(value) ? value.join(',') : value)
    .split(',')
    .map((coding) => coding.trim().toLowerCase())
    .filter((coding) => coding !== '' && coding !== 'identity');
  if (codings.length > maxCodings) {
    throw new Failure('page-hostile', `${codings.length} content codings on one another`);
  }
  return codings.reverse();
};

/**
 * The decompressed body of an answer. Stops reading and rejects with a Failure `page-too-large`
 * after `most` decompressed bytes, `page-hostile` or `page-not-text` for codings it will not undo.
 */
export const readBody = async ({ body, headers }: Answer, most: number): Promise<Uint8Array> => {
  let stream = body;
  for (const decoder of codingsOf(headers).map(decoderOf)) {
    stream = pipeline(stream, decoder, () => {});
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  const pieces: AsyncIterable<Uint8Array> = stream;
  for await (const piece of pieces) {
    size += piece.length;
    if (size > most) throw new Failure('page-too-large', `more than ${most} bytes`);
    chunks.push(piece);
  }
  return Buffer.concat(chunks);
};
