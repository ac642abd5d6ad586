import type { Article } from '../article/article.ts';
import { articleFromText } from '../article/clean.ts';
import type { Page } from '../article/ports.ts';
import { blocksOf } from './article-body.ts';
import { decodePage } from './decode.ts';
import { lineOf, type PageElement, parseDocument } from './dom.ts';
import { guardPage } from './guard.ts';

/**
 * Classes of t.me's pages for visitors, of one post (`?embed=1`) and of a channel (`/s/…`), as
 * public readers of these pages name them; the live pages could not be looked at.
 */
const classes = {
  post: '.tgme_widget_message',
  text: '.tgme_widget_message_text',
  link: 'a.tgme_widget_message_date',
  owner: '.tgme_widget_message_owner_name',
  forwardedFrom: '.tgme_widget_message_forwarded_from_name',
} as const;

/** Pages without a post, nearly all, are told by a look at their bytes. */
const holdsPost = (bytes: Uint8Array): boolean =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(classes.text.slice(1));

const addressOf = (post: PageElement): string =>
  post.querySelector(classes.link)?.getAttribute('href') ?? '';

const numberOf = (address: string): string =>
  /\/(\d{1,12})\/?$/.exec(URL.parse(address)?.pathname ?? '')?.[1] ?? '';

/** A post's text stands twice, one within the other, where the page lets it be folded. */
const innermost = (element: PageElement, selector: string): PageElement | null => {
  const found = element.querySelector(selector);
  return found === null ? null : (innermost(found, selector) ?? found);
};

/** The post that an address names, among all that its page shows. */
const wanted = (posts: readonly PageElement[], url: string): PageElement | undefined => {
  const number = numberOf(url);
  const named = posts.find((post) => number !== '' && numberOf(addressOf(post)) === number);
  return named ?? (posts.length === 1 ? posts[0] : undefined);
};

/**
 * The article of a post's public page, under the name of its channel or of the one that it was
 * forwarded from; undefined for any other page. Throws a Failure as reading a pasted text does.
 */
export const readTelegramPost = ({ url, bytes, contentType }: Page): Article | undefined => {
  if (!holdsPost(bytes)) return undefined;
  const { body } = parseDocument(guardPage(decodePage(bytes, contentType)).html);
  const found = wanted([...body.querySelectorAll(classes.post)], url);
  const text = found && innermost(found, classes.text);
  if (!found || !text) return undefined;
  const lines = blocksOf(text).map((block) => block.text);
  const article = articleFromText(lines.join('\n'));
  const outlet =
    lineOf(found.querySelector(classes.forwardedFrom)) ||
    lineOf(found.querySelector(classes.owner));
  const date = found.querySelector('time[datetime]')?.getAttribute('datetime') ?? '';
  return {
    ...article,
    outlet: outlet || article.outlet,
    date: date || article.date,
    url: addressOf(found) || url,
  };
};
