import { articleFromText } from '../article/clean.ts';
import type { FileContent, Picture, ReadFile, ReadPage } from '../article/ports.ts';
import { Failure } from '../lib/failure.ts';
import { fileTypes, kindOfFile } from './file-kind.ts';
import { textOfPdf, type ExtractPdf } from './pdf.ts';

type Collaborators = {
  /** The reader of pages in worker threads; files have threads of their own, with more time. */
  readPage: ReadPage;
  extractPdf: ExtractPdf;
};

/** Bytes of a file of text or HTML; sixty thousand letters of Arabic are 120 KB. */
const mostText = 5 * 1024 * 1024;
/** What the model's API takes of one image is 10 MB as Base64. */
const mostPicture = 7 * 1024 * 1024;

/** The port `ReadFile`: documents are read in worker threads, PDFs by a limited child process. */
export const createReadFile = ({ readPage, extractPdf }: Collaborators): ReadFile => {
  const inWorker = async (
    bytes: Uint8Array,
    contentType: string,
    signal: AbortSignal | undefined,
  ): Promise<FileContent> => {
    const article = await readPage({ url: '', bytes, contentType }, signal);
    return { kind: 'article', article };
  };

  return async (bytes, signal) => {
    const kind = kindOfFile(bytes);
    if (kind === 'locked-office') {
      throw new Failure('file-encrypted', 'an office document with a password');
    }
    if (kind === 'pdf') {
      const text = textOfPdf(await extractPdf(bytes, signal));
      return { kind: 'article', article: articleFromText(text) };
    }
    if (kind === 'zip') return inWorker(bytes, fileTypes.docx, signal).catch(asFileFailure);
    if (kind !== 'html' && kind !== 'text') {
      return { kind: 'picture', picture: pictureOf(bytes, kind) };
    }
    if (bytes.length > mostText) throw new Failure('too-long', `${bytes.length} bytes of text`);
    return inWorker(bytes, kind === 'html' ? 'text/html' : fileTypes.text, signal);
  };
};

const pictureOf = (bytes: Uint8Array, mediaType: Picture['mediaType']): Picture => {
  if (bytes.length > mostPicture) {
    throw new Failure('picture-too-large', `${bytes.length} bytes of a picture`);
  }
  return { mediaType, bytes };
};

/** What stops the worker is told of a page; of a file the reader is told otherwise. */
const asFileFailure = (thrown: unknown): never => {
  if (thrown instanceof Failure && thrown.kind === 'page-hostile') {
    throw new Failure('file-broken', thrown.message, { cause: thrown });
  }
  throw thrown;
};
