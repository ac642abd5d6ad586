import { sentences, type Sentence } from '../arabic/sentences.ts';
import { stem, words } from '../arabic/words.ts';
import type { Prose } from '../article/article.ts';
import { asidesIn } from './attribution/asides.ts';
import { attribute } from './attribution/attribute.ts';
import type { AttributedSource, Attribution, Statement } from './attribution/attribution.ts';
import { asLine, clausesOf, dangles, isBalanced, type Clause } from './extractive-clauses.ts';
import { type Bullet, bulletsIn, type Shape, type Source, type Summary } from './summary.ts';

/** More sources than this would fill the reply and nothing else. */
const mostSources = 12;

const bulletsFor = (wordCount: number, shape: Shape): number =>
  bulletsIn(shape, Math.max(3, Math.min(7, 2 + Math.ceil(wordCount / 130))));

type Candidate = {
  clause: Clause;
  sentence: Sentence;
  order: number;
  named: ReadonlySet<number>;
  /** Stems of its words. */
  content: ReadonlySet<string>;
  words: number;
  /** It ends where somebody begins to speak, or is somebody's words without saying whose. */
  cutShort: boolean;
};

/** Whether a clause says what the chosen ones have said: half of its words are there. */
const repeats = ({ content }: Candidate, chosen: readonly Candidate[]): boolean =>
  chosen.some((each) => content.intersection(each.content).size >= 0.5 * content.size);

/** The sources that a clause prints: as speakers there, or by the name that stands for them. */
const namedIn = (
  clause: Clause,
  statements: readonly Statement[],
  { sources }: Attribution,
): ReadonlySet<number> => {
  const named = new Set<number>();
  for (const { source, subject } of statements) {
    if (subject !== '' && clause.text.includes(subject)) named.add(source);
  }
  for (const [index, { mention, kind }] of sources.entries()) {
    if (kind !== 'document' && clause.text.includes(mention)) named.add(index);
  }
  return named;
};

