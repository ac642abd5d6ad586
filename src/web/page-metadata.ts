import type { Byline } from '../article/article.ts';
import { canonicalLink } from '../article/links.ts';
import { outletNamed } from '../article/outlets.ts';
import { hostOf } from './addresses.ts';
import { lineOf, oneLine, type PageDocument } from './dom.ts';
import { type LinkedArticle, linkedArticleOf, withoutEntities } from './json-ld.ts';
import { dateOf } from './page-date.ts';
import { bylineLabel } from './page-wording.ts';
import { isSameHeadline } from './trim-blocks.ts';

export type PageMetadata = Byline & {
  title: string;
  isPaid: boolean;
  /** og:type, such as `article` or `video.other`. */
  kind: string;
};

const longest = { title: 300, name: 120 } as const;

/** A reader of meta elements by name, property or itemprop; the first that says something. */
const metaReader = (document: PageDocument): ((...names: string[]) => string) => {
  const contents = new Map<string, string>();
  for (const element of document.querySelectorAll('meta')) {
    const content = oneLine(element.getAttribute('content') ?? '');
    for (const key of ['property', 'name', 'itemprop']) {
      const name = (element.getAttribute(key) ?? '').toLowerCase();
      if (name !== '' && content !== '' && !contents.has(name)) contents.set(name, content);
    }
  }
  return (...names) => names.map((name) => contents.get(name)).find((value) => value) ?? '';
};

type Meta = ReturnType<typeof metaReader>;

/** Signs between a headline and the site's name in a title. */
const separator = /\s[-–—|·•»«:]{1,3}\s|\s?\|\s?/;

/** A title without what the site puts before or behind every title. */
const withoutSite = (title: string, outlet: string): string => {
  const parts = title.split(separator).filter((part) => part.trim() !== '');
  if (parts.length < 2) return title;
  const isSite = (part: string): boolean =>
    outlet !== '' && (part.includes(outlet) || outlet.includes(part));
  const rest = parts.filter((part) => !isSite(part));
  if (rest.length > 0 && rest.length < parts.length) {
    const first = rest[0] ?? title;
    const last = rest.at(-1) ?? title;
    return title.slice(title.indexOf(first), title.lastIndexOf(last) + last.length);
  }
  const longestPart = parts.reduce((best, part) => (part.length > best.length ? part : best));
  return longestPart.length > title.length * 0.6 ? longestPart : title;
};

const titleLine = (document: PageDocument): string => oneLine(document.title.slice(0, 1_000));

const letters = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, '');

/** The headline that stands on the page, where the page's own titles agree with it. */
const titleOf = (
  document: PageDocument,
  { meta, linked, outlet }: { meta: Meta; linked: LinkedArticle | undefined; outlet: string },
): string => {
  const shared = withoutEntities(meta('og:title', 'twitter:title'));
  const whole = titleLine(document);
  const claims = [linked?.title ?? '', shared, whole]
    .filter((claim) => claim !== '')
    .map((claim) => claim.slice(0, longest.title));
  const heading = [...document.querySelectorAll('h1')]
    .slice(0, 10)
    .map((element) => lineOf(element).slice(0, longest.title))
    .find((line) => claims.some((claim) => isSameHeadline(line, claim)));
  const title = heading ?? withoutSite(claims[0] ?? lineOf(document.querySelector('h1')), outlet);
  return oneLine(title).slice(0, longest.title);
};

/** A person's name: no address, no sentence, nor the outlet, which may stand beside it. */
const authorOf = (candidates: readonly string[], outlet: string): string => {
  const isOutlet = (part: string): boolean =>
    outlet !== '' && letters(part).includes(letters(outlet));
  return (
    candidates
      .map((name) => bylineLabel.exec(oneLine(name))?.[1] ?? oneLine(name))
      .map((name) =>
        name
          .split(/\s[-–—]\s/)
          .filter((part) => !isOutlet(part))
          .join(' - '),
      )
      .find(
        (name) =>
          /\p{L}{2}/u.test(name) &&
          name.length <= longest.name &&
          name.split(' ').length <= 8 &&
          !/https?:|[@|]/.test(name) &&
          !isOutlet(name),
      ) ?? ''
  );
};

