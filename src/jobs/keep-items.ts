import { createHash } from 'node:crypto';

import { fold } from '../arabic/normalise.ts';
import { detectLanguage } from '../article/language.ts';
import { canonicalLink } from '../article/links.ts';
import type { Feed } from '../digest/feed.ts';
import { sectionsOf } from '../digest/route/sections.ts';
import type { FeedEntry, NamedItem } from './digest-ports.ts';

const hourMs = 3_600_000;
/** News that is older is no news, and what lies further ahead than a wrong clock is no date. */
const limits = { oldMs: 96 * hourMs, futureMs: hourMs, least: 12 } as const;

/** The entries of a feed that are news, and what the rest says about the feed. */
export type KeptItems = {
  items: NamedItem[];
  undatedShare: number;
  /** The newest date that is not in the future; 0 where there is none. */
  newestAt: number;
};

/**
 * Keeps what is dated, neither older than 96 hours nor more than one hour ahead, and has a title of
 * some length. Each item is named by its GUID within its feed, by its link, and by what it says: it
 * is known again under any of these.
 */
export const keepItems = (
  entries: readonly FeedEntry[],
  { feed, now }: { feed: Feed; now: number },
): KeptItems => {
  const dated = entries.flatMap((entry) =>
    entry.time === undefined ? [] : [{ ...entry, time: entry.time }],
  );
  const past = dated.filter(({ time }) => time <= now + limits.futureMs);
  const fresh = past.filter(
    ({ time, title }) => time >= now - limits.oldMs && title.length >= limits.least,
  );
  return {
    items: fresh.map((entry) => namedItem(entry, feed)).sort((a, b) => a.item.time - b.item.time),
    undatedShare: entries.length === 0 ? 0 : 1 - dated.length / entries.length,
    newestAt: Math.max(0, ...past.map(({ time }) => time)),
  };
};

const namedItem = (entry: FeedEntry & { time: number }, feed: Feed): NamedItem => {
  const { guid, title, lead, time, sections } = entry;
  const url = canonicalLink(entry.url);
  const outlet = entry.outlet || feed.outlet;
  const { owner } = feed;
  const names = [
    ...(guid === '' ? [] : [`guid ${feed.url} ${guid}`]),
    `link ${url}`,
    `text ${outlet} ${fold(title)} ${fold(lead)}`,
  ];
  const language = lead === '' ? feed.language : detectLanguage(`${title} ${lead}`);
  return {
    names,
    item: {
      id: createHash('sha1').update(`link ${url}`).digest('base64url').slice(0, 16),
      outlet,
      // An aggregator's feed has no owner that its entries would share.
      ...(owner === undefined || entry.outlet !== '' ? {} : { owner }),
      url,
      title,
      lead,
      time,
      // A feed of everything says by addresses and categories which section an item stands in.
      topics: feed.topics.length > 0 ? feed.topics : sectionsOf(url, sections),
      language,
    },
  };
};
