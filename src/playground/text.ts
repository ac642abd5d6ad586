import { parseHtml } from './html.ts';
import { type Entity, refused, type Refusal } from './wire.ts';

/** A text as it is stored: cleaned, trimmed, with all its entities. */
export type FormattedText = { text: string; entities: Entity[] };

/** The length that Telegram's limits mean: code points, an emoji counting as few as one. */
export const lengthOf = (text: string): number => Array.from(text).length;

const longest = { text: 4096, caption: 1024, source: 32_768 };

type Gap = { from: number; to: number };

/** Takes stretches out of a text and moves its entities along; one that loses all its text goes. */
const without = ({ text, entities }: FormattedText, gaps: Gap[]): FormattedText => {
  const moved = (at: number): number =>
    gaps.reduce((to, gap) => to - Math.max(0, Math.min(at, gap.to) - gap.from), at);
  let kept = '';
  let end = 0;
  for (const { from, to } of gaps) {
    kept += text.slice(end, from);
    end = to;
  }
  return {
    text: kept + text.slice(end),
    entities: entities.flatMap((entity) => {
      const offset = moved(entity.offset);
      const length = moved(entity.offset + entity.length) - offset;
      return length > 0 ? [{ ...entity, offset, length }] : [];
    }),
  };
};

// tdlib, clean_input_string: control characters become spaces; carriage returns, line separators,
// the old bidi embeddings and overrides, and three combining lines are dropped. Isolates stay.
const dropped = /(?:[\r\u2028-\u202e]|\u030a|\u0333|\u033f)+/g;
// oxlint-disable-next-line no-control-regex
const blank = /[\u0000-\u0009\u000b\u000c\u000e-\u001f]/g;

const clean = ({ text, entities }: FormattedText): FormattedText => {
  const gaps = [...text.matchAll(dropped)].map(({ 0: { length }, index }) => ({
    from: index,
    to: index + length,
  }));
  return without({ text: text.replaceAll(blank, ' '), entities }, gaps);
};

/** As tdlib trims: the end always, the beginning only up to the first entity. */
const trim = (formatted: FormattedText): FormattedText => {
  const { text, entities } = formatted;
  const lead = text.length - text.trimStart().length;
  const begin = Math.min(lead, ...entities.map(({ offset }) => offset));
  return without(formatted, [
    { from: 0, to: begin },
    { from: Math.max(begin, text.trimEnd().length), to: text.length },
  ]);
};

const domains =
  'com|org|net|edu|gov|int|info|io|co|me|tv|news|press|media|app|dev|ai|arab|' +
  'ae|sa|qa|kw|bh|om|ye|iq|sy|lb|jo|ps|eg|sd|ly|tn|dz|ma|mr|ir|tr|il|uk|us|fr|de|ru|eu|ch|at|nl|be|it|es|se|no|dk|fi|ca|au|in|cn|jp|br';

