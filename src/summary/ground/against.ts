import { sentences } from '../../arabic/sentences.ts';
import { createFinder, type Finder, type Span } from '../../arabic/verbatim.ts';
import type { Prose } from '../../article/article.ts';
import { attribute } from '../attribution/attribute.ts';
import type { Attribution } from '../attribution/attribution.ts';
import type { OutputLanguage, Source, Summary } from '../summary.ts';
import { type Figures, figuresOf, impliedNumbers } from './figures.ts';
import { foreignNumbers } from './foreign-numbers.ts';
import { peopleOf, type Person, runsOf } from './people.ts';
import { type Polarity, polarityOf } from './polarity.ts';
import { parts, read, type Reading, type Token, wholeText } from './reading.ts';
import { type Voice, voicesOf } from './speaker.ts';

/** All that the lines of one summary are held against: the article, read once. */
export type Against = {
  article: Reading;
  figures: Figures;
  polarity: Polarity;
  attribution: Attribution;
  /** Values that the article gives in other ways than as Arabic numbers. */
  foreign: readonly number[];
  people: readonly Person[];
  /** The places that the article speaks of, by number. */
  places: ReadonlySet<number>;
  voices: readonly Voice[];
  sources: readonly Source[];
  find: Finder;
  /** The sentences of the article, its title the last of them. */
  lines: readonly Span[];
  /** The stretch widened to whole sentences. */
  wholeSentences: (span: Span) => Span;
  /** The words of a stretch, of the sentences around it, and of the title. */
  neighbours: (span: Span) => Reading;
  /** Article and summary are of one language. */
  sameLanguage: boolean;
  /** Both are Arabic. */
  arabic: boolean;
};

/** A text without full stops is not one sentence; in UTF-16 units. */
const longestSentence = 3_000;

const noAttribution: Attribution = { sources: [], statements: [] };

/** A copy is looked for when it is checked, and again when it is printed. */
const findingOnce = (find: Finder): Finder => {
  const found = new Map<string, Span | undefined>();
  return (passage) => {
    if (!found.has(passage)) found.set(passage, find(passage));
    return found.get(passage);
  };
};

type ArticleRead = Omit<Against, 'people' | 'voices' | 'sources' | 'sameLanguage' | 'arabic'> & {
  /** The stretches of words that show by themselves that they are names. */
  names: readonly Token[][];
};

const readArticle = (prose: Prose): ArticleRead => {
  const article = read(wholeText(prose));
  const isArabic = prose.language === 'ar';
  const lines = sentences(article.text);
  return {
    article,
    figures: figuresOf(article),
    polarity: polarityOf(article),
    attribution: isArabic ? attribute(prose) : noAttribution,
    foreign: isArabic ? impliedNumbers(article) : foreignNumbers(article.text),
    names: runsOf(article),
    places: new Set(article.tokens.flatMap(({ places }) => places)),
    find: findingOnce(createFinder(article.text)),
    lines,
    neighbours: ({ start, end }) => {
      const first = lines.findIndex((line) => line.end > start);
      const last = lines.findLastIndex((line) => line.start < end);
      return parts(article, [...lines.slice(Math.max(0, first - 2), last + 2), ...lines.slice(-1)]);
    },
    wholeSentences: ({ start, end }) => {
      const around = lines.filter(
        (line) => line.start < end && line.end > start && line.end - line.start < longestSentence,
      );
      return {
        start: Math.min(start, ...around.map((line) => line.start)),
        end: Math.max(end, ...around.map((line) => line.end)),
      };
    },
  };
};

/** A text is checked again after its repair, and in the parts of a story. */
const known = new WeakMap<Prose, ArticleRead>();

/** What of an article does not depend on its summary; read once for each object. */
export const articleOf = (prose: Prose): ArticleRead => {
  const article = known.get(prose) ?? readArticle(prose);
  known.set(prose, article);
  return article;
};

/** Reads an article, with the sources that a summary gives for it. */
export const against = (prose: Prose, summary: Summary, output: OutputLanguage): Against => {
  const before = articleOf(prose);
  const { article, attribution, names } = before;
  return {
    ...before,
    people: peopleOf(article, attribution, summary.sources, names),
    voices: voicesOf(attribution, summary.sources),
    sources: summary.sources,
    sameLanguage: prose.language === output,
    arabic: prose.language === 'ar' && output === 'ar',
  };
};
