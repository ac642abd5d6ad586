import { type AtomFeed, type JsonFeed, parseFeed, type RdfFeed, type RssFeed } from 'feedsmith';
import { parseFeed as parseLoosely, Parser } from 'htmlparser2';

import type { FeedEntry } from '../jobs/digest-ports.ts';
import { Failure } from '../lib/failure.ts';
import { decodePage } from './decode.ts';
import { feedTime } from './feed-dates.ts';
import { type FeedDocument, leadOf, titleOf } from './feed-text.ts';

/**
 * Bounds of a feed before it is parsed. Parsers that build a tree take time with the square of the
 * depth (284 s for 300,000 unclosed elements); a feed of 300 items has some 10,000 elements.
 */
const limits = { depth: 64, elements: 40_000, attributes: 80_000, entities: 200 } as const;

/**
 * Throws a Failure `page-hostile` for XML that no feed has, too deep, too wide, or with entities of
 * its own, and `page-not-text` for HTML.
 */
const guardFeed = (text: string): void => {
  let depth = 0;
  let elements = 0;
  let attributes = 0;
  const refuse = (why: string): never => {
    throw new Failure('page-hostile', `a feed with ${why}`);
  };
  const parser = new Parser(
    {
      onopentagname: (name) => {
        if (elements < 20 && name.toLowerCase() === 'html') {
          throw new Failure('page-not-text', 'a page where a feed should be');
        }
        depth += 1;
        elements += 1;
        if (depth > limits.depth) refuse(`more than ${limits.depth} levels`);
        if (elements > limits.elements) refuse(`more than ${limits.elements} elements`);
      },
      onattribute: () => {
        attributes += 1;
        if (attributes > limits.attributes) refuse(`more than ${limits.attributes} attributes`);
      },
      onclosetag: () => {
        depth -= 1;
      },
      onprocessinginstruction: (_, content) => {
        const declared = content.split('<!ENTITY', limits.entities + 2).length;
        if (declared > limits.entities) refuse('entities of its own');
      },
    },
    { xmlMode: true },
  );
  parser.write(text);
  parser.end();
};

/** No feed has more news than this between two askings. */
const mostEntries = 400;

const aggregator = 'news.google.com';

/** An entry as it stands in the feed, its texts still HTML. */
type RawEntry = {
  guid?: string | undefined;
  url?: string | undefined;
  source?: string | undefined;
  title?: string | undefined;
  sections?: (string | undefined)[] | undefined;
  texts: (string | undefined)[];
  date?: string | undefined;
};

type RawFeed = { title: string; entries: RawEntry[] };

const fromRss = (item: RssFeed.Item<string>): RawEntry => ({
  guid: item.guid?.value,
  url: item.link ?? (/^https?:/.test(item.guid?.value ?? '') ? item.guid?.value : undefined),
  source: item.source?.title,
  title: item.title,
  sections: item.categories?.map(({ name }) => name),
  texts: [item.description, item.content?.encoded],
  date: item.pubDate ?? item.dc?.dates?.[0] ?? item.atom?.published ?? item.atom?.updated,
});

const fromRdf = (item: RdfFeed.Item<string>): RawEntry => ({
  guid: item.rdf?.about,
  url: item.link,
  title: item.title,
  texts: [item.description, item.content?.encoded],
  date: item.dc?.dates?.[0],
});

const fromAtom = ({ links = [], ...entry }: AtomFeed.Entry<string>): RawEntry => ({
  guid: entry.id,
  url: (links.find(({ rel = 'alternate' }) => rel === 'alternate') ?? links[0])?.href,
  title: entry.title?.value,
  sections: entry.categories?.map(({ label, term }) => label ?? term),
  texts: [entry.summary?.value, entry.content?.value],
  date: entry.published ?? entry.updated,
});

const fromJson = (item: JsonFeed.Item<string>): RawEntry => ({
  guid: item.id,
  url: item.url ?? item.external_url,
  title: item.title,
  sections: item.tags,
  texts: [item.summary, item.content_html, item.content_text],
  date: item.date_published ?? item.date_modified,
});

const strictly = (text: string): RawFeed => {
  const { format, feed } = parseFeed(text, { maxItems: mostEntries });
  if (format === 'atom') {
    return { title: feed.title?.value ?? '', entries: (feed.entries ?? []).map(fromAtom) };
  }
  const title = feed.title ?? '';
  if (format === 'rss') return { title, entries: (feed.items ?? []).map(fromRss) };
  if (format === 'rdf') return { title, entries: (feed.items ?? []).map(fromRdf) };
  return { title, entries: (feed.items ?? []).map(fromJson) };
};

/** The first categories of an entry: what follows are the tags of its subject. */
const mostSections = 4;

const sectionsIn = ({ sections = [] }: RawEntry): string[] =>
  sections.slice(0, mostSections).flatMap((name) => name?.slice(0, 60) ?? []);

/** For what is cut off or badly formed: whatever items can be made out. */
const loosely = (text: string): RawFeed => {
  const feed = parseLoosely(text, { xmlMode: true });
  if (feed === null || feed.items.length === 0) {
    throw new Failure('page-not-text', 'the answer is no feed');
  }
  return {
    title: feed.title ?? '',
    entries: feed.items.slice(0, mostEntries).map(({ id, link, title, description, pubDate }) => ({
      guid: id,
      url: link,
      title,
      texts: [description],
      date: pubDate && !Number.isNaN(pubDate.getTime()) ? pubDate.toISOString() : undefined,
    })),
  };
};

const rawFeedOf = (text: string): RawFeed => {
  try {
    const feed = strictly(text);
    if (feed.entries.length > 0 || !/<(?:item|entry)[\s>]/i.test(text)) return feed;
  } catch {
    // What feedsmith refuses may still be read: see below.
  }
  return loosely(text);
};

/**
 * The entries of an RSS, Atom, RDF or JSON feed, cleaned, in the feed's order; those without a title
 * or a web address are left out. Throws a Failure `page-not-text` where the text is no feed,
 * `page-hostile` where it is built to harm.
 */
export const readEntries = ({ url, outlet, country, ...answer }: FeedDocument): FeedEntry[] => {
  const text = decodePage(answer.bytes, answer.contentType);
  guardFeed(text);
  const feed = rawFeedOf(text.trimStart());
  const isAggregator = URL.parse(url)?.hostname === aggregator;
  return feed.entries.flatMap((raw): FeedEntry[] => {
    const source = isAggregator ? (raw.source ?? '') : '';
    const { title, outlet: named } = titleOf(raw.title ?? '', [outlet, feed.title, source]);
    const address = raw.url?.trim() ?? '';
    const link = address === '' ? null : URL.parse(address, url);
    if (title === '' || (link?.protocol !== 'https:' && link?.protocol !== 'http:')) return [];
    return [
      {
        guid: (raw.guid ?? '').trim().slice(0, 500),
        url: link.href.slice(0, 2_000),
        outlet: isAggregator ? named || source.trim().slice(0, 60) : '',
        title,
        sections: sectionsIn(raw),
        lead: leadOf(isAggregator ? [] : raw.texts, title),
        time: feedTime(raw.date ?? '', country),
      },
    ];
  });
};
