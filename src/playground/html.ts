import type { Entity } from './wire.ts';

/** A text with its entities, or Telegram's words on why it cannot be read. */
export type Parsed = { text: string; entities: Entity[] } | { error: string };

type Attributes = Map<string, string>;
type Open = { tag: string; attributes: Attributes; offset: number };
type Tag = { name: string; attributes: Attributes; end: number };

const types: Record<string, string> = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  u: 'underline',
  ins: 'underline',
  s: 'strikethrough',
  strike: 'strikethrough',
  del: 'strikethrough',
  'tg-spoiler': 'spoiler',
  span: 'spoiler',
  code: 'code',
  pre: 'pre',
  a: 'text_link',
  blockquote: 'blockquote',
  'tg-emoji': 'custom_emoji',
  'tg-time': 'date_time',
};

const named: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"' };
// A reference holds at most eight digits and Telegram reads no other names than the four above.
const reference = /&(?:#x([0-9a-fA-F]{1,6})|#([0-9]{1,7})|(lt|gt|amp|quot)(?![a-zA-Z]));?/;
const anyReference = new RegExp(reference, 'g');
const nextReference = new RegExp(reference, 'y');

const character = (hex?: string, decimal?: string, name?: string): string | undefined => {
  if (name !== undefined) return named[name];
  const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
  return code === 0 || code >= 0x10ffff ? undefined : String.fromCodePoint(code);
};

const referenceAt = (source: string, at: number): { text: string; end: number } | undefined => {
  nextReference.lastIndex = at;
  const match = nextReference.exec(source);
  const text = match ? character(match[1], match[2], match[3]) : undefined;
  return text === undefined ? undefined : { text, end: nextReference.lastIndex };
};

const decoded = (value: string): string =>
  value.replaceAll(
    anyReference,
    (whole, hex?: string, decimal?: string, name?: string) =>
      character(hex, decimal, name) ?? whole,
  );

const attribute = /\s*([^\s=>"']+)(?:\s*=\s*(?:"([^"]*)"?|'([^']*)'?|([A-Za-z0-9.-]*)))?/y;
const spaces = /\s*/y;

const skipSpaces = (source: string, at: number): number => {
  spaces.lastIndex = at;
  spaces.exec(source);
  return spaces.lastIndex;
};

const startTag = (source: string, begin: number, bytes: () => number): Tag | { error: string } => {
  const unclosed = (): { error: string } => ({
    error: `Unclosed start tag at byte offset ${bytes()}`,
  });
  let at = begin + 1;
  while (at < source.length && !/[\s>]/.test(source.charAt(at))) at++;
  if (at >= source.length) return unclosed();
  const name = source.slice(begin + 1, at).toLowerCase();
  if (!Object.hasOwn(types, name)) {
    return { error: `Unsupported start tag "${name}" at byte offset ${bytes()}` };
  }
  const attributes: Attributes = new Map();
  for (;;) {
    at = skipSpaces(source, at);
    if (at >= source.length) return unclosed();
    if (source.charAt(at) === '>') break;
    attribute.lastIndex = at;
    const match = attribute.exec(source);
    if (!match) {
      return { error: `Empty attribute name in the tag "${name}" at byte offset ${bytes()}` };
    }
    const value = match[2] ?? match[3] ?? match[4]?.toLowerCase() ?? '';
    attributes.set((match[1] ?? '').toLowerCase(), decoded(value));
    at = attribute.lastIndex;
  }
  if (name === 'span' && attributes.get('class') !== 'tg-spoiler') {
    return { error: `Tag "span" must have class "tg-spoiler" at byte offset ${bytes()}` };
  }
  return { name, attributes, end: at + 1 };
};

const link = (href: string): string | undefined => {
  const url = /^[a-z][a-z0-9+.-]*:/i.test(href) ? href : `http://${href}`;
  if (!URL.canParse(url)) return undefined;
  const { protocol, hostname, href: whole } = new URL(url);
  if (protocol === 'tg:' || protocol === 'ton:') return whole;
  if (!/^(?:https?|ftp):$/.test(protocol)) return undefined;
  return hostname.includes('.') || hostname === 'localhost' ? whole : undefined;
};

const entityOf = (
  { tag, attributes, offset }: Open,
  text: string,
): Entity | { error: string } | undefined => {
  const length = text.length - offset;
  if (length === 0) return undefined;
  const base = { type: types[tag] ?? tag, offset, length };
  switch (tag) {
    case 'a': {
      const url = link(attributes.get('href') || text.slice(offset));
      return url === undefined ? undefined : { ...base, url };
    }
    case 'blockquote':
      return attributes.has('expandable') ? { ...base, type: 'expandable_blockquote' } : base;
    case 'code': {
      const language = /^language-(.+)/.exec(attributes.get('class') ?? '')?.[1];
      return language === undefined ? base : { ...base, language };
    }
    case 'tg-emoji': {
      const id = attributes.get('emoji-id') ?? '';
      if (!/^[1-9]\d{0,18}$/.test(id))
        return { error: 'Invalid custom emoji identifier specified' };
      return { ...base, custom_emoji_id: id };
    }
    case 'tg-time':
      return {
        ...base,
        unix_time: Number(attributes.get('unix')),
        date_time_format: attributes.get('format') ?? '',
      };
    default:
      return base;
  }
};

/** `<pre><code class="language-x">` is one entity on the wire; elsewhere code has no language. */
const settleCode = (entities: Entity[]): Entity[] =>
  entities.flatMap((entity) => {
    const twin = entities.find(
      (other) =>
        other !== entity && other.offset === entity.offset && other.length === entity.length,
    );
    const { language, ...plain } = entity;
    if (entity.type === 'code') {
      return twin?.type === 'pre' && language !== undefined ? [] : [plain];
    }
    if (entity.type === 'pre' && twin?.type === 'code' && twin.language !== undefined) {
      return [{ ...plain, language: twin.language }];
    }
    return [entity];
  });

/**
 * Reads Telegram's classic HTML as its server does (tdlib, parse_html): the same tags, the same four
 * named references, offsets in UTF-16 units, positions in errors in bytes of UTF-8.
 */
export const parseHtml = (source: string): Parsed => {
  const entities: Entity[] = [];
  const open: Open[] = [];
  let text = '';
  let at = 0;
  const offsetInBytes = (): number => Buffer.byteLength(source.slice(0, at));
  while (at < source.length) {
    const next = source.charAt(at);
    if (next === '&') {
      const found = referenceAt(source, at);
      text += found?.text ?? next;
      at = found?.end ?? at + 1;
    } else if (next !== '<') {
      text += next;
      at++;
    } else if (source.charAt(at + 1) !== '/') {
      const tag = startTag(source, at, offsetInBytes);
      if ('error' in tag) return tag;
      open.push({ tag: tag.name, attributes: tag.attributes, offset: text.length });
      at = tag.end;
    } else {
      const innermost = open.pop();
      if (!innermost) return { error: `Unexpected end tag at byte offset ${offsetInBytes()}` };
      const end = source.indexOf('>', at);
      if (end < 0) return { error: `Unclosed end tag at byte offset ${offsetInBytes()}` };
      const name = source
        .slice(at + 2, end)
        .trim()
        .toLowerCase();
      if (name !== '' && name !== innermost.tag) {
        return {
          error: `Unmatched end tag at byte offset ${offsetInBytes()}, expected "</${innermost.tag}>", found "</${name}>"`,
        };
      }
      const entity = entityOf(innermost, text);
      if (entity && 'error' in entity) return entity;
      if (entity) entities.push(entity);
      at = end + 1;
    }
  }
  const unclosed = open.at(-1);
  if (unclosed) return { error: `Can't find end tag corresponding to start tag ${unclosed.tag}` };
  return { text, entities: settleCode(entities) };
};
