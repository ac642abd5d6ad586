import { Parser } from 'htmlparser2';

import { Failure } from '../lib/failure.ts';

/**
 * Bounds of a page before a DOM is made of it. Readability's time grows with the square of the
 * depth (5.5 s at 1,000 levels). Of 188 real pages none is deeper than 51 levels, and past this
 * guard none has more than 1,600 elements and 150,000 characters.
 */
const limits = {
  /** Open elements at which a page is no page. */
  open: 400,
  /** Levels below which elements are unwrapped, their text kept. */
  depth: 64,
  elements: 4_000,
  attribute: 2_048,
  /** Characters of HTML handed on. */
  output: 500_000,
  jsonLd: 300_000,
  /** Signs written as entities, each of which becomes a text node of its own. */
  entities: 10_000,
  /** Characters parsed between two looks at how much has been written. */
  piece: 65_536,
} as const;

/**
 * Elements that hold no article text, dropped with all that is inside. `form` is not among them:
 * ASP.NET wraps whole pages in one.
 */
const dropped = new Set(
  (
    'script style noscript svg math iframe template canvas object embed audio video map dialog ' +
    'select textarea button datalist'
  ).split(' '),
);

const voids = new Set('area base br col hr img input link meta source track wbr'.split(' '));

/** The document's own skeleton, which is written anew. */
const skeleton = new Set(['html', 'head', 'body']);

const headOnly = new Set(['meta', 'link', 'base', 'title']);

/** Attributes that extraction or metadata read; all others go. */
const kept = new Set(
  (
    'id class role style hidden aria-hidden aria-modal rel href lang dir name property content ' +
    'itemprop itemtype itemscope datetime pubdate title colspan rowspan'
  ).split(' '),
);

const videoPlayer =
  /youtube(?:-nocookie)?\.com\/embed|player\.|dailymotion\.com|facebook\.com\/plugins\/video/i;

/** What the guard saw on its way and the DOM no longer shows. */
export type Traces = {
  scripts: number;
  videos: number;
  passwords: number;
  /** The beginning of what is said to browsers without scripts. */
  noscript: string;
};

export type GuardedPage = { html: string; jsonLd: string[]; traces: Traces };

type Attributes = Record<string, string>;

/** Text as it stands in HTML. */
export const escapeText = (text: string): string =>
  text.replace(/[&<]/g, (sign) => (sign === '&' ? '&amp;' : '&lt;'));

const escapeValue = (text: string): string =>
  text.replace(/[&"]/g, (sign) => (sign === '&' ? '&amp;' : '&quot;'));

const startTag = (name: string, attributes: Attributes): string => {
  let tag = `<${name}`;
  for (const key in attributes) {
    const value = (attributes[key] ?? '').slice(0, limits.attribute);
    const matters = key === 'style' ? /display|visibility/i.test(value) : kept.has(key);
    if (matters) tag += ` ${key}="${escapeValue(value)}"`;
  }
  return `${tag}>`;
};

const createOutput = () => {
  const parts: Record<'head' | 'body', string[]> = { head: [], body: [] };
  let size = 0;
  let language: Attributes = {};
  return {
    write: (part: 'head' | 'body', text: string) => {
      size += text.length;
      if (size <= limits.output) parts[part].push(text);
    },
    isFull: (): boolean => size > limits.output,
    language: (attributes: Attributes) => {
      language = attributes;
    },
    page: (): string =>
      `<!DOCTYPE html>${startTag('html', language)}<head>${parts.head.join('')}</head>` +
      `<body>${parts.body.join('')}</body></html>`,
  };
};

/** Keeps of the dropped elements what metadata and the verdict on the page need. */
const createWitness = () => {
  const jsonLd: string[] = [];
  const traces: Traces = { scripts: 0, videos: 0, passwords: 0, noscript: '' };
  let listening: 'json-ld' | 'noscript' | undefined;
  return {
    jsonLd,
    traces,
    opens: (name: string, attributes: Attributes) => {
      if (name === 'input' && attributes['type'] === 'password') traces.passwords += 1;
      if (name === 'video') traces.videos += 1;
      if (name === 'iframe' && videoPlayer.test(attributes['src'] ?? '')) traces.videos += 1;
      if (name !== 'script' && name !== 'noscript') return;
      const isJsonLd = /ld\+json/i.test(attributes['type'] ?? '') && jsonLd.length < 20;
      listening = name === 'noscript' ? 'noscript' : isJsonLd ? 'json-ld' : undefined;
      if (isJsonLd) jsonLd.push('');
      else if (name === 'script') traces.scripts += 1;
    },
    hears: (text: string) => {
      if (listening === 'noscript') traces.noscript = (traces.noscript + text).slice(0, 500);
      if (listening !== 'json-ld') return;
      const whole = (jsonLd.pop() ?? '') + text;
      jsonLd.push(whole.slice(0, limits.jsonLd));
    },
    forgets: () => {
      listening = undefined;
    },
  };
};

/**
 * The same page within bounds of depth, size and number of elements, without scripts, styles and
 * players, in one linear pass. Throws a Failure `page-hostile` for nesting that no page has.
 */
export const guardPage = (html: string): GuardedPage => {
  const output = createOutput();
  const witness = createWitness();
  /** For each open element whether its end tag is to be written. */
  const open: boolean[] = [];
  let elements = 0;
  let entities = 0;
  let droppedAt = Infinity;
  let inTitle = false;

  const parser = new Parser({
    onopentag: (name, attributes) => {
      if (open.length >= limits.open) {
        throw new Failure('page-hostile', `nested deeper than ${limits.open} elements`);
      }
      elements += 1;
      if (open.length < droppedAt) witness.opens(name, attributes);
      if (open.length < droppedAt && dropped.has(name)) droppedAt = open.length;
      if (name === 'html' && elements < 5) output.language(attributes);
      inTitle ||= name === 'title' && open.length < droppedAt;
      const isWritten =
        open.length < Math.min(droppedAt, limits.depth) &&
        elements <= limits.elements &&
        !skeleton.has(name);
      open.push(isWritten && !voids.has(name));
      if (isWritten) output.write(headOnly.has(name) ? 'head' : 'body', startTag(name, attributes));
      else if (droppedAt === Infinity) output.write('body', ' ');
    },
    ontext: (text) => {
      if (droppedAt !== Infinity) return witness.hears(text);
      const escaped = escapeText(text);
      entities += (escaped.length - text.length) / 3;
      return output.write(inTitle ? 'head' : 'body', entities > limits.entities ? ' ' : escaped);
    },
    onclosetag: (name) => {
      const isWritten = open.pop() ?? false;
      if (open.length <= droppedAt) {
        droppedAt = Infinity;
        witness.forgets();
      }
      if (isWritten) output.write(headOnly.has(name) ? 'head' : 'body', `</${name}>`);
      if (name === 'title') inTitle = false;
    },
  });
  for (let at = 0; at < html.length && !output.isFull(); at += limits.piece) {
    parser.write(html.slice(at, at + limits.piece));
  }
  parser.end();
  return { html: output.page(), jsonLd: witness.jsonLd, traces: witness.traces };
};
