import { inTime } from '../lib/in-time.ts';
import type { Route } from './web-server.ts';

/** How long a part may take to say that it is well. */
const withinMs = 2_000;

/**
 * `/healthz`: the process lives and its event loop turns. `/readyz`: every part is well, else 503
 * with the names of those that are not. Both answer in JSON and hold no secret.
 */
export const createHealth =
  (isWell: Readonly<Record<string, () => Promise<boolean>>>): Route =>
  async ({ url = '' }, response) => {
    const path = url.split('?')[0];
    if (path !== '/healthz' && path !== '/readyz') return false;
    const parts = path === '/readyz' ? Object.entries(isWell) : [];
    const failing: string[] = [];
    for (const [name, ask] of parts) {
      const well = await inTime(ask(), withinMs, () => false).catch(() => false);
      if (!well) failing.push(name);
    }
    response
      .writeHead(failing.length === 0 ? 200 : 503, { 'content-type': 'application/json' })
      .end(`${JSON.stringify({ ok: failing.length === 0, failing })}\n`);
    return true;
  };