const patterns: { type: string; pattern: RegExp }[] = [
  { type: 'url', pattern: /(?<![\p{L}\p{N}_])(?:https?|ftp):\/\/[^\s<>"«»“”]+/giu },
  {
    type: 'email',
    pattern: /(?<![\w.+-])[\w+-][\w.+-]{0,63}@(?:[a-z0-9-]{1,63}\.){1,4}[a-z]{2,12}(?![\w-])/gi,
  },
  {
    type: 'url',
    pattern: new RegExp(
      `(?<![\\p{L}\\p{N}_@./-])(?:[\\p{L}\\p{N}-]{1,63}\\.){1,5}(?:${domains})(?![\\p{L}\\p{N}_-])(?:[/?#][^\\s<>"«»“”]*)?`,
      'giu',
    ),
  },
  { type: 'mention', pattern: /(?<![\w/])@[a-z]\w{2,31}(?!\w)/gi },
  { type: 'bot_command', pattern: /(?<![\p{L}\p{N}_/<>])\/\w{1,64}(?:@\w{3,32})?(?![\w/])/gu },
  {
    type: 'hashtag',
    pattern: /(?<![\p{L}\p{N}_&])#(?=[\p{N}_]{0,256}\p{L})[\p{L}\p{M}\p{N}_\u200c]{1,256}/gu,
  },
];

/** Punctuation that closes a sentence belongs to the sentence, not to its link. */
const closing = /[.,;:!?'…،؛؟)\]}*_]+$/;

const withoutClosing = (url: string): string => {
  const bare = url.replace(closing, '');
  // A bracket that was opened within the link is part of it, as in many encyclopaedia addresses.
  return url.charAt(bare.length) === ')' && bare.includes('(') ? `${bare})` : bare;
};

/** What Telegram makes of plain text by itself: links, addresses, mentions, commands, hashtags. */
const detectEntities = (text: string): Entity[] =>
  patterns.flatMap(({ type, pattern }) =>
    [...text.matchAll(pattern)].map((match) => ({
      type,
      offset: match.index,
      length: (type === 'url' ? withoutClosing(match[0]) : match[0]).length,
    })),
  );

const overlap = (one: Entity, other: Entity): boolean =>
  one.offset < other.offset + other.length && other.offset < one.offset + one.length;

const keepsOthersOut = new Set(['code', 'pre', 'text_link', 'text_mention', 'custom_emoji']);

/** Given entities first; of those found in the text, each that meets none of them. */
const withDetected = ({ text, entities }: FormattedText): FormattedText => {
  const taken = entities.filter(({ type }) => keepsOthersOut.has(type) || type === 'url');
  const found: Entity[] = [];
  for (const entity of detectEntities(text)) {
    if (![...taken, ...found].some((other) => overlap(entity, other))) found.push(entity);
  }
  return { text, entities: [...entities, ...found] };
};

const quotations = new Set(['blockquote', 'expandable_blockquote']);

/** Outer before inner; a quotation within a quotation is none. */
const settle = ({ text, entities }: FormattedText): FormattedText => {
  const ordered = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  let quotedUntil = 0;
  return {
    text,
    entities: ordered.filter((entity) => {
      if (!quotations.has(entity.type)) return true;
      const nested = entity.offset < quotedUntil;
      quotedUntil = Math.max(quotedUntil, entity.offset + entity.length);
      return !nested;
    }),
  };
};

/** What becomes of a text on its way into a chat, whoever sends it. */
export const format = (formatted: FormattedText): FormattedText =>
  settle(withDetected(trim(clean(formatted))));

type Source = { text: string; parse_mode?: string | undefined; entities?: Entity[] | undefined };

/**
 * A bot's text, read in its parse mode and held against Telegram's limits: 32,768 bytes with
 * markup (Client.cpp), then 4,096 code points, or 1,024 for a caption, without (tdlib).
 */
export const formatBotText = (
  { text, parse_mode, entities = [] }: Source,
  kind: 'text' | 'caption' = 'text',
): FormattedText | Refusal => {
  if (Buffer.byteLength(text) > longest.source) return refused(400, 'text is too long');
  if (!text.isWellFormed()) return refused(400, 'strings must be encoded in UTF-8');
  const mode = parse_mode?.toLowerCase() ?? '';
  if (mode !== '' && mode !== 'none' && mode !== 'html') {
    // Markdown is Telegram's too; the playground reads HTML alone and says so.
    return refused(400, 'unsupported parse_mode');
  }
  const parsed = mode === 'html' ? parseHtml(text) : { text, entities };
  if ('error' in parsed) return refused(400, `can't parse entities: ${parsed.error}`);
  const formatted = format(parsed);
  if (kind === 'text' && /^[\s\u200b-\u200f\ufeff]*$/.test(formatted.text)) {
    return refused(400, 'message text is empty');
  }
  if (lengthOf(formatted.text) > longest[kind]) {
    return refused(400, kind === 'text' ? 'message is too long' : 'message caption is too long');
  }
  return formatted;
};

const some = (entities: Entity[]): Entity[] | undefined =>
  entities.length > 0 ? entities : undefined;

/** A text under the names that the wire has for it. */
export const asText = ({ text, entities }: FormattedText) => ({ text, entities: some(entities) });

/** A file's caption under the names that the wire has for it; an empty one is none. */
export const asCaption = ({ text, entities }: FormattedText) =>
  text === '' ? {} : { caption: text, caption_entities: some(entities) };
