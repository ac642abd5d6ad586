import { Parser } from 'htmlparser2';

import { visible } from '../article/clean.ts';
import type { FeedEntry } from '../jobs/digest-ports.ts';
import { Failure } from '../lib/failure.ts';
import { feedTime } from './feed-dates.ts';
import { leadOf, titleOf } from './feed-text.ts';

/** Bounds of a channel's page: it shows some twenty posts of at most 4,096 characters. */
const limits = { depth: 200, posts: 60, letters: 6_000, title: 200 } as const;

/** The page that a public Telegram channel has for everybody. */
const channelPath = /^\/s\/([a-z]\w{3,40})\/?$/i;

/** Whether an address is a channel's public page, `https://t.me/s/…`. */
export const isChannelPage = (url: string): boolean => {
  const parsed = URL.parse(url);
  return (
    parsed !== null && channelPath.test(parsed.pathname) && /(?:^|\.)t\.me$/.test(parsed.hostname)
  );
};

type Post = { name: string; text: string; date: string };

const readPosts = (html: string): Post[] => {
  const posts: Post[] = [];
  let depth = 0;
  /** The depth at which the text of the newest post began; it ends where its element does. */
  let textAt = 0;
  const parser = new Parser({
    onopentag: (element, { class: names = '', 'data-post': name, datetime }) => {
      depth += 1;
      if (depth > limits.depth) throw new Failure('page-hostile', 'a channel page too deep');
      const post = posts.at(-1);
      if (name !== undefined && posts.length < limits.posts)
        posts.push({ name, text: '', date: '' });
      else if (post === undefined) return;
      else if (element === 'time' && datetime !== undefined) post.date = datetime;
      else if (element === 'br' && textAt > 0) post.text += '\n';
      else if (/(?:^|\s)tgme_widget_message_text(?:\s|$)/.test(names) && post.text === '') {
        textAt = depth;
      }
    },
    ontext: (text) => {
      const post = posts.at(-1);
      if (post && textAt > 0 && post.text.length < limits.letters) post.text += text;
    },
    onclosetag: () => {
      if (depth === textAt) textAt = 0;
      depth -= 1;
    },
  });
  parser.write(html);
  parser.end();
  return posts;
};

const escaped = (text: string): string =>
  text.replace(/[&<]/g, (sign) => (sign === '&' ? '&amp;' : '&lt;'));

/** The first line is the title where it is short enough, else its first sentence. */
const split = (text: string): { title: string; rest: string } => {
  const [first = '', ...others] = text.split('\n').filter((line) => /\p{L}/u.test(line));
  const end = first.length > limits.title ? first.search(/[.؟!:](?:\s|$)/u) + 1 : first.length;
  const at = end > 20 && end <= limits.title ? end : Math.min(first.length, limits.title);
  return {
    title: first.slice(0, at).replace(/^[^\p{L}\p{N}«"(]+/u, ''),
    rest: [first.slice(at).trim(), ...others].join('\n'),
  };
};

/**
 * The posts on a channel's public page, oldest first, as entries; those without text are left out.
 * Throws a Failure `page-not-text` where there is no post at all.
 */
export const readChannel = (
  html: string,
  { url, outlet, country }: { url: string; outlet: string; country: string },
): FeedEntry[] => {
  const posts = readPosts(html);
  if (posts.length === 0) throw new Failure('page-not-text', 'the page shows no posts');
  const { origin } = new URL(url);
  return posts.flatMap(({ name, text, date }): FeedEntry[] => {
    const { title, rest } = split(visible(text));
    if (title === '') return [];
    return [
      {
        guid: name,
        url: `${origin}/${encodeURI(name)}`,
        outlet: '',
        title: titleOf(escaped(title), [outlet]).title,
        lead: leadOf([escaped(rest).replaceAll('\n', '<br>')], title),
        time: feedTime(date, country),
      },
    ];
  });
};
