import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { words } from '../../src/arabic/words.ts';

export type GoldSource = {
  name: string;
  kind: string;
  role?: string;
  quote?: string;
  quotes?: string[];
  aliases?: string[];
  salience: 'core' | 'minor';
};
export type Labelled = {
  id: string;
  title: string;
  text: string;
  language?: string;
  sources: GoldSource[];
};

const root = join(import.meta.dirname, '..', '..');
/** The folded words of a text. */
export const tokensOf = (text: string): string[] => words(text).map(({ folded }) => folded);

/** The labelled articles of a file, one JSON object a line. */
export const labelledIn = (path: string): Labelled[] =>
  readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Labelled);

/** The shared labelled articles; empty where the data is absent. */
export const sharedArticles = (): Labelled[] => {
  const path = join(root, '..', 'shared', 'data', 'attribution.dev.jsonl');
  return existsSync(path) ? labelledIn(path) : [];
};

/** The Arabic articles written for the project. */
export const ownArticles = (): Labelled[] => {
  const folder = join(root, 'tests', 'fixtures', 'articles');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .toSorted()
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Labelled)
    .filter(({ language }) => (language ?? 'ar') === 'ar');
};

/** Gold name or alias contained with at most four words more, or at least half of the name. */
export const namesAgree = (predicted: string, gold: GoldSource): boolean => {
  const found = new Set(tokensOf(predicted));
  const contained = [gold.name, ...(gold.aliases ?? [])].some((form) => {
    const wanted = tokensOf(form);
    return (
      wanted.length > 0 &&
      wanted.every((word) => found.has(word)) &&
      found.size <= wanted.length + 4
    );
  });
  const name = tokensOf(gold.name);
  return contained || name.filter((word) => found.has(word)).length >= name.length / 2;
};
