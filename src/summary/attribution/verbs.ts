import { fold } from '../../arabic/normalise.ts';
import { listed, wordSet } from './lexicon.ts';

/**
 * How much a verb says by itself. `says`: whoever is its subject speaks. `claims`: the subject
 * speaks if it looks like a speaker or a clause or quotation follows. `may`: speech only with a
 * clause or a quotation. `relays`: the subject hands on the words of somebody else.
 */
type CueStrength = 'says' | 'claims' | 'may' | 'relays';

/** A form of a cue verb: what it shows of its subject. */
export type CueVerb = {
  strength: CueStrength;
  /** Past or present, in which case the word before it matters: «أن يعلن» reports nothing. */
  tense: 'past' | 'present';
  /** What the form agrees with; a feminine may also be any plural that is not of people. */
  subject: 'masculine' | 'feminine' | 'plural';
};

/** Verbs that only count with a clause: «يعتبر» is as often "is held to be". */
export const onlyWithClause = wordSet(listed('onlyWithClause'));

const forms = (pair: string, strength: CueStrength): [string, CueVerb][] => {
  const [past = '', present = ''] = pair.split('/').map(fold);
  const weak = /[يا]$/u.test(past) && past.length > 2;
  const stem = weak ? past.slice(0, -1) : past;
  const presentStem = /[يو]$/u.test(present) ? present.slice(1, -1) : present.slice(1);
  const root = present.slice(1);
  return [
    [past, { strength, tense: 'past', subject: 'masculine' }],
    [`${stem}ت`, { strength, tense: 'past', subject: 'feminine' }],
    [`${stem}وا`, { strength, tense: 'past', subject: 'plural' }],
    [present, { strength, tense: 'present', subject: 'masculine' }],
    [`ت${root}`, { strength, tense: 'present', subject: 'feminine' }],
    [`ي${presentStem}ون`, { strength, tense: 'present', subject: 'plural' }],
  ];
};

const table = (strength: CueStrength): [string, CueVerb][] =>
  listed(strength)
    .split(/\s+/u)
    .filter(Boolean)
    .flatMap((pair) => forms(pair, strength));

/** Single forms whose other forms are mostly something else: «يبلغ» (amounts to), «عبر» (across). */
const singleForms: [string, CueVerb][] = [
  [fold('أبلغ'), { strength: 'claims', tense: 'past', subject: 'masculine' }],
  [fold('أبلغت'), { strength: 'claims', tense: 'past', subject: 'feminine' }],
  [fold('ادعى'), { strength: 'claims', tense: 'past', subject: 'masculine' }],
  [fold('ادعت'), { strength: 'claims', tense: 'past', subject: 'feminine' }],
  [fold('يدعون'), { strength: 'may', tense: 'present', subject: 'plural' }],
  [fold('عبرت'), { strength: 'claims', tense: 'past', subject: 'feminine' }],
  [fold('بينت'), { strength: 'may', tense: 'past', subject: 'feminine' }],
];

/** Cue verbs by their folded form. */
export const cueVerbs: ReadonlyMap<string, CueVerb> = new Map([
  ...singleForms,
  ...table('may'),
  ...table('relays'),
  ...table('claims'),
  ...table('says'),
]);

/** «قائلا», «مضيفة»: the speaker goes on, or is the subject of the verb before. */
export const participles = wordSet(listed('participles'));

const presentStems = new Set(listed('otherPresent').split(/\s+/u).filter(Boolean).map(fold));
const otherPasts = wordSet(listed('otherPast'));

/** Whether a folded word is a verb that reports nothing: it ends the phrase before it. */
export const isOtherVerb = (word: string): boolean => {
  if (otherPasts.has(word)) return true;
  if (word.endsWith('ت') && otherPasts.has(word.slice(0, -1))) return true;
  const bare = word.startsWith('س') ? word.slice(1) : word;
  if (!/^[يتن]/u.test(bare)) return false;
  const stem = bare.slice(1);
  return presentStems.has(stem) || presentStems.has(stem.replace(/(?:ون|ان|ها|ه|هم)$/u, ''));
};
