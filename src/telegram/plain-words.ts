import { fold } from '../arabic/normalise.ts';
import { isNear } from '../arabic/words.ts';
import { outputLanguages } from '../summary/summary.ts';
import type { Words } from './words.ts';

/** What a reader orders in plain words, and what they wrote after it. */
export type PlainOrder<Command extends string> = { command: Command; argument: string };

/** A longer message, one of several lines, with a link, a quotation or a colon is no order. */
export const longestOrder = 80;
const unlikeAnOrder = /\n|https?:|www\.|[«»"“”]|:(?![\d٠-٩])/;
/** Shorter words are one letter away from too many others. */
const leastForTypos = 5;
/** A misspelt command followed by more words is rather a sentence. */
const mostAfterTypo = 2;

/** The spelling that names are compared in: أ and ا, ة and ه, ى and ي are one. */
export const spelled = (text: string): string => fold(text).replaceAll(/\s+/g, ' ').trim();

/** The words listed under a message's id, of either language. */
export const namesIn = (words: Words, id: string): string[] =>
  outputLanguages.flatMap((language) =>
    words[language](id)
      .split(/[،,]/)
      .map(spelled)
      .filter((name) => name !== ''),
  );

/**
 * Reads orders written as plain words of either language: the message begins with the command's
 * word, of which one letter may be wrong; a preposition after it and a «please» at the end do not
 * count. The longest word wins, so that «وقت الموجز» is not «وقت».
 */
export const createReadOrder = <Command extends string>(
  words: Words,
  commands: readonly Command[],
) => {
  const named = commands
    .flatMap((command) =>
      namesIn(words, `words-${command}`).map((name) => ({
        command,
        name,
        length: name.split(' ').length,
      })),
    )
    .sort((one, other) => other.name.length - one.name.length);
  const fillers = new Set(namesIn(words, 'words-fillers'));
  const pleases = namesIn(words, 'words-please').map((please) => please.split(' '));

  const withoutPlease = (said: string[]): string[] => {
    const please = pleases.find(
      (each) => spelled(said.slice(-each.length).join(' ')) === each.join(' '),
    );
    return please ? said.slice(0, -please.length) : said;
  };

  return (text: string): PlainOrder<Command> | undefined => {
    if (text.length > longestOrder || unlikeAnOrder.test(text)) return undefined;
    const said = withoutPlease(
      text
        .trim()
        .replace(/[\s.!؟?،]+$/, '')
        .split(/\s+/),
    );
    const head = (length: number): string => spelled(said.slice(0, length).join(' '));
    const found =
      named.find(({ name, length }) => head(length) === name) ??
      named.find(
        ({ name, length }) =>
          said.length - length <= mostAfterTypo &&
          name.length >= leastForTypos &&
          isNear(head(length), name),
      );
    if (found === undefined) return undefined;
    // The argument as written: folding would take its spelling away.
    const rest = said.slice(found.length);
    if (rest.length > 1 && fillers.has(spelled(rest[0] ?? ''))) rest.shift();
    return { command: found.command, argument: rest.join(' ') };
  };
};
