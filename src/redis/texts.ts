import { createHash } from 'node:crypto';

import { proseSchema } from '../article/article.ts';
import type { Readings, Texts } from '../jobs/ports.ts';
import { questionSchema, readingSchema } from '../jobs/stored.ts';
import { keys, lifetimes } from './keys.ts';
import { guarded, storedValues, type StoreParts } from './store.ts';

/** Cleaned texts and questions in Redis; saving one again makes it live longer. */
export const createTexts = (parts: StoreParts): Texts => {
  const texts = storedValues(parts, 'text', proseSchema);
  const questions = storedValues(parts, 'question', questionSchema);
  return guarded<Texts>({
    save: (key, prose) => texts.save(keys.text(key), prose, lifetimes.text),
    load: (key) => texts.load(keys.text(key)),
    saveQuestion: (key, question) => questions.save(keys.question(key), question, lifetimes.text),
    loadQuestion: (key) => questions.load(keys.question(key)),
  });
};

/** Sources are addresses of any length, which may hold secrets: only their hash is a key. */
export const readingKey = (source: string): string =>
  keys.reading(createHash('sha256').update(source).digest('base64url').slice(0, 22));

/** Articles as they were read, in Redis, for a day. */
export const createReadings = (parts: StoreParts): Readings => {
  const readings = storedValues(parts, 'reading', readingSchema);
  return guarded<Readings>({
    load: (source) => readings.load(readingKey(source)),
    save: (source, reading) => readings.save(readingKey(source), reading, lifetimes.reading),
  });
};
