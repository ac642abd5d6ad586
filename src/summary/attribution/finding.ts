import type { Agreement, Phrase } from './noun-phrase.ts';
import type { Reader, Token } from './tokens.ts';
import { cueVerbs } from './verbs.ts';

/** One cue with the speaker that its sentence gives, if it gives one. */
export type Finding = {
  line: number;
  /** Token index of the cue, and of the first word after cue and subject. */
  at: number;
  after: number;
  cue: string;
  frame: 'verb' | 'according' | 'participle' | 'relay' | 'addressed';
  subject: Phrase | undefined;
  /** The tokens that the subject's ranges count in: a clitic may be off the first one. */
  tokens: readonly Token[];
  agreement: Agreement;
  /** «ودعاها إلى»: only somebody who has spoken in the sentence goes on so. */
  goesOn?: boolean;
  /** The sentence prints a subject that no rule can read: somebody speaks, nobody knows who. */
  stranger?: boolean;
  /** A clause or a quotation follows. */
  content: boolean;
};

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
    // «قرر المجلس عزل مسؤولين "بتهمة التزوير"»: a few words farther on are no content.
    const few = at > from + 8 && (token.quotation?.text.split(/\s+/u).length ?? 9) < 4;
    if (few) continue;
    if (opensQuotation.test(token.gap) || clauseOpeners.test(token.folded)) return true;
    if (at > from && cueVerbs.get(token.folded)?.strength === 'says') return false;
  }
  return false;
};
