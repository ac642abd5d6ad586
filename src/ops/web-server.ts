import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { Log } from '../lib/log.ts';

/** Answers a request and says so, or leaves it to the next one. */
export type Route = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;

export type WebServer = {
  /** The address that it listens on, with the port that it was given. */
  origin: string;
  close: () => Promise<void>;
};

type Options = {
  host: string;
  port: number;
  routes: readonly Route[];
  log: Log;
  /** How long a client may take for its headers, and for the whole of its request. */
  headersMs?: number;
  requestMs?: number;
};

/**
 * The one web server of a process: the routes in their order, then 404. A route that fails costs
 * its request only. Rejects with the system's error where the port is taken.
 */
export const startWebServer = async ({
  host,
  port,
  routes,
  log,
  headersMs = 10_000,
  requestMs = 60_000,
}: Options): Promise<WebServer> => {
  // A client that sends its headers or its body drop by drop holds a socket, not for ever.
  const limits = {
    headersTimeout: headersMs,
    requestTimeout: requestMs,
    // Node looks only so often for those who are late.
    connectionsCheckingInterval: headersMs / 2,
  };
  const server = createServer(limits, (request, response) => {
    answer(request, response).catch((error: unknown) => {
      log.error({ error: String(error) }, 'a web request failed');
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    // For every answer; a page of its own says what more it needs.
    for (const [name, value] of Object.entries(strict)) response.setHeader(name, value);
    for (const route of routes) {
      if (await route(request, response)) return;
    }
    response.writeHead(404, { 'content-type': 'text/plain' }).end('not found\n');
  };

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const { port: given } = addressOf(server.address());
  const shown = host.includes(':') ? `[${host}]` : host;
  return {
    origin: `http://${shown}:${given}`,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
};

/** A browser may do nothing with an answer, nor show it in a frame, nor guess its type. */
const strict = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
};

const addressOf = (address: AddressInfo | string | null): AddressInfo => {
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  return address;
};
