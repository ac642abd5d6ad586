import type { Api } from 'grammy';

/** What grammY's calls take to be aborted by. */
type GrammySignal = NonNullable<Parameters<Api['getMe']>[0]>;

/**
 * Node's own AbortSignal for a call of grammY. Its types name an older package's class, which
 * node-fetch accepts no more readily at run time than Node's: both are checked by shape.
 */
export const grammySignal = (signal: AbortSignal | undefined): GrammySignal | undefined =>
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  signal as unknown as GrammySignal | undefined;
