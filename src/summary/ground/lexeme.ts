import { isStopWord, stem, withoutClitics } from '../../arabic/words.ts';
import { remembering } from '../../lib/remember.ts';
import { foreignNames, particles } from '../attribution/lexicon.ts';
import { cueVerbs, isOtherVerb, participles } from '../attribution/verbs.ts';
import { placesOf } from './places.ts';
import { type Sense, sensesOf, type Side, sidesOf } from './senses.ts';
import { isOrdinary } from './vocabulary.ts';

/** What a word is compared by and what it shows, wherever it stands. */
export type Lexeme = {
  folded: string;
  /** The word and what it may be without و ف ب ل ك س ال; the first is the word itself. */
  forms: readonly string[];
  stem: string;
  /** The stem without person, number or pronoun: «تهزم» and «هزمت», «سائقو» and «السائقون». */
  core: string;
  /** The consonants of the core: «افتتح» and «افتتاح». */
  root: string;
  /** Without the particles before it and its article. */
  bare: string;
  /** Carries meaning of its own: neither a particle nor a number. */
  content: boolean;
  /** Lets somebody speak, also behind «و»: a verb of saying or «قائلا». */
  cue: boolean;
  /** Ends the noun phrase before it: a particle or a verb. */
  ends: boolean;
  /** Shows by itself that it is part of somebody's or something's name. */
  name: boolean;
  /** The places that it may stand for, by number: those of «فرنسا» and «باريس» are the same. */
  places: readonly number[];
  senses: ReadonlySet<Sense>;
  sides: readonly Side[];
};

/** «لأنها» and «بالتي» are particles as well; «اليوم» is none. */
const isContent = (folded: string, forms: readonly string[]): boolean =>
  folded.length > 1 &&
  !/^\p{N}/u.test(folded) &&
  !(folded.startsWith('ال') ? isStopWord(folded) : forms.some(isStopWord));

const ending =
  /(?<=...)(?:هما|كما|تها|ته|تهم|ها|هم|هن|نا|كم|ات|ون|ين|وا|ان|تا|تي|يه|ه|ت|ن|ا|ي|و|ك)$/;

/** A folded word without its endings, at most two, and without the letter of its person. */
const coreOf = (word: string): string =>
  word
    .replace(ending, '')
    .replace(ending, '')
    .replace(/^س?[يتنا](?=...)/, '');

const isVerb = (word: string): boolean => cueVerbs.has(word) || isOtherVerb(word);

/** What is known of a folded word. */
export const lexemeOf = remembering(20_000, (folded): Lexeme => {
  const forms = withoutClitics(folded);
  const core = coreOf(folded.replace(/^(?:وال|بال|كال|فال|وبال|ولل|ال|لل)(?=...)/, ''));
  const content = isContent(folded, forms);
  const places = placesOf(forms);
  const ends =
    !content ||
    forms.some((form) => particles.has(form)) ||
    isVerb(folded) ||
    // «اتهمه»
    isVerb(folded.replace(/(?<=...)(?:ه|ها|هم)$/, ''));
  const sides = sidesOf(forms);
  // «الآن» is spelled like a given name; a word that has an opposite, such as «سينكمش», is none.
  const mayBeName =
    folded !== 'الان' &&
    content &&
    sides.length === 0 &&
    places.length === 0 &&
    /^[\u0600-\u06FF]{4}/.test(folded);
  return {
    folded,
    forms,
    stem: stem(folded),
    core,
    root: core.replaceAll(/[اوي]/g, ''),
    bare: folded.replace(/^[وف]?[بل]?(?:ال|ل)?(?=....)/, ''),
    content,
    cue: [folded, folded.replace(/^[وف]/, '')].some(
      (word) => cueVerbs.has(word) || participles.has(word),
    ),
    ends,
    name:
      mayBeName &&
      (forms.some((form) => foreignNames.has(form)) || (!ends && !isOrdinary(folded, forms))),
    places,
    senses: sensesOf(forms),
    sides,
  };
});
