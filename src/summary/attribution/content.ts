import type { Reader } from './person-names.ts';
import { cueVerbs } from './verbs.ts';

/** Words that open what is said: «أن», «بأنها». */
export const clauseOpeners =
  /^(?:و?ان|انه|انها|انهم|انهما|اننا|انني|بان|بانه|بانها|بانهم|الا|باننا|لان)$/u;

/** Marks that open a quotation. */
export const opensQuotation = /[:"«“„]/u;

/** Whether a clause («أن») or a quotation follows within so many words, before another verb of saying. */
export const contentFollows = ({ tokens }: Reader, from: number, most = 24): boolean => {
  for (let at = from; at < Math.min(tokens.length, from + most); at += 1) {
    const token = tokens[at];
    if (token === undefined || /[.؟!؛]\s/u.test(token.gap)) return false;
    if (opensQuotation.test(token.gap) || clauseOpeners.test(token.folded)) return true;
    // «وكتب على صفحته يقول: ...» goes on with the same words.
    if (/^[يت]قول$/u.test(token.folded)) continue;
    if (at > from && cueVerbs.get(token.folded)?.strength === 'says') return false;
  }
  return false;
};
