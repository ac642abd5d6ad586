import type { Picture } from '../article/ports.ts';
import { Failure } from '../lib/failure.ts';
import { decodePage } from './decode.ts';

/** Media types under which files go to the worker; a page of the web never has them. */
export const fileTypes = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  text: 'application/x-plain-file',
} as const;

/** What a file is, by its bytes. */
export type FileKind = 'pdf' | 'zip' | 'html' | 'text' | 'locked-office' | Picture['mediaType'];

const startsWith = (bytes: Uint8Array, signature: readonly number[], at = 0): boolean =>
  signature.every((byte, nth) => bytes[at + nth] === byte);

const ascii = (text: string): number[] => [...Buffer.from(text, 'latin1')];

/** The part of an office container that holds an encrypted document. */
const lockedPart = 'EncryptedPackage';

const signatures: { kind: FileKind; is: (bytes: Uint8Array) => boolean }[] = [
  { kind: 'zip', is: (bytes) => startsWith(bytes, [0x50, 0x4b, 0x03, 0x04]) },
  { kind: 'image/jpeg', is: (bytes) => startsWith(bytes, [0xff, 0xd8, 0xff]) },
  { kind: 'image/png', is: (bytes) => startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a]) },
  { kind: 'image/gif', is: (bytes) => startsWith(bytes, ascii('GIF8')) },
  {
    kind: 'image/webp',
    is: (bytes) => startsWith(bytes, ascii('RIFF')) && startsWith(bytes, ascii('WEBP'), 8),
  },
  // Readers of PDF look for its sign within the first kilobyte, so people send such files.
  { kind: 'pdf', is: (bytes) => Buffer.from(bytes.subarray(0, 1_024)).includes('%PDF-') },
  {
    // A Word document with a password is an old container around an encrypted new one.
    kind: 'locked-office',
    is: (bytes) =>
      startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0]) &&
      Buffer.from(bytes).includes(lockedPart, 0, 'utf16le'),
  },
];

/** Bytes that say whether a file is text. */
const looked = 4_096;

/**
 * UTF-16 without its mark: every second byte of Arabic, space or Latin is 0x06 or 0. Gives the
 * table, or undefined.
 */
const unmarkedUtf16 = (bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined => {
  const start = bytes.subarray(0, looked - (looked % 2));
  const high = (parity: number): number =>
    start.filter((byte, at) => at % 2 === parity && (byte === 0 || byte === 6)).length;
  const half = start.length / 2;
  if (half < 8) return undefined;
  if (high(1) > half * 0.8) return 'utf-16le';
  return high(0) > half * 0.8 ? 'utf-16be' : undefined;
};

/** Text in whichever table Arabic is written in: UTF-8, UTF-16, windows-1256 or iso-8859-6. */
export const decodeText = (bytes: Uint8Array): string => {
  const table = unmarkedUtf16(bytes);
  return table === undefined ? decodePage(bytes, '') : new TextDecoder(table).decode(bytes);
};

/** Signs that stand in no text: control characters other than spaces, and what was not decoded. */
// oxlint-disable-next-line no-control-regex
const noText = /[\u0000-\u0008\u000E-\u001A\u001C-\u001F\uFFFD]/g;

const markup = /^\s*(?:<!--|<\?xml|<!doctype html|<html|<head|<body|<div|<article|<p[\s>]|<meta)/i;

/** Tells what a file is by its bytes alone. Throws a Failure `file-unsupported`. */
export const kindOfFile = (bytes: Uint8Array): FileKind => {
  const known = signatures.find(({ is }) => is(bytes))?.kind;
  if (known !== undefined) return known;
  const start = decodeText(bytes.subarray(0, looked));
  const strange = start.match(noText)?.length ?? 0;
  // The cut may have gone through a letter.
  if (strange > 1 + start.length / 100 || start.startsWith('{\\rtf')) {
    throw new Failure('file-unsupported', 'a file of an unknown kind');
  }
  return markup.test(start.replace(/^\uFEFF/, '')) ? 'html' : 'text';
};
