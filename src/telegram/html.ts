import { type Digits, inDigits } from '../arabic/digits.ts';

/**
 * Telegram's classic HTML. Only `&lt; &gt; &amp; &quot;` are known entities, and a message holds at
 * most 4,096 code points, counted after the tags are gone.
 */
export const messageLimit = 4096;

/** Text from an article, a reader or a model, safe inside tags and attributes. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"]/g, (character) => entities[character] ?? character);

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Code points that Telegram counts: tags are nothing, an entity is one. */
export const visibleLength = (html: string): number =>
  // oxlint-disable-next-line unicorn/prefer-spread -- code points, as Telegram counts them
  Array.from(html.replace(/<[^>]*>/g, '').replace(/&(?:lt|gt|amp|quot);/g, ' ')).length;

const rightToLeftMark = '\u200F';
const leftToRightMark = '\u200E';
const isolate = (text: string): string => `\u2068${text}\u2069`;

/** Runs of Latin letters with what belongs to them: names, figures with units, addresses. */
const latinRun = /[A-Za-z][A-Za-z0-9.,:'&/@+_-]*(?: [A-Za-z0-9][A-Za-z0-9.,:'&/@+_-]*)*/g;

/**
 * Keeps Latin fragments whole inside Arabic, so that brackets and full stops stay in place; a text
 * without any Arabic is one fragment where what surrounds it is Arabic.
 */
const isolateLatin = (text: string, around: 'ar' | 'en' = 'en'): string => {
  if (/[\u0600-\u06FF]/.test(text)) return text.replace(latinRun, (run) => isolate(run));
  return around === 'ar' && /[A-Za-z]/.test(text) ? isolate(text) : text;
};

/** One line of an article's, a reader's or a model's words, amid words of a language. */
export const prose = (text: string, around: 'ar' | 'en' = 'en'): string =>
  escapeHtml(isolateLatin(text.replace(/\s+/g, ' ').trim(), around));

/** What no digit may be changed in: tags, character references, and isolated Latin fragments. */
const fixed = /<[^>]*>|&[a-z]+;|\u2068[^\u2069]*[A-Za-z][^\u2069]*\u2069/g;

/** HTML with its numbers in these digits; addresses and Latin names stay as they are. */
export const htmlInDigits = (html: string, digits: Digits | 'article'): string => {
  if (digits === 'article') return html;
  const kept = html.match(fixed) ?? [];
  return html
    .split(fixed)
    .map((text, index) => inDigits(text, digits) + (kept[index] ?? ''))
    .join('');
};

/** A line that reads from the right even where it begins with a Latin word or a figure. */
export const arabicLine = (html: string): string => `${rightToLeftMark}${html}`;

/** A line amid words of a language; Arabic sentences read from the right among English ones, too. */
export const lineAmid = (language: 'ar' | 'en', html: string): string => {
  const text = html.replace(/<[^>]*>/g, '');
  const arabic = text.match(/[\u0620-\u064A]/g)?.length ?? 0;
  const latin = text.match(/[A-Za-z]/g)?.length ?? 0;
  if (language === 'ar' || arabic > latin) return arabicLine(html);
  return arabic > 0 ? `${leftToRightMark}${html}` : html;
};

/** Lines of words as one message: read from the right in Arabic. */
export const asHtml = (text: string, language: 'ar' | 'en'): string =>
  text
    .split('\n')
    .map((line) =>
      language === 'ar' && line !== '' ? arabicLine(escapeHtml(line)) : escapeHtml(line),
    )
    .join('\n');

/** Buttons show plain text: no isolates. */
export const label = (text: string): string => text.replaceAll(/[\u2068\u2069]/g, '');
