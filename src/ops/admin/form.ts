import type { IncomingMessage } from 'node:http';

const mostBytes = 4_096;

/** The fields of a posted form; one that is larger than any of ours counts as empty. */
export const readForm = async (request: IncomingMessage): Promise<URLSearchParams> => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    const part = Buffer.from(chunk);
    bytes += part.length;
    // The rest is read and dropped: a connection that is cut would carry no answer.
    if (bytes <= mostBytes) chunks.push(part);
  }
  if (bytes > mostBytes) return new URLSearchParams();
  return new URLSearchParams(Buffer.concat(chunks).toString());
};
