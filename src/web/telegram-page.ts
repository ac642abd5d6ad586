import type { Article } from '../article/article.ts';
import { articleFromText } from '../article/clean.ts';
import type { Page } from '../article/ports.ts';
import type { FeedEntry } from '../jobs/digest-ports.ts';
import { Failure } from '../lib/failure.ts';
import { blocksOf } from './article-body.ts';
import { decodePage } from './decode.ts';
import { lineOf, type PageElement, parseDocument } from './dom.ts';
import { feedTime } from './feed-dates.ts';
import { type FeedDocument, leadOf, titleOf } from './feed-text.ts';
import { escapeText, guardPage } from './guard.ts';

/**
 * Classes of t.me's pages for visitors, of one post (`?embed=1`) and of a channel (`/s/…`), as
 * public readers of these pages name them; the live pages could not be looked at.
 */
const classes = {
  post: '.tgme_widget_message',
  text: '.tgme_widget_message_text',
  repliedTo: '.tgme_widget_message_reply',
  link: 'a.tgme_widget_message_date',
  owner: '.tgme_widget_message_owner_name',
  forwardedFrom: '.tgme_widget_message_forwarded_from_name',
} as const;

/** Posts of a channel's page that are read, and the letters of a title. */
const most = { posts: 60, title: 200 } as const;

/** Pages without a post, nearly all, are told by a look at their bytes. */
const holdsPost = (bytes: Uint8Array): boolean =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(classes.text.slice(1));

type Post = {
  element: PageElement;
  address: string;
  /** Name of the channel and number, `almarfa/12`. */
  name: string;
  lines: string[];
  date: string;
};

const postOf = (element: PageElement): Post => {
  const address = element.querySelector(classes.link)?.getAttribute('href') ?? '';
  // The text stands twice, one within the other, where the page lets it be folded.
  const text = [...element.querySelectorAll(classes.text)].findLast(
    (found) => found.closest(classes.repliedTo) === null,
  );
  return {
    element,
    address,
    name: /\/(\w+\/\d{1,12})\/?$/.exec(URL.parse(address)?.pathname ?? '')?.[1] ?? '',
    lines: blocksOf(text).map((block) => block.text),
    date: element.querySelector('time[datetime]')?.getAttribute('datetime') ?? '',
  };
};

const postsOf = ({ bytes, contentType }: Pick<Page, 'bytes' | 'contentType'>): Post[] => {
  const { body } = parseDocument(guardPage(decodePage(bytes, contentType)).html);
  return [...body.querySelectorAll(classes.post)].slice(0, most.posts).map(postOf);
};

/**
 * The article of a post's public page, under the name of its channel or of the one that it was
 * forwarded from; undefined for any other page. Throws a Failure as reading a pasted text does.
 */
export const readTelegramPost = (page: Page): Article | undefined => {
  if (!holdsPost(page.bytes)) return undefined;
  const posts = postsOf(page);
  const number = /\/\d{1,12}\/?$/.exec(URL.parse(page.url)?.pathname ?? '')?.[0];
  const named = posts.find(({ name }) => number !== undefined && `/${name}`.endsWith(number));
  const post = named ?? (posts.length === 1 ? posts[0] : undefined);
  if (post === undefined || post.lines.length === 0) return undefined;
  const { element, address, lines, date } = post;
  const article = articleFromText(lines.join('\n'));
  const outlet =
    lineOf(element.querySelector(classes.forwardedFrom)) ||
    lineOf(element.querySelector(classes.owner));
  return {
    ...article,
    outlet: outlet || article.outlet,
    date: date || article.date,
    url: address || page.url,
  };
};

/** The first line is the title where it is short enough, else its first sentence. */
const split = (lines: readonly string[]): { title: string; rest: string } => {
  const [first = '', ...others] = lines.filter((line) => /\p{L}/u.test(line));
  const end = first.length > most.title ? first.search(/[.؟!:](?:\s|$)/u) + 1 : first.length;
  const at = end > 20 && end <= most.title ? end : Math.min(first.length, most.title);
  return {
    title: first.slice(0, at).replace(/^[^\p{L}\p{N}«"(]+/u, ''),
    rest: [first.slice(at).trim(), ...others].join('\n'),
  };
};

/**
 * The posts on a channel's public page, oldest first, as entries; those without text are left out.
 * Throws a Failure `page-not-text` where there is no post at all.
 */
export const readChannel = ({ url, outlet, country, ...page }: FeedDocument): FeedEntry[] => {
  const posts = postsOf(page);
  if (posts.length === 0) throw new Failure('page-not-text', 'the page shows no posts');
  return posts.flatMap(({ name, address, lines, date }): FeedEntry[] => {
    const { title, rest } = split(lines);
    if (title === '' || name === '') return [];
    return [
      {
        guid: name,
        url: new URL(address, url).href,
        outlet: '',
        title: titleOf(escapeText(title), [outlet]).title,
        lead: leadOf([escapeText(rest).replaceAll('\n', '<br>')], title),
        time: feedTime(date, country),
      },
    ];
  });
};
