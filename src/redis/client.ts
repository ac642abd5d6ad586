import { Cluster, Redis } from 'ioredis';

import { settling } from './settling-cluster.ts';

/** Where state lies: one server, by its URL or the path of its Unix socket, or nodes of a cluster. */
export type RedisAddress = { url: string } | { socket: string } | { nodes: string[] };

/** Connections that only ask: they fail within seconds, and a silent peer is taken for dead. */
export const asking = {
  connectTimeout: 5_000,
  commandTimeout: 4_000,
  socketTimeout: 6_000,
  keepAlive: 10_000,
  // What one turn of the event loop asks goes out as one.
  enableAutoPipelining: true,
  // A connection lost for a moment is waited for; a lost Redis fails those who ask.
  maxRetriesPerRequest: 2,
  retryStrategy: (times: number) => pauseBefore(times, 1_000),
  // A replica that was a primary until now: connect again, and find the new one.
  reconnectOnError: (error: Error) => (error.message.startsWith('READONLY') ? 2 : false),
} as const;

/** Those of the stores: a script's calls are gathered already, and no script waits for another. */
export const storing = { ...asking, autoPipeliningIgnoredCommands: ['evalsha'] };

/** Those of workers wait; a blocking read may last 10 s, and where nothing comes for longer it is cut. */
export const waiting = {
  ...asking,
  commandTimeout: undefined,
  socketTimeout: 15_000,
  maxRetriesPerRequest: null,
  retryStrategy: (times: number) => pauseBefore(times, 2_000),
};

const pauseBefore = (times: number, mostMs: number): number =>
  Math.min(50 * 2 ** Math.min(times - 1, 10), mostMs) + Math.random() * 200;

/** A client for an address; it begins to connect at once. */
export const openClient = (
  address: RedisAddress,
  options: typeof asking | typeof waiting,
): Redis | Cluster => {
  if ('url' in address) return new Redis(address.url, options);
  if ('socket' in address) return new Redis({ ...options, path: address.socket });
  const urls = address.nodes.map((node) => new URL(node));
  const [first] = urls;
  const isSecret = first?.protocol === 'rediss:';
  const cluster = new Cluster(
    urls.map(({ hostname, port }) => ({
      host: hostname.replace(/^\[|\]$/g, ''),
      port: Number(port || 6_379),
    })),
    {
      clusterRetryStrategy: options.retryStrategy,
      // The queue of a cluster's client has no limit of time: those in a hurry do without.
      enableOfflineQueue: options === waiting,
      // A certificate names the host, not the number that it stands for.
      ...(isSecret && { dnsLookup: (host, found) => found(null, host) }),
      redisOptions: {
        ...options,
        ...(first?.username && { username: decodeURIComponent(first.username) }),
        ...(first?.password && { password: decodeURIComponent(first.password) }),
        ...(isSecret && { tls: {} }),
      },
    },
  );
  return settling(cluster);
};

/** The servers that hold what a client stores. */
export const mastersOf = (client: Redis | Cluster): Redis[] =>
  client instanceof Cluster ? client.nodes('master') : [client];
