import { TextDecoder } from 'node:util';

/** Where a label may stand; the standard says 1,024 bytes, real pages put it later. */
const labelWithin = 4_096;

const scoredWithin = 400_000;

/** Labels in a document's own first bytes: meta charset, meta http-equiv, or an XML declaration. */
const declaredLabel =
  /<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}["']?\s{0,9}([\w:.-]{1,40})|<\?xml[^>]{0,100}?encoding\s{0,9}=\s{0,9}["']([\w:.-]{1,40})/i;

/** Frequent in any Arabic text and rare in text decoded by a wrong table. */
const commonPieces = / ال| في | من |ة |على|ات /g;

const decoderOf = (label: string): TextDecoder | undefined => {
  try {
    return new TextDecoder(label);
  } catch {
    return undefined;
  }
};

const strictly = (bytes: Uint8Array): string | undefined => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
};

const countOf = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

/** How much a text reads like Arabic; what could not be decoded counts against it. */
const arabicScore = (text: string): number =>
  countOf(text, commonPieces) - countOf(text, /\uFFFD/g);

const markOf = ([first, second, third]: Uint8Array): string | undefined => {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return first === 0xef && second === 0xbb && third === 0xbf ? 'utf-8' : undefined;
};

const labelsOf = (bytes: Uint8Array, contentType: string): string[] => {
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, labelWithin));
  const inHeader = /charset\s{0,9}=\s{0,9}["']?([\w:.-]{1,40})/i.exec(contentType)?.[1];
  const declared = declaredLabel.exec(start);
  return [inHeader, declared?.[1] ?? declared?.[2]].filter((label) => label !== undefined);
};

/** The declared tables and the two that Arabic pages use without saying so, best reading first. */
const bestReading = (bytes: Uint8Array, labels: readonly string[]): TextDecoder => {
  const sample = bytes.subarray(0, scoredWithin);
  const known = [...labels, 'windows-1256', 'iso-8859-6', 'utf-8'];
  const [best] = known
    .map((label) => decoderOf(label))
    .filter((decoder) => decoder !== undefined)
    .map((decoder) => ({ decoder, score: arabicScore(decoder.decode(sample)) }))
    .sort((one, other) => other.score - one.score);
  const fallback = decoderOf(labels[0] ?? '') ?? new TextDecoder('windows-1252');
  return best !== undefined && best.score > 0 ? best.decoder : fallback;
};

/**
 * The text of a page. A byte order mark decides; then strict UTF-8; then the table, declared or
 * not, in which the bytes read most like Arabic, since headers and meta elements are often wrong;
 * for other languages the declared one. Bytes that fit nowhere become U+FFFD, never an error.
 */
export const decodePage = (bytes: Uint8Array, contentType: string): string => {
  const mark = markOf(bytes);
  if (mark !== undefined) return new TextDecoder(mark).decode(bytes);
  return strictly(bytes) ?? bestReading(bytes, labelsOf(bytes, contentType)).decode(bytes);
};