/** The part of a host that its owner registered: two labels, three under `com.lb` and the like. */
const siteOf = (url: URL): string => {
  const labels = hostOf(url).split('.');
  const isSecondLevel = (labels.at(-2)?.length ?? 0) <= 3 && (labels.at(-1)?.length ?? 0) === 2;
  return labels.slice(isSecondLevel ? -3 : -2).join('.');
};

const isAmpCache = (url: URL): boolean => hostOf(url).endsWith('.cdn.ampproject.org');

/**
 * The address that the page calls its own: of the same site, or behind an AMP cache, so that a page
 * cannot pass for another outlet's.
 */
const addressOf = (document: PageDocument, meta: Meta, page: URL): string => {
  const canonical = document.querySelector('link[rel~="canonical"]')?.getAttribute('href') ?? '';
  const own = [canonical, meta('og:url')]
    .filter((claim) => claim !== '')
    .map((claim) => URL.parse(claim, page.href))
    .find(
      (url) =>
        url !== null &&
        /^https?:$/.test(url.protocol) &&
        (url.pathname !== '/' || url.search !== '') &&
        (siteOf(url) === siteOf(page) || isAmpCache(page)),
    );
  return canonicalLink((own ?? page).href);
};

const isArabic = (text: string): boolean => /\p{Script=Arabic}/u.test(text);

/** What stands behind the headline in the page's title. */
const titleSuffix = (document: PageDocument): string => {
  const parts = titleLine(document).split(separator);
  const last = parts.length > 1 ? (parts.at(-1) ?? '') : '';
  return last.length <= 40 ? last : '';
};

/** The outlet's name as its readers know it: the Arabic one where the page gives both. */
const outletOf = (
  document: PageDocument,
  { meta, linked, page }: { meta: Meta; linked: LinkedArticle | undefined; page: URL | null },
): string => {
  const host = page === null ? '' : hostOf(page).replace(/^(?:www|m|amp|mobile)\./, '');
  const named = meta('og:site_name') || linked?.outlet || titleSuffix(document);
  const names = [named, linked?.outlet ?? '', meta('publisher'), meta('application-name')]
    .map(withoutEntities)
    .filter((name) => name !== '' && name.length <= longest.name);
  const preferred = isArabic(document.title) ? names.find(isArabic) : undefined;
  const name = preferred ?? names[0] ?? host;
  return (/[a-z]/i.test(name) && outletNamed(name)) || name;
};

/** Where newsrooms write the author's name for readers. */
const authorElements = [
  '[itemprop="author"] [itemprop="name"]',
  '[itemprop="author"]',
  'a[rel~="author"]',
  '[class*="author-name"],[class*="author_name"],[class*="authorName"]',
  '.author,.byline,.writer',
];

/** What the page says of itself. Reads the document only; empty where nothing is said. */
export const readMetadata = (
  document: PageDocument,
  { url, jsonLd }: { url: string; jsonLd: readonly string[] },
): PageMetadata => {
  const page = URL.parse(url);
  const meta = metaReader(document);
  const linked = linkedArticleOf(jsonLd);
  const outlet = outletOf(document, { meta, linked, page });
  const address = page === null ? '' : addressOf(document, meta, page);
  const shown = authorElements.map((selector) => lineOf(document.querySelector(selector)));
  const authors = [linked?.author ?? '', meta('author', 'article:author', 'dc.creator')];
  return {
    title: titleOf(document, { meta, linked, outlet }),
    outlet,
    author: authorOf([...authors, ...shown], outlet),
    date: dateOf(document, { linked: linked?.published ?? '', meta, address }),
    url: address,
    isPaid: linked?.isPaid === true || meta('article:content_tier') === 'locked',
    kind: meta('og:type'),
  };
};
