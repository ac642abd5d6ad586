import type { Deliveries, Enqueue, Outcome } from './ports.ts';

/** Stores what a request is to be told, then enqueues the telling; safe to run twice. */
export const concludeRequest = async (
  { deliveries, enqueue }: { deliveries: Deliveries; enqueue: Enqueue },
  request: string,
  outcome: Outcome,
): Promise<void> => {
  await deliveries.conclude(request, outcome);
  await enqueue('deliveries', request, { request });
};
