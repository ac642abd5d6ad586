import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

import type { Registry } from 'prom-client';

import type { Route } from './web-server.ts';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

const isLoopback = ({ socket, headers }: IncomingMessage): boolean =>
  // Behind a proxy everybody seems to come from this machine.
  headers['x-forwarded-for'] === undefined &&
  /^(?:::ffff:)?127\.|^::1$/.test(socket.remoteAddress ?? '');

/** `/metrics`: for this machine, and for those who bring METRICS_TOKEN as their bearer token. */
export const createMetricsRoute =
  ({ registry, token }: { registry: Registry; token: string | undefined }): Route =>
  async (request, response) => {
    if (request.url?.split('?')[0] !== '/metrics') return false;
    const brought = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
    const known = token !== undefined && timingSafeEqual(digest(brought), digest(token));
    if (!known && !isLoopback(request)) {
      response.writeHead(403, { 'content-type': 'text/plain' }).end('forbidden\n');
      return true;
    }
    const body = await registry.metrics();
    response.writeHead(200, { 'content-type': registry.contentType }).end(body);
    return true;
  };
