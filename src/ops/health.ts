import { inTime } from '../lib/in-time.ts';
import type { Route } from './web-server.ts';

/** A part whose health can be asked for: resolves when it is well, rejects when it is not. */
export type Probe = { name: string; check: () => Promise<void> };

/** How long a part may take to say that it is well. */
const probeTimeoutMs = 2_000;

/**
 * `/healthz`: the process lives and its event loop turns. `/readyz`: every part is well, else 503
 * with the names of those that are not. Both answer in JSON and hold no secret.
 */
export const createHealth =
  (probes: readonly Probe[]): Route =>
  async ({ url = '' }, response) => {
    const path = url.split('?')[0];
    if (path !== '/healthz' && path !== '/readyz') return false;
    const failing = path === '/readyz' ? await failingOf(probes) : [];
    response
      .writeHead(failing.length === 0 ? 200 : 503, { 'content-type': 'application/json' })
      .end(`${JSON.stringify({ ok: failing.length === 0, failing })}\n`);
    return true;
  };

const failingOf = async (probes: readonly Probe[]): Promise<string[]> => {
  const verdicts = await Promise.all(
    probes.map(async ({ name, check }) => {
      try {
        await inTime(check(), probeTimeoutMs, tooSlow);
        return [];
      } catch {
        return [name];
      }
    }),
  );
  return verdicts.flat();
};

const tooSlow = (): never => {
  throw new Error('too slow');
};
