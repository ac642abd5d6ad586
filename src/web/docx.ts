import { inflateRawSync } from 'node:zlib';

import mammoth from 'mammoth';

import { Failure } from '../lib/failure.ts';

/** Bytes of XML in a document, unpacked. mammoth takes some six times as much memory. */
const mostXml = 24 * 1024 * 1024;

const isXml = (name: string): boolean => /\.(?:xml|rels)$/i.test(name);

/**
 * The paragraphs of a Word document. Sizes are checked before anything is unpacked for good: 147 KB
 * can hold 150 MB of XML. Throws a Failure `file-broken` or `file-unsupported`.
 */
export const readDocx = async (bytes: Uint8Array): Promise<string> => {
  const parts = zipEntries(bytes).filter(({ name }) => isXml(name));
  if (!parts.some(({ name }) => name === 'word/document.xml')) {
    throw new Failure('file-unsupported', 'an archive that is no Word document');
  }
  const total = parts.reduce((sum, { size }) => sum + size, 0);
  if (total > mostXml) throw new Failure('file-broken', `${total} bytes of XML in a document`);
  checkSizes(bytes, parts);
  const { value } = await mammoth.extractRawText({ buffer: Buffer.from(bytes) });
  return value;
};

/** A file inside a zip archive, as the archive's own table of contents describes it. */
export type ZipEntry = { name: string; packed: number; size: number; method: number; at: number };

const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;
const localSignature = 0x04034b50;
const mostEntries = 5_000;

const broken = (why: string): Failure => new Failure('file-broken', `zip: ${why}`);

/** Reads an archive's table of contents, without unpacking. Throws a Failure `file-broken`. */
export const zipEntries = (bytes: Uint8Array): ZipEntry[] => {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  const count = view.readUInt16LE(end + 10);
  let at = view.readUInt32LE(end + 16);
  if (count > mostEntries) throw broken(`${count} entries`);
  return Array.from({ length: count }, () => {
    if (at + 46 > view.length || view.readUInt32LE(at) !== entrySignature) {
      throw broken('the table of contents is cut');
    }
    const [nameLength, extra, comment] = [28, 30, 32].map((field) => view.readUInt16LE(at + field));
    const start = at + 46;
    const name = view.toString('utf8', start, start + (nameLength ?? 0));
    const entry = {
      name,
      method: view.readUInt16LE(at + 10),
      packed: view.readUInt32LE(at + 20),
      size: view.readUInt32LE(at + 24),
      at: view.readUInt32LE(at + 42),
    };
    at = start + (nameLength ?? 0) + (extra ?? 0) + (comment ?? 0);
    return entry;
  });
};

/** The record at the end, before a comment of at most 65,535 bytes. */
const findEnd = (view: Buffer): number => {
  const first = Math.max(0, view.length - 22 - 0xffff);
  for (let at = view.length - 22; at >= first; at -= 1) {
    if (view.readUInt32LE(at) === endSignature) return at;
  }
  throw broken('no end record');
};

/**
 * Checks that no entry unpacks to more than it says, by unpacking each into no more room than that:
 * what the table says of sizes is the sender's word. Throws a Failure `file-broken`.
 */
const checkSizes = (bytes: Uint8Array, entries: readonly ZipEntry[]): void => {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (const { name, packed, size, method, at } of entries) {
    if (at + 30 > view.length || view.readUInt32LE(at) !== localSignature) {
      throw broken(`no ${name.slice(0, 40)}`);
    }
    const start = at + 30 + view.readUInt16LE(at + 26) + view.readUInt16LE(at + 28);
    const content = view.subarray(start, start + packed);
    if (method !== 0 && method !== 8) throw broken(`method ${method}`);
    try {
      const unpacked =
        method === 0 ? content : inflateRawSync(content, { maxOutputLength: size + 1 });
      if (unpacked.length !== size) throw broken('an entry is not as long as it says');
    } catch (thrown) {
      throw thrown instanceof Failure ? thrown : broken('an entry cannot be unpacked');
    }
  }
};
