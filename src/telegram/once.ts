import { type Context, type MiddlewareFn } from 'grammy';

import type { Inbox } from '../jobs/turns.ts';
import { asFailure } from '../lib/failure.ts';
import type { Log } from '../lib/log.ts';
import { grammySignal } from './signal.ts';
import type { Say } from './words.ts';

/** After so many failures of its own an update is given up, so that it blocks nobody for ever. */
const mostTries = 3;
/** So many that failed are remembered; what another process has handled since falls out. */
const mostRemembered = 1_000;
const apologyWithinMs = 5_000;

/**
 * Lets each update have its effect once, however often it comes, and by whichever way. One that
 * fails rejects, so that it comes again, up to three times; then its writer hears that it failed.
 * What fails because a store is away is never given up.
 */
export const createOnce = ({
  inbox,
  say,
  log,
}: {
  inbox: Inbox;
  say: (ctx: Context) => Promise<Say>;
  log: Log;
}): MiddlewareFn => {
  const failures = new Map<number, number>();

  const isOver = (update: number): boolean => {
    const tries = (failures.get(update) ?? 0) + 1;
    failures.delete(update);
    if (tries >= mostTries) return true;
    failures.set(update, tries);
    for (const oldest of failures.keys()) {
      if (failures.size <= mostRemembered) break;
      failures.delete(oldest);
    }
    return false;
  };

  const apologise = async (ctx: Context): Promise<void> => {
    if (ctx.chat?.type !== 'private') return;
    const words = await say(ctx);
    const signal = grammySignal(AbortSignal.timeout(apologyWithinMs));
    await ctx.api.sendMessage(ctx.chat.id, words('failure-internal'), {}, signal);
  };

  return async (ctx, next) => {
    const { update_id: id } = ctx.update;
    if (await inbox.handled(id)) return;
    try {
      await next();
    } catch (thrown) {
      const { kind, message } = asFailure(thrown);
      const note = { update: id, failure: kind, reason: message };
      // An outage of the store is logged once, not for each update that meets it.
      log[kind === 'store-away' ? 'debug' : 'warn'](note, 'update not handled');
      if (kind === 'store-away' || !isOver(id)) throw thrown;
      await apologise(ctx).catch(() => {});
    }
    failures.delete(id);
    await inbox.markHandled(id);
  };
};
