import { readFileSync, readdirSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join } from 'node:path';

import { addressOf } from './request.ts';
import type { BotIdentity } from './wire.ts';

/** A text offered on the page: sent as one's own, or forwarded from the channel it names. */
export type Sample = {
  title: string;
  text: string;
  /** The channel that a forward is said to come from. */
  channel?: { title: string; username?: string | undefined } | undefined;
};

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** Nothing from elsewhere, nothing inline; images may be of the page's own making. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; " +
  "connect-src 'self'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'";

const folder = join(import.meta.dirname, 'page');

/** Serves the chat page and its files from memory, under a strict content security policy. */
export const createPage = ({ bot, samples }: { bot: BotIdentity; samples: Sample[] }) => {
  const files = new Map(
    readdirSync(folder).map((name) => [
      name === 'index.html' ? '/' : `/playground/${name}`,
      { type: types[extname(name)] ?? 'text/plain', body: readFileSync(join(folder, name)) },
    ]),
  );
  files.set('/playground/setting.json', {
    type: 'application/json; charset=utf-8',
    body: Buffer.from(JSON.stringify({ bot, samples })),
  });

  /** False means: not for me. */
  return (req: IncomingMessage, res: ServerResponse): boolean => {
    const file = files.get(addressOf(req).pathname);
    if (!file || (req.method !== 'GET' && req.method !== 'HEAD')) return false;
    res.writeHead(200, {
      'content-type': file.type,
      'content-length': file.body.length,
      'content-security-policy': policy,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-cache',
    });
    res.end(req.method === 'HEAD' ? undefined : file.body);
    return true;
  };
};
