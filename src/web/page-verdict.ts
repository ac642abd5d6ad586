import { fold } from '../arabic/normalise.ts';
import { articleLimits } from '../article/article.ts';
import { Failure, type FailureKind } from '../lib/failure.ts';
import { type Block, density } from './article-body.ts';
import type { Traces } from './guard.ts';
import { wording } from './page-wording.ts';

/** What is known of a page when its article, if any, has been found. */
export type PageEvidence = {
  title: string;
  /** What was kept as the article. */
  text: string;
  /** What Readability took for it, before anything was cut. */
  blocks: readonly Block[];
  /** The beginning of all that the page shows, in one line. */
  shown: string;
  /** og:type. */
  kind: string;
  isPaid: boolean;
  traces: Traces;
};

/** In characters. Above these a page is judged by its article, whatever else it says. */
const upTo = {
  notFound: 700,
  shell: 300,
  consent: 3_000,
  login: 500,
  paywall: 1_200,
  video: 250,
  /** The longest run of text in a listing: one teaser. */
  teaser: 400,
} as const;

const isConsent = (text: string): boolean => {
  const folded = fold(text.slice(0, 2_000));
  return wording.consent.test(folded) || (folded.match(wording.consentAlso)?.length ?? 0) >= 2;
};

/** More of the text speaks of cookies than of anything else, and the headline does not. */
const isCookieWall = ({ text, title }: PageEvidence): boolean => {
  if (text.length > upTo.consent || wording.consent.test(fold(title))) return false;
  const paragraphs = text.split('\n\n');
  const consent = paragraphs.filter(isConsent).join('').length;
  return consent > text.length / 2;
};

/** Teasers one below the other: links, a few lines between each two, and nowhere a whole text. */
const isListing = ({ blocks }: PageEvidence): boolean => {
  const runs: number[] = [0];
  let links = 0;
  for (const block of blocks) {
    const isLink = density(block) > 0.5 && block.text.length > 15;
    if (isLink) links += 1;
    if (isLink) runs.push(0);
    else runs.push((runs.pop() ?? 0) + block.text.length);
  }
  const teasers = runs.filter((length) => length >= 30).length;
  const isEmpty = runs.reduce((sum, length) => sum + length, 0) < articleLimits.least;
  return links >= 6 && Math.max(...runs) < upTo.teaser && (teasers >= 4 || isEmpty);
};

const kindOf = (page: PageEvidence): FailureKind | undefined => {
  const { title, text, traces, kind } = page;
  const shown = text.length <= upTo.consent ? fold(page.shown.slice(0, 20_000)) : '';
  const says = (pattern: RegExp, most: number): boolean =>
    text.length <= most && pattern.test(shown);

  const headings = fold(`${title} ${text.slice(0, 120)}`);
  if (text.length <= upTo.notFound && wording.notFound.test(headings)) return 'page-missing';
  if (says(wording.needsScript, upTo.shell)) return 'page-needs-script';
  if (isCookieWall(page)) return 'page-cookie-wall';
  if (isListing(page)) return 'page-is-listing';
  if (says(wording.paywall, upTo.paywall)) return 'page-paywalled';
  if (page.isPaid && text.length <= upTo.paywall) return 'page-paywalled';
  const isEmpty = text.length < articleLimits.least;
  const asksForLogin = (traces.passwords > 0 && isEmpty) || wording.login.test(fold(title));
  if (asksForLogin && says(wording.login, upTo.login)) return 'page-needs-login';
  const isVideo = traces.videos > 0 || kind.startsWith('video');
  if (isVideo && text.length <= upTo.video) return 'page-is-video';
  const isShell = traces.scripts > 0 && page.shown.length <= upTo.shell;
  const asksForScript = wording.needsScript.test(fold(traces.noscript));
  if (text.length <= upTo.shell && (isShell || asksForScript)) return 'page-needs-script';
  return isEmpty ? 'page-without-article' : undefined;
};

/**
 * Why a page is no article that may be summarised, or undefined where it is one. Looks at short
 * texts only: a whole article is read, whatever notices stand around it.
 */
export const judgePage = (page: PageEvidence): Failure | undefined => {
  const kind = kindOf(page);
  if (kind === undefined) return undefined;
  return new Failure(kind, `${page.text.length} characters of text in a page judged ${kind}`);
};
