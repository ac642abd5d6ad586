import { listIn } from '../arabic/lists.ts';
import { fold } from '../arabic/normalise.ts';
import { type Sentence, sentences } from '../arabic/sentences.ts';
import type { Prose } from '../article/article.ts';

const listOf = listIn(new URL('orders.txt', import.meta.url));

/** The patterns of a list as one, in which `{machine}` stands for the list of that name. */
const oneOf = (heading: string): string =>
  listOf(heading)
    .join('|')
    .replaceAll(/\{([a-z]+)\}/g, (_, name: string) => oneOf(name));

/** Any of these words or phrases, and nothing joined to them. */
const anyOf = (heading: string): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}_])(?:${oneOf(heading)})(?![\\p{L}\\p{N}_])`, 'u');

const spokenTo = anyOf('spokenTo');
/** Imperatives that are no past tense, at the beginning of a clause. */
const command = new RegExp(
  `(?:^|[:،,.!؛] ?|للمزيد |(?<!\\p{L})ف)(?:${oneOf('imperatives')})(?!\\p{L})`,
  'u',
);
const summary = anyOf('summary');
const obligation = anyOf('obligation');
const automaton = anyOf('automaton');
const addressed = anyOf('addressed');

/** What belongs to programs, pages and conversations with programs, and not to an article. */
const machineText = [
  /<[a-z!/]|<\||```|\|\||\]\(\S/,
  /"[a-z_]{2,30}" ?:/,
  /[a-z0-9+/]{40}/,
  /[=\-#_*]{3}/,
  /\[\/?(?:inst|system|assistant|user)\]/,
  // Letters of another script that look like Latin ones.
  /[a-z][\u0370-\u03FF\u0400-\u04FF]|[\u0370-\u03FF\u0400-\u04FF][a-z]/,
  /^(?:system|assistant|human|user|developer|النظام|المستخدم|المساعد) ?:/,
];

/** Where a reader would be led: addresses, accounts, numbers to call or to pay to. */
const contacts = [
  /(?:https?|tg|ftp|mailto|javascript|data):\S|www\.\S/,
  /(?<![\w.])@[a-z]\w{3}|\w@\w/,
  /(?:\+|(?<!\d)00)\d[\d ()-]{7,25}\d/,
  /(?<!\w)[a-z]{2}\d{2}(?: ?[a-z0-9]{4}){3}/,
  /(?<!\w)(?=[a-z]{0,20}\d)[a-z0-9]{26}/,
];
/** In Arabic prose any Latin word with a point in it; in Latin prose a point may lack its space. */
const domainAmidArabic = /(?<![\w.])[a-z0-9-]{1,63}\.[a-z]{2}/;
const domainAmidLatin = /(?<![\w.])[a-z0-9-]{1,63}\.(?:com|net|org|info|biz|app|xyz|shop|me|io)\b/;

const quotation = /«[^»]*»?|"[^"]*"?|“[^”]*”?/g;
/** «قال المدير للموظفين: …»: orders to people, who are named. */
const speech = /(?<!\p{L})[وف]?(?:قال|كتب)(?:ت|وا)?(?: [^\s:]{1,20}){0,5} ل[^\s:]{2,20} ?: .*/u;

const isOfLatinScript = ({ language }: Prose): boolean => language === 'en' || language === 'other';

const has = (patterns: readonly RegExp[], folded: string): boolean =>
  patterns.some((pattern) => pattern.test(folded));

const isMachineText = (folded: string, prose: Prose): boolean =>
  has(machineText, folded) ||
  isOrder(folded.replace(speech, ' ')) ||
  // A sentence of another script amid Arabic is no part of the article's prose.
  (!isOfLatinScript(prose) &&
    (folded.match(/[a-z]{2,}/g) ?? []).length >= 4 &&
    !/[\u0600-\u06FF]{2}/.test(folded));

/** Orders about the summary, or to whoever writes it. */
const isOrder = (folded: string): boolean =>
  (summary.test(folded) && obligation.test(folded)) ||
  automaton.test(folded) ||
  addressed.test(folded.replaceAll(quotation, '«'));

const leadsAway = (folded: string, prose: Prose): boolean =>
  has(contacts, folded) ||
  (isOfLatinScript(prose) ? domainAmidLatin : domainAmidArabic).test(folded);

/** A block of program text, closed or not. */
const fenced = /```[^`]*(?:```)?/g;

/** Whether the writer, and not somebody quoted, speaks to somebody. */
const speaksTo = ({ text }: Sentence): boolean => {
  const unquoted = fold(text.replaceAll(quotation, '«')).replace(speech, ' ');
  return spokenTo.test(unquoted) || command.test(unquoted);
};

/** A paragraph of so few sentences is of one piece: who gives orders in it does so in all of it. */
const mostBesideOrder = 4;

/** A text in which more of the sentences speak to the reader is advice and may do so. */
const mostSpeech = 0.2;

/**
 * A text without what is no news: text of programs and pages, orders about the summary, addresses,
 * accounts and numbers to turn to, and sentences in which the writer suddenly speaks to somebody.
 * An order takes its short paragraph with it, and of a long one its neighbours. `orders` says that some were found, so
 * that more caution is due; `removed` counts sentences.
 *
 * The gate trusts what stands in the article, and an order to the model stands there too: without
 * this, its words would be evidence. Like every list it can be evaded, and then the prompt's policy
 * and the model's own sense remain.
 */
export const quarantine = (given: Prose): { prose: Prose; removed: number; orders: boolean } => {
  const all = sentences(given.text.replaceAll(fenced, '```'));
  const folded = all.map(({ text }) => fold(text));
  const speeches = all.map(speaksTo);
  const isAdvice = speeches.filter(Boolean).length > Math.max(2, all.length * mostSpeech);
  const orders = folded.map(
    (text, index) => isMachineText(text, given) || (!isAdvice && speeches[index] === true),
  );
  const inParagraph = Map.groupBy(all.keys(), (index) => all[index]?.paragraph);
  const isBesideOrder = ({ paragraph }: Sentence, index: number): boolean => {
    const whole = inParagraph.get(paragraph) ?? [];
    const near = whole.length > mostBesideOrder ? [index - 1, index, index + 1] : whole;
    return near.some((place) => orders[place] === true && all[place]?.paragraph === paragraph);
  };
  const kept = all.filter(
    (sentence, index) => !isBesideOrder(sentence, index) && !leadsAway(folded[index] ?? '', given),
  );
  const title = fold(given.title);
  const badTitle = isMachineText(title, given) || leadsAway(title, given);
  const removed = all.length - kept.length;
  const text = removed === 0 ? given.text : joined(kept);
  // What is left as it was stays the same object, whose reading is known.
  const prose =
    badTitle || removed > 0
      ? { language: given.language, title: badTitle ? '' : given.title, text }
      : given;
  return { prose, removed, orders: orders.includes(true) };
};

/** The sentences as one text again, with an empty line between paragraphs. */
const joined = (kept: readonly Sentence[]): string =>
  kept
    .map(({ text, paragraph }, index) => {
      const before = kept[index - 1];
      if (before === undefined) return text;
      return `${before.paragraph === paragraph ? ' ' : '\n\n'}${text}`;
    })
    .join('');
