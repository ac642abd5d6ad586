import type { Cluster } from 'ioredis';

/**
 * The client of a cluster, with a `connect` that settles. ioredis forgets the promise of a connection
 * that finds the cluster down: it connects again on its own and settles only the later one. BullMQ's
 * workers wait for the first, and would stand idle for good after a master's death.
 */
export const settling = (cluster: Cluster): Cluster => {
  const connect = cluster.connect.bind(cluster);
  const duplicate = cluster.duplicate.bind(cluster);
  let next = unsettled();
  cluster.on('ready', () => {
    next.resolve();
    next = unsettled();
  });
  cluster.on('end', () => {
    next.reject(new Error('Connection is closed.'));
    next = unsettled();
  });
  return Object.assign(cluster, {
    connect: () => Promise.race([connect(), next.promise]),
    // BullMQ gives each worker a copy, which is to settle as well.
    duplicate: (...given: Parameters<typeof duplicate>) => settling(duplicate(...given)),
  });
};

const unsettled = (): PromiseWithResolvers<void> => {
  const next = Promise.withResolvers<void>();
  // Nobody need wait for it.
  next.promise.catch(() => {});
  return next;
};
