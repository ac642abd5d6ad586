import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** An article written for the project, as a reader would paste it. */
export type LabelledArticle = {
  id: string;
  language?: string;
  title: string;
  text: string;
  sources: { name: string; role: string; kind: string; quotes: string[] }[];
};

const folder = join(import.meta.dirname, '..', 'fixtures', 'articles');

export const readLabelledArticle = (id: string): LabelledArticle =>
  JSON.parse(readFileSync(join(folder, `${id}.json`), 'utf8')) as LabelledArticle;

export const labelledArticles = (): LabelledArticle[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => readLabelledArticle(name.replace('.json', '')));

/** The article as one message. */
export const pasted = ({ title, text }: LabelledArticle): string => `${title}\n\n${text}`;
