import { z } from 'zod';

import { oneLine } from './dom.ts';

/** What search engines are told of an article; unknown parts are empty. */
export type LinkedArticle = {
  title: string;
  published: string;
  author: string;
  outlet: string;
  /** Whether the publisher says that only subscribers may read it all. */
  isPaid: boolean;
};

const text = z.string().catch('');
const name = z
  .union([z.string(), z.object({ name: z.string() }).transform((node) => node.name)])
  .catch('');
const named = z.union([z.array(name).transform((names) => names.filter(Boolean).join('، ')), name]);

const articleSchema = z.object({
  headline: text,
  name: text,
  datePublished: text,
  dateCreated: text,
  author: named,
  creator: named,
  publisher: named,
  isAccessibleForFree: z.union([z.boolean(), z.string()]).catch(true),
});

const typed = z.object({ '@type': z.union([z.string(), z.array(z.string())]) });

const articleType = /(?:Article|BlogPosting|^Report|SocialMediaPosting)$/;

const isArticle = (node: unknown): boolean => {
  const parsed = typed.safeParse(node);
  return parsed.success && [parsed.data['@type']].flat().some((type) => articleType.test(type));
};

/** All objects within a value, the value first; bounded in number, so also in depth. */
const objectsWithin = (value: unknown): object[] => {
  const waiting: unknown[] = [value];
  const objects: object[] = [];
  for (let at = 0; at < waiting.length && at < 2_000; at += 1) {
    const node = waiting[at];
    if (typeof node === 'object' && node !== null) {
      objects.push(node);
      for (const child of Object.values(node)) waiting.push(child);
    }
  }
  return objects;
};

const parsed = (source: string): unknown => {
  try {
    // Raw line breaks inside of strings are the usual fault.
    // oxlint-disable-next-line no-control-regex
    return JSON.parse(source.replace(/[\u0000-\u001f]/g, ' ').replace(/;\s*$/, ''));
  } catch {
    return undefined;
  }
};

const entities: Record<string, string> = { quot: '"', amp: '&', apos: "'", lt: '<', gt: '>' };

/** Text in which the publisher's software has left HTML entities. */
export const withoutEntities = (value: string): string =>
  oneLine(
    value
      .replace(/&amp;/g, '&')
      .replace(/&(quot|amp|apos|lt|gt|nbsp);/g, (_, name: string) => entities[name] ?? ' ')
      .replace(/&#(\d{2,6});/g, (_, code: string) => String.fromCodePoint(Number(code))),
  );

/** The first article that the page's JSON-LD blocks describe. */
export const linkedArticleOf = (blocks: readonly string[]): LinkedArticle | undefined => {
  const found = blocks.map(parsed).flatMap(objectsWithin).find(isArticle);
  if (found === undefined) return undefined;
  const article = articleSchema.parse(found);
  return {
    title: withoutEntities(article.headline || article.name),
    published: article.datePublished || article.dateCreated,
    author: withoutEntities(article.author || article.creator),
    outlet: withoutEntities(article.publisher),
    isPaid: String(article.isAccessibleForFree).toLowerCase() === 'false',
  };
};
