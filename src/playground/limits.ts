import type { Clock } from '../lib/clock.ts';

type Bucket = { perSecond: number; burst: number };

const oneChat: Bucket = { perSecond: 1, burst: 3 };
const oneGroup: Bucket = { perSecond: 20 / 60, burst: 20 };
const allChats: Bucket = { perSecond: 30, burst: 30 };

const writes = /^(?:send(?!chataction)|edit|copy|forward)/;

/**
 * Telegram's flood limits, off until they are asked for. Telegram names them in its FAQ and says
 * that they may be otherwise: a message a second in one chat with short bursts, 20 a minute in a
 * group, 30 a second over all.
 */
export const createLimits = (clock: Clock) => {
  let enforced = false;
  /** When each bucket was full, or would have been, in milliseconds. */
  const fullAt = new Map<string, number>();

  const missing = (name: string, { perSecond, burst }: Bucket, now: number): number => {
    const spent = Math.max(0, (fullAt.get(name) ?? 0) - now) / 1000;
    return spent + 1 / perSecond - burst / perSecond;
  };

  return {
    enforce: (on: boolean): void => {
      enforced = on;
      fullAt.clear();
    },
    /** Takes one message into account; the seconds to wait where there were too many. */
    take: (method: string, chat: number): number | undefined => {
      if (!enforced || !writes.test(method)) return undefined;
      const now = clock.now();
      const buckets: [string, Bucket][] = [
        [`chat ${chat}`, chat < 0 ? oneGroup : oneChat],
        ['all', allChats],
      ];
      const wait = Math.max(...buckets.map(([name, bucket]) => missing(name, bucket, now)));
      // What adds up to a thousandth of a second is rounding.
      if (wait > 0.001) return Math.ceil(wait);
      for (const [name, { perSecond }] of buckets) {
        fullAt.set(name, Math.max(now, fullAt.get(name) ?? 0) + 1000 / perSecond);
      }
      return undefined;
    },
  };
};
