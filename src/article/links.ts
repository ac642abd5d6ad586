import { codePoints } from '../arabic/normalise.ts';
import type { FailureKind } from '../lib/failure.ts';
import { articleLimits } from './article.ts';

/** Endings that make an address of two words with a dot, even without `www.` or a path. */
const knownEndings =
  'com|org|net|info|news|tv|press|media|uk|fr|de|tr|ir|sa|ae|eg|jo|lb|sy|iq|kw|qa|bh|om|ye|ma|dz|tn|ly|sd|ps|mr';

const host = String.raw`(?:www\.[a-z\d]|(?:[a-z\d\-]{1,63}\.){1,6}(?:[a-z]{2,24}\/[^\s\/]|(?:${knownEndings})(?!\.?[a-z\d@\-])))`;

/** An address with its scheme, or one that begins with a host and is no part of an e-mail address. */
const linkPattern = new RegExp(
  String.raw`(?:https?:\/\/|(?<![\p{L}\p{N}@.\/_\-])(?=${host}))[^\s<>"'«»“”‘’،؛؟|\\^{}\p{Cc}\p{Cf}]+`,
  'giu',
);

/** An Arabic letter belongs to a path where a separator leads to it: /wiki/سوريا, but not /123وقال. */
const gluedArabic = /(?<![/\-_=.+%\p{Script=Arabic}])\p{Script=Arabic}/u;

const trailing = '.,:;!?*_~…-–—(['.split('');

/** Without the punctuation of the sentence that it stands in. */
const withoutTail = (link: string): string => {
  let end = link.length;
  let open = 0;
  for (const character of link) {
    if (character === '(' || character === '[') open += 1;
    if (character === ')' || character === ']') open -= 1;
  }
  for (; end > 0; end -= 1) {
    const last = link[end - 1] ?? '';
    const closes = last === ')' || last === ']';
    if (closes && open < 0) open += 1;
    else if (!trailing.includes(last)) break;
  }
  return link.slice(0, end);
};

type Found = { url: string; start: number; end: number };

const findLinks = (text: string): Found[] =>
  Array.from(text.matchAll(linkPattern)).flatMap(({ 0: match, index }) => {
    const glued = gluedArabic.exec(match)?.index ?? match.length;
    const printed = withoutTail(match.slice(0, glued));
    const url = /^https?:\/\//i.test(printed) ? printed : `https://${printed}`;
    if (!URL.canParse(url)) return [];
    return [{ url: canonicalLink(url), start: index, end: index + printed.length }];
  });

const tracking =
  /^(?:utm_\w+|fbclid|gclid|gbraid|wbraid|dclid|msclkid|yclid|twclid|ttclid|igsh(?:id)?|mc_[ce]id|_hs\w+|ref_src|ref_url|__twitter_impression|ocid|cmpid|at_(?:medium|campaign|custom\d|link_\w+|format|ptr_name|bbc_team)|ns_\w+|wt\.\w+|xtor|spm)(?:=|$)/i;

/**
 * One spelling of an address, so that the same page is fetched once: without tracking parameters and
 * fragment, the host in lower case. What is no address comes back as it was.
 */
export const canonicalLink = (url: string): string => {
  if (!URL.canParse(url)) return url;
  const parsed = new URL(url);
  const kept = parsed.search
    .slice(1)
    .split('&')
    .filter((parameter) => parameter !== '' && !tracking.test(parameter));
  parsed.search = kept.join('&');
  parsed.hash = '';
  return parsed.href;
};

/** The web addresses in a plain text, canonical, each once, in their order; a missing scheme is https. */
export const linksIn = (text: string): string[] => [
  ...new Set(findLinks(text).map(({ url }) => url)),
];

/** Words that may stand beside each of several links, in code points. */
const captionOfLink = 80;

/**
 * Whether what stands beside the links is too short to be an article: a message with a link and a
 * few words. Also true of a short text without an address, whose link may stand behind its words.
 */
export const isMostlyLinks = (text: string): boolean => {
  const found = findLinks(text);
  const linked = found.reduce((sum, { start, end }) => sum + codePoints(text.slice(start, end)), 0);
  const beside = codePoints(text.trim()) - linked;
  return beside < Math.max(articleLimits.least, found.length * captionOfLink);
};

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
