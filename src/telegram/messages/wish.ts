import { codePoints } from '../../arabic/normalise.ts';
import { articleLimits } from '../../article/article.ts';
import { isMostlyLinks, destinationOf } from '../../article/links.ts';
import type { Part } from '../../jobs/parts.ts';
import { noOrigin, type Origin, type Subject } from '../../jobs/request.ts';
import type { FailureKind } from '../../lib/failure.ts';

/** What a message, or several that are one, asks for: articles, or something that cannot be done. */
export type Wish =
  | { kind: 'articles'; subjects: Subject[]; origin: Origin }
  | { kind: 'failure'; failure: FailureKind };

const mostLinks = 5;
/** What Telegram lets a bot download, in bytes. */
const largestFile = 20 * 1024 * 1024;
const longestMessage = 4_096;

/**
 * What is to be summarised. A file goes before the words beside it; words that are an article go
 * before a picture, and links before both where hardly anything is said beside them.
 */
export const wishOf = (parts: readonly Part[]): Wish => {
  const text = parts.map((part, nth) => part.text + seam(part, parts[nth + 1])).join('');
  const files = parts.flatMap((part) => part.files);
  const photos = parts.flatMap((part) => part.photos);
  const links = linksToFollow(parts, photos.length > 0);
  const origin = parts.find((part) => part.origin.date !== '')?.origin ?? noOrigin;
  const articles = (...subjects: Subject[]): Wish => ({ kind: 'articles', subjects, origin });
  const failure = (kind: FailureKind): Wish => ({ kind: 'failure', failure: kind });

  if ([...files, ...photos].some(({ size }) => size > largestFile)) {
    return failure('file-too-large');
  }
  if (files.length > 0) return articles({ kind: 'files', files });
  if (links.length > 0 && isMostlyLinks(text)) {
    if (links.length > mostLinks) return failure('too-many-links');
    return articles(...links.map((url) => ({ kind: 'link' as const, url })));
  }
  if (codePoints(text) >= articleLimits.least) return articles({ kind: 'text', text });
  if (photos.length > 0) return articles({ kind: 'photos', photos });
  const unread = parts.find((part) => part.failure !== undefined)?.failure;
  if (text === '' && unread !== undefined) return failure(unread);
  return failure(/\p{L}/u.test(text) ? 'too-short' : 'nothing-to-read');
};

/**
 * Links of one message, each once. A channel's own address below a post is not what the reader
 * means, and sites that show us nothing are left where there is a picture to read instead.
 */
const linksToFollow = (parts: readonly Part[], hasPicture: boolean): string[] => {
  const links = [...new Set(parts.flatMap((part) => part.links))].map((url) => ({
    url,
    destination: destinationOf(url),
  }));
  const open = links.filter(({ destination }) => destination.kind !== 'failure');
  const isChannel = ({ destination }: (typeof links)[number]): boolean =>
    destination.kind === 'failure' && destination.failure === 'link-of-channel';
  const followed =
    open.length > 0 ? links.filter((link) => !isChannel(link)) : hasPicture ? [] : links;
  return followed.map(({ url }) => url);
};

/**
 * What stood between two parts: Telegram's apps cut at a line or a space and drop it. Only a part
 * of full length may have been cut within a word.
 */
const seam = ({ text }: Part, next: Part | undefined): string => {
  if (text === '' || next === undefined || next.text === '') return '';
  const isFull = codePoints(text) >= longestMessage;
  if (isFull && /\p{L}$/u.test(text) && /^\p{L}/u.test(next.text)) return '';
  return /[.؟?!:»"”)\]…]$/.test(text.trimEnd()) ? '\n' : ' ';
};
