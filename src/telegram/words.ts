import { readFileSync } from 'node:fs';

import { FluentBundle, FluentResource } from '@fluent/bundle';

import { outputLanguages, type OutputLanguage } from '../summary/summary.ts';

/** Values for the placeables of a message; strings are isolated against their surroundings. */
type Values = Record<string, string | number>;

/** Says a message of `words/*.ftl` in one language, as plain text. */
export type Say = (id: string, values?: Values) => string;

/** The words of every language that Mujaz speaks. */
export type Words = Record<OutputLanguage, Say>;

const bundleOf = (language: OutputLanguage): FluentBundle => {
  const bundle = new FluentBundle(language);
  const source = readFileSync(new URL(`words/${language}.ftl`, import.meta.url), 'utf8');
  const [error] = bundle.addResource(new FluentResource(source));
  if (error) throw error;
  return bundle;
};

/**
 * Loads the words of every language. A message that is missing or does not fit its values throws:
 * the tests ask for each one in each language.
 */
export const loadWords = (): Words => {
  const say = (language: OutputLanguage): Say => {
    const bundle = bundleOf(language);
    return (id, values = {}) => {
      const pattern = bundle.getMessage(id)?.value;
      if (!pattern) throw new Error(`no words for ${id} in ${language}`);
      return bundle.formatPattern(pattern, values);
    };
  };
  const [ar, en] = outputLanguages.map(say);
  if (!ar || !en) throw new Error('Arabic and English words are both needed');
  return { ar, en };
};
