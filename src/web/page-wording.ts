import { listIn } from '../arabic/lists.ts';

const linesOf = listIn(new URL('page-wording.txt', import.meta.url));

/** The patterns of a list of `page-wording.txt` as one; each stands for text as `fold` leaves it. */
const anyOf = (heading: string): string => {
  const whole = linesOf(heading).map((line) =>
    line.replaceAll(/\{([a-zA-Z]+)\}/g, (_, name) => anyOf(name)),
  );
  return `(?:${whole.join('|')})`;
};

/** Somewhere in a text. */
const somewhere = (heading: string, flags = ''): RegExp => new RegExp(anyOf(heading), flags);

const lead = String.raw`^[\s•*#|:،.…»«<>+-]{0,9}`;

/** As a whole line. */
const wholly = (heading: string): RegExp =>
  new RegExp(String.raw`${lead}${anyOf(heading)}[\s:،,؟!.…»«<>|+-]{0,9}$`);

/** Begins a line that only points to another article: «اقرأ أيضا: …». */
export const pointsElsewhere = new RegExp(`${lead}${anyOf('alsoRead')}(?![\\p{L}\\p{N}])`, 'u');

export const sectionLabel = wholly('sectionLabel');
export const furnitureLine = wholly('furnitureLine');
export const commentPolicy = somewhere('commentPolicy');

/** What pages say that hold no article. */
export const wording = {
  notFound: somewhere('notFound'),
  needsScript: somewhere('needsScript'),
  consent: somewhere('consent'),
  consentAlso: somewhere('consentAlso', 'g'),
  login: somewhere('login'),
  paywall: somewhere('paywall'),
};

/** «بقلم فلان», and the labels that the BBC hides from the eye: who wrote, in a line of its own. */
export const bylineLabel =
  /^\s{0,3}(?:author,|by|بقلم|كتبت?|تحرير|إعداد|حوار|تقرير)\s{0,3}[:：،-]?\s{1,3}(\S.{2,60})$/iu;

/** «Role, …»: what the BBC hides below the author's name. */
export const roleLabel = /^role, /i;
