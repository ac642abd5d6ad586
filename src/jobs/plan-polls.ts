import { createHash } from 'node:crypto';

import type { Feed } from '../digest/feed.ts';
import type { Topic } from '../digest/topic.ts';
import type { Clock } from '../lib/clock.ts';
import type { Feeds, TopicsRead } from './digest-ports.ts';
import type { Enqueue } from './ports.ts';

type Collaborators = {
  feeds: Pick<Feeds, 'records' | 'hosts' | 'spare'>;
  listed: readonly Feed[];
  /** Feeds of our own server, which need not be spared. */
  isOwn?: (url: string) => boolean;
  topicsRead: TopicsRead;
  enqueue: Enqueue;
  clock: Clock;
};

/** The least time between two requests to one host, in milliseconds. */
const spacingMs = 10_000;

/**
 * Whether anyone reads what a feed may bring: a feed of everything is asked as soon as somebody reads
 * anything, a feed of one field for that field and for free-text topics, which may stand anywhere.
 */
export const isWanted = ({ topics }: Feed, read: readonly Topic[]): boolean =>
  read.some((topic) => topic.kind === 'free' || topics.length === 0 || topics.includes(topic.id));

/**
 * Puts the feeds that are due into the queue, the one longest overdue first and one of each host at
 * a time. Run every few seconds by whichever process; gives how many were put there.
 */
export const createPlanPolls =
  ({ feeds, listed, isOwn = () => false, topicsRead, enqueue, clock }: Collaborators) =>
  async (): Promise<number> => {
    const read = await topicsRead();
    const wanted = listed.filter((feed) => isWanted(feed, read));
    if (wanted.length === 0) return 0;
    const [records, hosts] = await Promise.all([feeds.records(), feeds.hosts()]);
    const now = clock.now();
    const due = wanted
      .map(({ url }) => ({ url, host: new URL(url).host, dueAt: records.get(url)?.dueAt ?? 0 }))
      .filter(({ dueAt, host }) => dueAt <= now && (hosts.get(host) ?? 0) <= now)
      .sort((one, other) => one.dueAt - other.dueAt);
    const taken = new Set<string>();
    let planned = 0;
    for (const { url, host } of due) {
      if (taken.has(host)) continue;
      if (!isOwn(url)) {
        taken.add(host);
        await feeds.spare(host, now + spacingMs);
      }
      await enqueue('feeds', idOf(url), { feed: url });
      planned += 1;
    }
    return planned;
  };

const idOf = (url: string): string => createHash('sha1').update(url).digest('hex');
