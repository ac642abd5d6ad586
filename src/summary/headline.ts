import type { Prose } from '../article/article.ts';
import { read, type Token, wholeText } from './ground/reading.ts';
import type { OutputLanguage, Summary } from './summary.ts';

/** Headlines written by people share 60 to 100 % of their content words with their article. */
const leastShare = 0.6;

type Circumstances = {
  prose: Prose;
  language: OutputLanguage;
  /** The text gave orders to whoever summarises it, so a model may have obeyed. */
  wary: boolean;
};

/**
 * The headline of a summary that passed the gate. It has no evidence of its own, so its words must
 * be the article's: most of them, and all of them where the text is not to be trusted. Else the
 * article's title stands in, or the first bullet.
 */
export const headlineOf = (kept: Summary, { prose, language, wary }: Circumstances): string => {
  const [first] = kept.bullets;
  const instead = (language === prose.language && prose.title) || (first?.text ?? '');
  if (kept.headline === '') return instead;
  // Words of two languages cannot be compared.
  if (language !== prose.language) return wary ? instead : kept.headline;
  const words = read(kept.headline).tokens.filter(({ content }) => content);
  const known = words.filter(standsIn(wholeText(prose))).length;
  return known >= words.length * (wary ? 1 : leastShare) ? kept.headline : instead;
};

const standsIn = (text: string): ((word: Token) => boolean) => {
  const article = read(text);
  const roots = new Set(article.tokens.flatMap(({ forms }) => forms.map(consonants)));
  return ({ stem, forms }) =>
    article.stems.has(stem) ||
    forms.some((form) => article.forms.has(form)) ||
    forms.map(consonants).some((root) => root.length > 2 && roots.has(root));
};

/** What «افتتاح», «افتتحت» and «تفتتح» share: a folded word without its long vowels and affixes. */
const consonants = (folded: string): string =>
  folded
    .replaceAll(/[اوي]/g, '')
    .replace(/^[تمنس](?=...)/, '')
    .replace(/[ته]$/, '');

/** The topics without Latin words that the article does not have: names that somebody smuggled in. */
export const topicsOf = ({ topics }: Summary, { prose, language }: Circumstances): string[] => {
  const printed = wholeText(prose).toLowerCase();
  return topics.filter((topic) => {
    const latin = topic.toLowerCase().match(/[a-z]{2,}/g) ?? [];
    return language === 'en' || latin.every((word) => printed.includes(word));
  });
};
