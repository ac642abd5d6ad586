import { withApposition } from './apposition.ts';
import { clauseOpeners, type Finding } from './finding.ts';
import type { Phrase } from './noun-phrase.ts';
import { phraseAt } from './phrase.ts';
import type { Reader } from './tokens.ts';
import { wordAt } from './tokens.ts';

/** «أبلغ الشرطة أنه»: who tells tells somebody; a single noun before the clause is whom. */
export const isAddressee = ({ tokens }: Reader, word: string, { to }: Phrase): boolean => {
  if (!/^[اي]?(?:بلغ|خبر)ت?$/u.test(word)) return false;
  const next = tokens[to]?.folded === 'ايضا' ? to + 1 : to;
  return clauseOpeners.test(wordAt(tokens, next));
};

/** «نقلت الوكالة عن الوزير قوله»: the outlet hands on, the other one speaks. */
export const relayFindings = (
  reader: Reader,
  base: Omit<Finding, 'frame' | 'subject'>,
  relay: Phrase | undefined,
): Finding[] => {
  const { tokens } = reader;
  const found: Finding[] = [];
  // «علم الموقع من مصادر أن»
  const link = base.cue.includes('علم') ? 'من' : 'عن';
  const told = relay === undefined && /^[وف]/u.test(base.cue);
  const usable = relay !== undefined && relay.head !== 'document' && !relay.bareName;
  for (let at = base.after; at < Math.min(tokens.length, base.after + 12); at += 1) {
    if (tokens[at]?.folded !== link) continue;
    const speaker = phraseAt(reader, at + 1);
    if (speaker === undefined) break;
    const whole = withApposition(reader, speaker);
    if (usable || told) found.push({ ...base, frame: 'addressed', subject: relay, content: false });
    found.push({
      ...base,
      at: base.at,
      after: whole.to,
      frame: 'relay',
      subject: whole,
      agreement: undefined,
    });
    return found;
  }
  if (usable && relay.head !== 'anonymous' && (base.content || relay.head === 'outlet'))
    found.push({ ...base, frame: 'verb', subject: relay });
  return found;
};
