import type { FailureKind } from '../lib/failure.ts';

/** Updates already handled, remembered for a day. */
export type Inbox = {
  handled: (update: number) => Promise<boolean>;
  /**
   * It is done with: handled, or given up for this failure. Resolves when that, and all that was
   * stored before, outlives the death of the store: Telegram may then forget the update.
   */
  markHandled: (update: number, failure?: FailureKind) => Promise<void>;
  /** Notes that it is begun, and gives how often that was noted before and not survived. */
  begin: (update: number) => Promise<number>;
  survive: (update: number) => Promise<void>;
};

/** A role that one process holds at a time, such as polling Telegram. */
export type Lease = {
  /** True while held; call again before `ttlMs` has passed to keep it. */
  hold: (name: string, holder: string, ttlMs: number) => Promise<boolean>;
  release: (name: string, holder: string) => Promise<void>;
};
