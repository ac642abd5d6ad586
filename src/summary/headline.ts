import type { Prose } from '../article/article.ts';
import { stands } from './ground/containment.ts';
import { read, wholeText } from './ground/reading.ts';
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
  const article = read(wholeText(prose));
  const words = read(kept.headline).tokens.filter(({ content }) => content);
  const known = words.filter((word) => stands(article, word)).length;
  return known >= words.length * (wary ? 1 : leastShare) ? kept.headline : instead;
};

/** The topics without Latin words that the article does not have: names that somebody smuggled in. */
export const topicsOf = ({ topics }: Summary, { prose, language }: Circumstances): string[] => {
  const printed = wholeText(prose).toLowerCase();
  return topics.filter((topic) => {
    const latin = topic.toLowerCase().match(/[a-z]{2,}/g) ?? [];
    return language === 'en' || latin.every((word) => printed.includes(word));
  });
};
