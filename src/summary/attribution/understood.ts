import { type Finding, opensQuotation } from './finding.ts';
import { particles } from './lexicon.ts';
import type { Agreement } from './noun-phrase.ts';
import { type Register, running } from './register.ts';
import { resolve } from './resolve.ts';
import type { Said, Speaker } from './speaker.ts';
import { wordAt } from './tokens.ts';
import type { Topics } from './topics.ts';
import { isParticle } from './words.ts';

const suitsGender = (one: Agreement, other: Agreement): boolean =>
  one === undefined || other === undefined || one === other;

/** Whom a sentence without a subject means: whoever spoke or was spoken of last. */
export const understood = (
  finding: Finding,
  said: readonly Said[],
  { own, topic }: Topics,
  register: Register,
): Speaker | undefined => {
  if (finding.stranger) return undefined;
  if (finding.frame === 'addressed') return undefined;
  if (finding.frame === 'participle') {
    const before = said.filter(({ finding: { frame } }) => /verb|relay|part/u.test(frame));
    // «قال وزراء، مشيرين»: a verb before them is in the singular.
    const inSentence = before.findLast(
      ({ finding: { agreement }, speaker }) =>
        suitsGender(agreement ?? speaker.agreement, finding.agreement) ||
        (finding.agreement === 'plural' && speaker.kind === 'anonymous'),
    );
    if (before.length > 0 || finding.goesOn) return inSentence?.speaker;
  }
  const known = register.stranger === undefined;
  const last = known ? running(register, finding.agreement) : undefined;
  const begins = finding.frame === 'participle' ? finding.at < 2 : opensSentence(finding);
  // «وأبدى زعيم القرية استياءه، وصرح»: whose verb it is was said at the sentence's beginning.
  const elsewhere = said.length === 0 && !begins;
  // Of a person only what is known: an unlisted verb looks like a name.
  const meant = elsewhere ? own() : topic();
  const suits =
    meant !== undefined &&
    (meant.known || meant.subject.subject?.head !== 'person') &&
    (elsewhere || meant.subject.line > (last?.line ?? register.stranger ?? -1)) &&
    suitsGender(meant.subject.agreement, finding.agreement);
  const speaker = suits ? resolve(register, meant.subject) : undefined;
  if (speaker !== undefined && suitsGender(speaker.agreement, finding.agreement)) return speaker;
  return elsewhere && !quotesAtOnce(finding) ? undefined : last?.speaker;
};

/** «، حيث قال: ...»: the words of whoever the sentence before was about. */
const quotesAtOnce = ({ at, after, tokens }: Finding): boolean =>
  /^(?:حيث|اذ)$/u.test(wordAt(tokens, at - 1)) && opensQuotation.test(tokens[after]?.gap ?? '');

/** Only words like «كما», «لكنه» or «وفي السياق نفسه،» stand before the verb, and no subject. */
const opensSentence = ({ at, cue, tokens }: Finding): boolean => {
  const [first] = tokens;
  if (at < 2 || first === undefined) return true;
  if (/^[وف]?سيلت?$/u.test(first.folded)) return true;
  if (cue.startsWith('و')) return false;
  if (/^[وف]?(?:كان|كانت|لكن|ان|غير|الا|بيد|اما|علي)$/u.test(first.folded)) return at < 3;
  return isParticle(first) || particles.has(first.folded.replace(/^[وف]/u, ''));
};