const candidatesOf = (pieces: readonly Sentence[], attribution: Attribution): Candidate[] => {
  const statements = Map.groupBy(attribution.statements, ({ sentence }) => sentence.start);
  return pieces.flatMap((sentence, line) =>
    clausesOf(sentence).map((clause, part) => {
      const here = statements.get(sentence.start) ?? [];
      const named = namedIn(clause, here, attribution);
      const wordless = named.size === 0 && /^["«“]/u.test(clause.text);
      const cutShort = wordless || here.some((each) => endsIn(clause, each));
      const printed = words(clause.text).map(({ folded }) => folded);
      const content = new Set(printed.filter((word) => word.length > 2).map(stem));
      const order = line + part / 10;
      return { clause, sentence, order, named, content, words: printed.length, cutShort };
    }),
  );
};

/** «إذ قالت حنان عشراوي» says nothing yet; «وفق ما أعلنت الوزارة» does. */
const endsIn = ({ text }: Clause, { cue, subject }: Statement): boolean => {
  const tail = `${cue} ${subject}`;
  return subject !== '' && text.endsWith(tail) && !/ما\s+$/u.test(text.slice(0, -tail.length));
};

/** What can stand alone: enough words, no half of a quotation, nobody who is only understood. */
const standsAlone = ({ clause, order, cutShort, words: count }: Candidate): boolean =>
  count >= 5 && (order === 0 || (!cutShort && !dangles(clause.text) && isBalanced(clause.text)));

/** The clause that names the most sources not named yet; of equal ones the earliest. */
const bestFor = (
  candidates: readonly Candidate[],
  missing: ReadonlySet<number>,
): Candidate | undefined => {
  let best: Candidate | undefined;
  let most = 0;
  for (const candidate of candidates) {
    const gain = [...candidate.named].filter((index) => missing.has(index)).length;
    if (gain > most) {
      best = candidate;
      most = gain;
    }
  }
  return best;
};

const choose = (
  candidates: readonly Candidate[],
  { sources }: Attribution,
  { most, shape }: { most: number; shape: Shape },
): Candidate[] => {
  const usable = candidates.filter(standsAlone);
  const chosen: Candidate[] = [];
  const missing = new Set(
    sources.flatMap(({ salience }, index) => (salience === 'core' ? [index] : [])),
  );
  const take = (candidate: Candidate): void => {
    chosen.push(candidate);
    for (const index of candidate.named) missing.delete(index);
  };
  const fill = (from: readonly Candidate[], until: number): void => {
    for (const candidate of from) {
      if (chosen.length >= until) break;
      if (!chosen.includes(candidate) && !repeats(candidate, chosen)) take(candidate);
    }
  };
  const lead = usable.filter(({ order }) => Number.isInteger(order));
  fill(lead.slice(0, 2), 2);
  const mostForSources = shape === 'short' ? most : Math.max(7, most);
  while (chosen.length < mostForSources && missing.size > 0) {
    const open = usable.filter((each) => !chosen.includes(each));
    const fresh = open.filter((each) => !repeats(each, chosen));
    const next = bestFor(fresh, missing) ?? bestFor(open, missing);
    if (next === undefined) break;
    take(next);
  }
  fill(lead, most);
  fill(usable, Math.min(3, most));
  return chosen.toSorted((a, b) => a.order - b.order);
};

const quoteOf = ({ quotes }: AttributedSource): string =>
  [6, 3].flatMap((least) => quotes.filter(({ text }) => words(text).length >= least))[0]?.text ??
  '';

/** The sources that the summary shows: those of its bullets first, then the others that matter. */
const shownSources = ({ sources }: Attribution, chosen: readonly Candidate[]): number[] => {
  const named = new Set(chosen.flatMap(({ named }) => [...named]));
  const ranked = sources
    .map((source, index) => ({
      index,
      rank: (named.has(index) ? 2 : 0) + (source.salience === 'core' ? 1 : 0),
    }))
    .filter(({ rank }) => rank > 0)
    .toSorted((a, b) => b.rank - a.rank || a.index - b.index);
  return ranked
    .slice(0, mostSources)
    .map(({ index }) => index)
    .toSorted((a, b) => a - b);
};

/**
 * A summary without a language model: clauses of the article word for word, the first ones and one
 * for each further source that matters, 3 to 7 as the article is long and has clauses, or as many as
 * another shape has. Quotes and
 * mentions are verbatim; sources are found in Arabic only. Any text is safe, an empty one gives no
 * bullets.
 */
export const extractiveSummary = (prose: Prose, shape: Shape = 'standard'): Summary => {
  const { title, text } = prose;
  const attribution = attribute(prose);
  const all = sentences(text);
  const asides = asidesIn(all, title);
  const pieces = all.filter(({ start }) => !asides.has(start));
  const candidates = candidatesOf(pieces, attribution);
  const most = bulletsFor(words(text).length, shape);
  const headed = title.trim() !== '';
  const found = choose(candidates, attribution, { most: headed ? most : most + 1, shape });
  // Without a title the first clause is the headline, and no bullet says it again.
  const chosen = headed || found.length <= Math.min(3, most) ? found : found.slice(1);
  const shown = shownSources(attribution, found);
  const idOf = (index: number): string[] => {
    const place = shown.indexOf(index);
    return place < 0 ? [] : [`s${place + 1}`];
  };
  const bullets: Bullet[] = chosen.map(({ clause, sentence, named }) => ({
    text: asLine(clause.text),
    evidence: sentence.text,
    source_ids: [...named].flatMap(idOf),
  }));
  const sources: Source[] = shown.flatMap((index) => {
    const source = attribution.sources[index];
    if (source === undefined) return [];
    const { name, mention, role, kind } = source;
    return [{ id: idOf(index).join(''), name, mention, role, kind, quote: quoteOf(source) }];
  });
  return { headline: title.trim() || (found[0]?.clause.text ?? ''), bullets, sources, topics: [] };
};
