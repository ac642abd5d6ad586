import { spawn } from 'node:child_process';

import { Failure } from '../lib/failure.ts';

type Options = {
  /** The program, poppler's `pdftotext`; found on the usual paths. */
  command?: string;
  timeoutMs?: number;
  /** Address space of the child, in KiB, where the system lets it be limited. */
  memoryKb?: number;
  /** Bytes of text that are read. */
  most?: number;
};

/** Gives the raw text of a PDF, its pages parted by form feeds. */
export type ExtractPdf = (bytes: Uint8Array, signal?: AbortSignal) => Promise<string>;

/** What the shell says where there is no such program. */
const notFound = 127;
const mostPages = '60';

/** Limits that not every system knows are left out there; time is limited in any case. */
const limited = 'ulimit -v "$1" 2>/dev/null; ulimit -t "$2" 2>/dev/null; shift 2; exec "$@"';

/**
 * Reads PDFs by a child process of its own, without the environment, limited in time, memory and
 * output, since the reader of a hostile format may crash or swell. Rejects with a Failure of kind
 * `pdf-reader-missing`, `file-encrypted`, `file-broken` or `too-long`.
 */
export const createExtractPdf = ({
  command = 'pdftotext',
  timeoutMs = 20_000,
  memoryKb = 1_000_000,
  most = 2 * 1024 * 1024,
}: Options = {}): ExtractPdf => {
  const seconds = String(Math.ceil(timeoutMs / 1_000));
  const reader = [command, '-enc', 'UTF-8', '-l', mostPages, '-', '-'];
  return (bytes, signal) =>
    new Promise((resolve, reject) => {
      const child = spawn('sh', ['-c', limited, 'sh', String(memoryKb), seconds, ...reader], {
        env: { PATH: '/usr/local/bin:/usr/bin:/bin:/opt/homebrew/bin', LC_ALL: 'C' },
        stdio: ['pipe', 'pipe', 'pipe'],
        timeout: timeoutMs,
        killSignal: 'SIGKILL',
        ...(signal === undefined ? {} : { signal }),
      });
      const chunks: Buffer[] = [];
      let size = 0;
      let complaint = '';
      const end = (failure: Failure): void => {
        child.kill('SIGKILL');
        reject(failure);
      };
      child.stdout.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size > most) end(new Failure('too-long', `more than ${most} bytes of text in a PDF`));
        else chunks.push(chunk);
      });
      child.stderr.on('data', (chunk: Buffer) => {
        complaint = `${complaint}${chunk.toString('latin1')}`.slice(0, 4_000);
      });
      // A child that stops reading before the end says why by its exit code.
      child.stdin.on('error', () => {});
      child.on('error', () => end(new Failure('file-broken', 'reading the PDF was given up')));
      child.on('close', (code) => {
        if (code === 0) resolve(Buffer.concat(chunks).toString('utf8'));
        else reject(failureOf(code, complaint));
      });
      child.stdin.end(bytes);
    });
};

/** The complaint may quote the file and stays out of the message. */
const failureOf = (code: number | null, complaint: string): Failure => {
  if (code === notFound) return new Failure('pdf-reader-missing', 'no pdftotext on this machine');
  if (/incorrect password|encrypt/i.test(complaint)) {
    return new Failure('file-encrypted', 'a PDF that asks for a password');
  }
  return new Failure('file-broken', `pdftotext ended with ${code ?? 'a signal'}`);
};
