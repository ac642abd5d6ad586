import {
  adjectives,
  bodyNouns,
  commonWords,
  particles,
  roleNouns,
  titles,
  unnamedNouns,
} from '../attribution/lexicon.ts';
import { cueVerbs, isOtherVerb, participles } from '../attribution/verbs.ts';
import { coreOf, type Token } from './reading.ts';
/** Cores of the words of some 1,200 news texts, spell-checked, without the names among them. */
import lines from './vocabulary.json' with { type: 'json' };

const cores = new Set(lines.flatMap((line) => line.split(' ')));
const lists = [commonWords, roleNouns, bodyNouns, unnamedNouns, adjectives, titles, particles];

/** «تأذنا», «تتلوث», «منهزم»: what may be taken off before the endings are. */
const inflections = [/^$/, /^[يتن](?=[تن]..)/, /ا$/, /^م(?=[^اوي]..)/, /^من(?=...)/, /^مت(?=...)/];

/** What a writer may say for a body that the article names in full. */
const abbreviations = new Set(['فيفا', 'يويفا', 'ناتو', 'داعش', 'مونديال']);

const isKnownForm = (form: string): boolean =>
  // «ظنته», «انتهت»: an ending of verbs, and too little before it to tell.
  (/(?:ت|تا|ته|تها|تهم|نا|وا)$/.test(form) && coreOf(form).length < 4) ||
  inflections.some((affix) => cores.has(coreOf(form.replace(affix, '')))) ||
  cores.has(form.replace(/(?<=..)(?:ها|هم|نا|ات|ون|ين|وا|ان|ه|ت|ا|ي)$/, '')) ||
  abbreviations.has(form) ||
  lists.some((list) => list.has(form)) ||
  cueVerbs.has(form) ||
  participles.has(form) ||
  isOtherVerb(form);

const known = new WeakMap<readonly string[], boolean>();

/** Whether a word belongs to the language of the news; one that does not is likely a name. */
export const isOrdinary = ({ forms }: Token): boolean => {
  const before = known.get(forms);
  if (before !== undefined) return before;
  const found = forms.some(isKnownForm);
  known.set(forms, found);
  return found;
};
