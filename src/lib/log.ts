import { pino } from 'pino';

/** What the code asks of a logger; pino's shape, with the object before the message. */
export type Log = {
  debug: (fields: object, message: string) => void;
  info: (fields: object, message: string) => void;
  warn: (fields: object, message: string) => void;
  error: (fields: object, message: string) => void;
  /** A logger that adds these fields to each line, such as the id of a request. */
  child: (fields: object) => Log;
};

/** Bot tokens and API keys as they appear in URLs (`/bot123:…/`), headers and error texts. */
const secrets =
  /(?<!\d)\d{5,}:[\w-]{20,}|\bsk-ant-[\w-]+|(?<=Bearer )[\w.-]+|(?<=:\/\/[^\s:@/]*:)[^\s@/]+(?=@)/g;

/** Replaces whatever looks like a token, a key or a password in a URL by `[secret]`. */
export const redact = (text: string): string => text.replaceAll(secrets, '[secret]');

/** The product's logger: JSON lines on standard output, with secrets removed from every line. */
export const createLog = ({
  level,
  write = (line) => process.stdout.write(line),
}: {
  level: string;
  write?: (line: string) => void;
}): Log =>
  pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    { write: (line: string) => write(redact(line)) },
  );

/** For tests and the command line: says nothing. */
export const silentLog: Log = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  child: () => silentLog,
};
