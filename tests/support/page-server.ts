import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the server answers on a path: fixed, or written by the test itself. */
export type PageAnswer =
  | {
      status?: number;
      headers?: Record<string, string | string[]>;
      body?: string | Uint8Array;
    }
  | ((request: IncomingMessage, response: ServerResponse) => void);

export type PageServer = {
  /** `http://127.0.0.1:port`. */
  origin: string;
  /** `127.0.0.1:port`, as LINK_ALLOW_HOSTS has it. */
  host: string;
  port: number;
  /** The requests that came, path and query, in order. */
  hits: string[];
  /** TCP connections that were ever opened, with or without a request. */
  connections: () => number;
  /** The headers of the last request for a path. */
  headersOf: (path: string) => IncomingMessage['headers'] | undefined;
  /** Adds or replaces paths. */
  serve: (pages: Record<string, PageAnswer>) => void;
  close: () => Promise<void>;
};

/**
 * An HTTP server on loopback that gives pages to a test and counts who comes. Unknown paths answer
 * 404. Bodies without a content type are HTML in UTF-8.
 */
export const startPageServer = async (
  pages: Record<string, PageAnswer> = {},
): Promise<PageServer> => {
  const answers = new Map(Object.entries(pages));
  const hits: string[] = [];
  const headers = new Map<string, IncomingMessage['headers']>();
  let connections = 0;

  const server = createServer({ maxHeaderSize: 1024 * 1024 }, (request, response) => {
    const path = new URL(request.url ?? '/', 'http://pages').pathname;
    hits.push(request.url ?? '');
    headers.set(path, request.headers);
    const answer = answers.get(path) ?? { status: 404, body: 'not here' };
    response.on('error', () => {});
    if (typeof answer === 'function') return answer(request, response);
    response.writeHead(answer.status ?? 200, {
      'content-type': 'text/html; charset=utf-8',
      ...answer.headers,
    });
    response.end(answer.body ?? '');
  });
  server.on('connection', () => (connections += 1));
  server.on('clientError', (_, socket) => socket.destroy());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  return {
    origin: `http://127.0.0.1:${port}`,
    host: `127.0.0.1:${port}`,
    port,
    hits,
    connections: () => connections,
    headersOf: (path) => headers.get(path),
    serve: (more) => {
      for (const [path, answer] of Object.entries(more)) answers.set(path, answer);
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
