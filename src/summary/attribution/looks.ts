import { remembering } from '../../lib/remember.ts';
import { foreignNames, givenNames, roleNouns } from './lexicon.ts';
import { type CueVerb, cueVerbs, isOtherVerb, participles } from './verbs.ts';
import { bare, isCommon, isDefinite, ownedNoun } from './words.ts';

/** A form of a cue verb as a sentence prints it. */
export type Cue = {
  word: string;
  verb: CueVerb;
  /** «وقال», «فقال». */
  conjunction: boolean;
  /** «ما أكدته مصادر», «وصفه زميلها»: with an object, so that the subject must follow. */
  owned: boolean;
};

/** What a word shows wherever it stands, found once for each word. */
export type Looks = {
  folded: string;
  cue: Cue | undefined;
  /** «قائلا», «ومضيفة». */
  participle: boolean;
  /** A frame may open with it; with most words none can. */
  opens: boolean;
  /** A role, a given name, «أبو»: a name in full may begin here. */
  opensName: boolean;
  /** «محاميها», unless it ends with ة: a role too. */
  ownedRole: boolean;
  /** «ونائب», «للمخرج», «وتيريزا»: a role or given name after a clitic. */
  hidesRole: boolean;
  /** «أن», «مع» or a verb of saying, after which no verb can stand. */
  leadsToNoun: boolean;
  /** «أن», «بأن», «لكن»: a clause begins, whose subject stands before its verb. */
  leadsToClause: boolean;
  /** «بيان», «بلاغها». */
  statement: boolean;
  common: boolean;
  definite: boolean;
  otherVerb: boolean;
};

const cueOf = (folded: string): Cue | undefined => {
  const whole = cueVerbs.get(folded);
  if (whole !== undefined) return { word: folded, verb: whole, conjunction: false, owned: false };
  const conjunction = /^[وف]/u.test(folded) && folded.length > 2;
  const word = conjunction ? folded.slice(1) : folded;
  const verb = conjunction ? cueVerbs.get(word) : undefined;
  if (verb !== undefined) return { word, verb, conjunction, owned: false };
  const base = /^(.{3,})(?:ه|ها)$/u.exec(word)?.[1] ?? '';
  const owned = cueVerbs.get(base);
  return owned && { word: base, verb: owned, conjunction, owned: true };
};

const isGiven = (word: string): boolean => givenNames.has(word) || foreignNames.has(word);

const hidesRole = (word: string): boolean =>
  /^[وفبل]/u.test(word) &&
  !roleNouns.has(word) &&
  !givenNames.has(word) &&
  (roleNouns.has(bare(word.slice(1).replace(/^ل/u, 'ال'))) ||
    (word.length > 4 && !cueVerbs.has(word.slice(1)) && isGiven(word.slice(1))));

/** The first words of «بحسب», «جاء في بيان», «علم من مصادر», «تأكيد الوزير أن», «لرويترز», «متوعدا بأن». */
const otherOpening =
  /^(?:[وف]?(?:بحسب|حسب|وفق|وفقا|طبقا|جا|ورد|علمت?)|مع|الي|نقلا|حد|لسان|[وبكل]?(?:تاكيد|اعلان|قول|تصريح|تحذير|اعتراف|تشديد|اقرار)|ل.*|و?م.*ا)$/u;

export const looksOf = remembering(20_000, (folded): Looks => {
  const cue = cueOf(folded);
  const participle = participles.has(folded.replace(/^و(?=م|قا)/u, ''));
  return {
    folded,
    cue,
    participle,
    opens: cue !== undefined || participle || otherOpening.test(folded),
    opensName: roleNouns.has(bare(folded)) || isGiven(folded) || /^(?:ام|ابو)$/u.test(folded),
    hidesRole: hidesRole(folded),
    ownedRole: roleNouns.has(ownedNoun(folded) ?? ''),
    leadsToClause: /^(?:فان|و?لكن|و?ان|بان|لان)$/u.test(folded),
    statement: /^(?:ال|[بل])?(?:بيان|بلاغ)\p{L}{0,2}$/u.test(folded),
    leadsToNoun:
      /^(?:[وف]?[كب]?انت?|بين|مع|عن)$/u.test(folded) || cueVerbs.has(folded.replace(/^[وف]/u, '')),
    common: isCommon(folded, ''),
    definite: isDefinite(folded),
    otherVerb: isOtherVerb(folded),
  };
});
