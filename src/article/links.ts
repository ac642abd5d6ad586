import { codePoints } from '../arabic/normalise.ts';
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
