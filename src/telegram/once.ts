import type { Context, MiddlewareFn, NextFunction } from 'grammy';

import type { Inbox } from '../jobs/turns.ts';
import { asFailure } from '../lib/failure.ts';
import type { Log } from '../lib/log.ts';
import { createPacing } from '../lib/pacing.ts';
import { grammySignal } from './signal.ts';
import type { Say } from './words.ts';

/** After so many failures of its own an update is given up, so that it blocks nobody for ever. */
const mostTries = 3;
/** So many updates after a start are taken one by one: any may be what the process died of. */
const mostWary = 100;
/** One beside it that hangs is not waited for. */
const waryMs = 250;
/** An update during which a process died so often is set aside. */
const mostDeaths = 3;
/** So many that failed are remembered; what another process has handled since falls out. */
const mostRemembered = 1_000;
const apologyWithinMs = 5_000;

const createPatience = () => {
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
  return { isOver, forget: (update: number) => failures.delete(update) };
};

/**
 * Lets each update have its effect once, however often it comes, and by whichever way. One that
 * fails rejects, so that it comes again, up to three times; then its writer hears that it failed.
 * What fails because a store is away is never given up. One that kills its process time after time
 * is set aside: at first a process notes each that it begins, and takes the next when it is done.
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
  const { isOver, forget } = createPatience();

  const apologise = async (ctx: Context): Promise<void> => {
    if (ctx.chat?.type !== 'private') return;
    const words = await say(ctx);
    const signal = grammySignal(AbortSignal.timeout(apologyWithinMs));
    await ctx.api.sendMessage(ctx.chat.id, words('failure-internal'), {}, signal);
  };

  const handle = async (ctx: Context, next: NextFunction): Promise<void> => {
    const { update_id: id } = ctx.update;
    try {
      await next();
    } catch (thrown) {
      const { kind, message } = asFailure(thrown);
      const note = { update: id, failure: kind, reason: message };
      // An outage of the store is logged once, not for each update that meets it.
      log[kind === 'store-away' ? 'debug' : 'warn'](note, 'update not handled');
      if (kind === 'store-away' || !isOver(id)) throw thrown;
      await apologise(ctx).catch(() => {});
      return inbox.markHandled(id, kind);
    }
    forget(id);
    await inbox.markHandled(id);
  };

  const handleWarily = async (ctx: Context, next: NextFunction): Promise<void> => {
    const { update_id: id } = ctx.update;
    const deaths = await inbox.begin(id);
    if (deaths >= mostDeaths) {
      log.error({ update: id, deaths }, 'an update is set aside: its process died each time');
      await apologise(ctx).catch(() => {});
      return inbox.markHandled(id, 'internal');
    }
    try {
      await handle(ctx, next);
    } finally {
      await inbox.survive(id);
    }
  };

  const alone = createPacing(1, waryMs);
  let wary = mostWary;
  return async (ctx, next) => {
    if (await inbox.handled(ctx.update.update_id)) return;
    wary -= 1;
    await (wary < 0 ? handle(ctx, next) : alone(() => handleWarily(ctx, next)));
  };
};
