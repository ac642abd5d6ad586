import { sentences } from '../../arabic/sentences.ts';
import { createFinder, type Finder, type Span } from '../../arabic/verbatim.ts';
import type { Prose } from '../../article/article.ts';
import { attribute } from '../attribution/attribute.ts';
import type { Attribution } from '../attribution/attribution.ts';
import type { OutputLanguage, Source, Summary } from '../summary.ts';
import { peopleOf, type Person } from './bullet-names.ts';
import { type Figures, figuresOf } from './figures.ts';
import { foreignNumbers } from './foreign-numbers.ts';
import { type Polarity, polarityOf } from './polarity.ts';
import { read, type Reading, wholeText } from './reading.ts';
import { type Voice, voicesOf } from './speaker.ts';

/** All that the lines of one summary are held against: the article, read once. */
export type Against = {
  article: Reading;
  figures: Figures;
  polarity: Polarity;
  attribution: Attribution;
  /** The values that an article in another language has in words. */
  foreign: readonly number[];
  people: readonly Person[];
  voices: readonly Voice[];
  sources: readonly Source[];
  find: Finder;
  /** The stretch widened to whole sentences. */
  wholeSentences: (span: Span) => Span;
  /** Article and summary are of one language. */
  sameLanguage: boolean;
  /** Both are Arabic. */
  arabic: boolean;
};

/** A text without full stops is not one sentence; in UTF-16 units. */
const longestSentence = 3_000;

const noAttribution: Attribution = { sources: [], statements: [] };

/** A copy is looked for when it is checked, and again when it is printed. */
const remembering = (find: Finder): Finder => {
  const found = new Map<string, Span | undefined>();
  return (passage) => {
    if (!found.has(passage)) found.set(passage, find(passage));
    return found.get(passage);
  };
};

/** Reads an article, with the sources that a summary gives for it. */
export const against = (prose: Prose, summary: Summary, output: OutputLanguage): Against => {
  const article = read(wholeText(prose));
  const isArabic = prose.language === 'ar';
  const attribution = isArabic ? attribute(prose) : noAttribution;
  const lines = sentences(article.text);
  return {
    article,
    figures: figuresOf(article),
    polarity: polarityOf(article),
    attribution,
    foreign: isArabic ? [] : foreignNumbers(article.text),
    people: peopleOf(article, attribution, summary.sources),
    voices: voicesOf(attribution, summary.sources),
    sources: summary.sources,
    find: remembering(createFinder(article.text)),
    wholeSentences: ({ start, end }) => {
      const around = lines.filter(
        (line) => line.start < end && line.end > start && line.end - line.start < longestSentence,
      );
      return {
        start: Math.min(start, ...around.map((line) => line.start)),
        end: Math.max(end, ...around.map((line) => line.end)),
      };
    },
    sameLanguage: prose.language === output,
    arabic: isArabic && output === 'ar',
  };
};
