import type { FailureKind } from '../lib/failure.ts';

/** What a link leads to, as far as its address tells. */
export type Destination =
  | { kind: 'page'; url: string }
  /** A post of a public channel; `url` is its page for visitors without an account. */
  | { kind: 'telegram-post'; url: string }
  | { kind: 'failure'; failure: FailureKind };

/** Hosts, without `www.`, that show their posts to members or to browsers only. */
const closed: Record<string, FailureKind> = {
  'news.google.com': 'link-of-aggregator',
  'twitter.com': 'link-of-network',
  'x.com': 'link-of-network',
  'facebook.com': 'link-of-network',
  'fb.com': 'link-of-network',
  'fb.me': 'link-of-network',
  'instagram.com': 'link-of-network',
  'threads.net': 'link-of-network',
  'threads.com': 'link-of-network',
  'fb.watch': 'link-of-video',
  'youtube.com': 'link-of-video',
  'youtu.be': 'link-of-video',
  'tiktok.com': 'link-of-video',
};

const telegramHosts = new Set(['t.me', 'telegram.me', 'telegram.dog']);

/** Addresses that only lead on to the one in a parameter. */
const wrappers: { host: string; path: RegExp; parameter: string }[] = [
  { host: 'google.com', path: /^\/url$/, parameter: 'q' },
  { host: 'google.com', path: /^\/url$/, parameter: 'url' },
  { host: 'l.facebook.com', path: /^\/l\.php$/, parameter: 'u' },
  { host: 'lm.facebook.com', path: /^\/l\.php$/, parameter: 'u' },
  { host: 't.me', path: /^\/(?:iv|share\/url)$/, parameter: 'url' },
];

const hostOf = ({ hostname }: URL): string => hostname.replace(/^www\./, '');

/** Mobile and language editions stand before the name: m.facebook.com, vm.tiktok.com. */
const closedAs = (host: string): FailureKind | undefined => {
  const parent = host.slice(host.indexOf('.') + 1);
  return (
    closed[host] ??
    (/^(?:m|mobile|vm|vt|ar-ar|web|mbasic)\./.test(host) ? closed[parent] : undefined)
  );
};

const wrapped = (url: URL): string | undefined => {
  const host = hostOf(url);
  const inner = wrappers
    .filter((wrapper) => wrapper.host === host && wrapper.path.test(url.pathname))
    .map(({ parameter }) => url.searchParams.get(parameter) ?? '')
    .find((target) => /^https?:\/\//i.test(target) && URL.canParse(target));
  const amp = host === 'google.com' ? /^\/amp\/s\/(.{1,2000})/.exec(url.pathname)?.[1] : undefined;
  return inner ?? (amp && URL.canParse(`https://${amp}`) ? `https://${amp}` : undefined);
};

/** `/channel/12`, `/s/channel/12` and `/channel/topic/12`; `/c/…` is a private one. */
const post = /^\/(?:s\/)?([a-z]\w{3,31})(?:\/\d{1,12})?\/(\d{1,12})\/?$/i;

/**
 * Tells where a link leads before anything is fetched: to a page, to a post on Telegram, or to a
 * site that shows nothing to us, with what is to be said of it.
 */
export const destinationOf = (link: string, unwrapped = false): Destination => {
  const url = URL.parse(link);
  if (url === null) return { kind: 'page', url: link };
  const inner = unwrapped ? undefined : wrapped(url);
  if (inner !== undefined) return destinationOf(inner, true);
  const host = hostOf(url);
  if (telegramHosts.has(host)) {
    const [, channel, number] = post.exec(url.pathname) ?? [];
    return channel === undefined || number === undefined
      ? { kind: 'failure', failure: 'link-of-channel' }
      : { kind: 'telegram-post', url: `https://t.me/${channel}/${number}?embed=1&mode=tme` };
  }
  const failure = closedAs(host);
  return failure === undefined ? { kind: 'page', url: link } : { kind: 'failure', failure };
};
