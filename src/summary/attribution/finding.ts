import type { Phrase } from './noun-phrase.ts';
import type { Agreement } from './subjects.ts';
import type { Token } from './tokens.ts';

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
  /** «بيانا قالت فيه»: said in what the sentence's subject publishes. */
  within?: boolean;
  /** The sentence prints a subject that no rule can read: somebody speaks, nobody knows who. */
  stranger?: boolean;
  /** A clause or a quotation follows. */
  content: boolean;
};
