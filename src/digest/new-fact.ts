import { fold } from '../arabic/normalise.ts';
import { quantities, type Quantity } from '../arabic/numbers.ts';
import { foldedWords, isStopWord, stem } from '../arabic/words.ts';
import type { Story, StoryItem } from './story.ts';

/** A text is more than another telling of the same where this share of its words is new. */
const newShare = 0.6;
const leastNewWords = 20;

const saidBy = ({ title, lead }: StoryItem): string => `${title}. ${lead}`;

/** «5 معلومات عن الجسر»: what such titles count is their own paragraphs. */
const ownCount =
  /معلومات|معلومه|اسباب|اشياء|حقائق|حقايق|اسيله|اسءله|صور|محطات|نقاط|نصائح|نصايح|مشاهد|سيناريوهات/;
/** A title rounds what a text has told exactly. */
const rounding = 0.03;

/** What a title claims: neither «للمرة الثالثة» nor a year. */
const claims = (title: string): Quantity[] =>
  ownCount.test(fold(title))
    ? []
    : quantities(title).filter(
        ({ value, unit, ordinal }) =>
          !ordinal && !(unit === '' && Number.isInteger(value) && value >= 1900 && value < 2100),
      );

const isRound = (value: number): boolean => value >= 100 && value % 10 === 0;

/** Whether a figure is told already, exactly or as what the title rounds. */
const isKnown = (figure: Quantity, known: readonly Quantity[]): boolean =>
  known.some(
    ({ value, unit }) =>
      unit === figure.unit &&
      (value === figure.value ||
        (isRound(figure.value) && Math.abs(value - figure.value) <= rounding * figure.value)),
  );

/** The stems of a text's words of content, in their order. */
export const contents = (text: string): string[] =>
  foldedWords(text)
    .filter((word) => word.length > 2 && !isStopWord(word))
    .map(stem);

/**
 * Whether an item tells something that no earlier item of its story told, as far as counting can
 * say: a figure in its title that none of them has, or a text that is mostly made of new words. Copies
 * tell nothing new.
 */
export const bringsNewFact = ({ items }: Story, item: StoryItem): boolean => {
  if (item.copyOf !== undefined) return false;
  // Copies say what another item says.
  const earlier = items
    .filter(({ id, copyOf }) => id !== item.id && copyOf === undefined)
    .map(saidBy);
  const knownWords = new Set(earlier.flatMap(contents));
  const own = [...new Set(contents(saidBy(item)))];
  const fresh = own.filter((word) => !knownWords.has(word));
  if (fresh.length >= leastNewWords && fresh.length >= own.length * newShare) return true;
  const claimed = claims(item.title);
  if (claimed.length === 0) return false;
  const known = earlier.flatMap(quantities);
  return claimed.some((figure) => !isKnown(figure, known));
};
