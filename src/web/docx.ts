import mammoth from 'mammoth';

import { Failure } from '../lib/failure.ts';
import { checkSizes, zipEntries } from './zip.ts';

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
