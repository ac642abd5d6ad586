import { readFileSync } from 'node:fs';

import { fold } from '../../arabic/normalise.ts';

const lines = readFileSync(new URL('places.txt', import.meta.url), 'utf8')
  .split(/[|\n]/)
  .filter((line) => line !== '' && !line.startsWith('#'));

const idsByName = new Map<string, number[]>();
for (const [id, line] of lines.entries()) {
  for (const name of fold(line).split(' ')) {
    idsByName.set(name, [...(idsByName.get(name) ?? []), id]);
  }
}

/**
 * The places that a word may stand for by its forms: those of «فرنسا», «الفرنسيون» and «باريس» are the same. None
 * for a word of another kind.
 */
export const placesOf = (forms: readonly string[]): readonly number[] =>
  forms
    .flatMap((form) => [
      form,
      form.replace(/^لل(?=..)/, 'ال'),
      form.replace(/(?<=ي)(?:ه|ون|ين|ات|ان|تان|تين)$/, ''),
    ])
    .flatMap((form) => idsByName.get(form) ?? []);
