import { Failure, type FailureKind } from '../lib/failure.ts';
import { withoutQuery } from './addresses.ts';

const longestWait = 60 * 60 * 1000;

/** The Retry-After header (seconds or an HTTP date) in milliseconds, an hour at the most. */
const retryAfterOf = (value: string | string[] | undefined): number | undefined => {
  if (typeof value !== 'string' || value === '') return undefined;
  const ms = /^\d{1,9}$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), longestWait) : undefined;
};

/** Statuses after which the same request may succeed: timeouts, rate limits, the server's trouble. */
const mayPass = (status: number): boolean =>
  status === 408 || status === 425 || status === 429 || (status >= 500 && status !== 501);

/** What a status that brings no page means; undefined for 2xx. */
export const failureOfStatus = (
  status: number,
  headers: Record<string, string | string[] | undefined>,
  url: URL,
): Failure | undefined => {
  if (status >= 200 && status < 300) return undefined;
  const message = `${withoutQuery(url)} answered ${status}`;
  if (status === 404 || status === 410) return new Failure('page-missing', message);
  if (status === 402) return new Failure('page-paywalled', message);
  // A challenge is meant for browsers: it never passes, whatever its status says.
  if (headers['cf-mitigated'] !== undefined || !mayPass(status)) {
    return new Failure('page-refused', message);
  }
  const retryAfterMs = retryAfterOf(headers['retry-after']);
  return new Failure('page-unreachable', message, { retryAfterMs });
};

const kinds: Record<string, FailureKind> = {
  ENOTFOUND: 'address-unknown',
  EAI_NONAME: 'address-unknown',
  UND_ERR_HEADERS_TIMEOUT: 'page-too-slow',
  UND_ERR_BODY_TIMEOUT: 'page-too-slow',
  UND_ERR_HEADERS_OVERFLOW: 'page-too-large',
};

/** Codes of the decompressors: the body is not what its header says. */
const isBrokenCoding = (code: string): boolean =>
  code.startsWith('Z_') || code.startsWith('ERR__ERROR_') || code.startsWith('ERR_BROTLI');

/** Codes of a handshake that fails, and of a certificate that does not hold: no later try helps. */
const isInsecure = (code: string): boolean =>
  code === 'EPROTO' || /^(?:CERT_|ERR_TLS_|ERR_SSL_|UNABLE_TO_|DEPTH_|SELF_SIGNED_)/.test(code);

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

const kindOf = (code: string): FailureKind => {
  if (isBrokenCoding(code)) return 'page-not-text';
  return isInsecure(code) ? 'page-insecure' : (kinds[code] ?? 'page-unreachable');
};

/** What went wrong on the way, as a Failure. `late`: the request's own deadline had passed. */
export const failureOfError = (
  error: unknown,
  { first, late }: { first: string; late: boolean },
): Failure => {
  if (error instanceof Failure) return error;
  if (error instanceof Error && error.cause instanceof Failure) return error.cause;
  const url = URL.parse(first);
  const where = url === null ? 'the address' : withoutQuery(url);
  if (late) return new Failure('page-too-slow', `${where} took too long`, { cause: error });
  const code = codeOf(error);
  return new Failure(kindOf(code), `${where} failed: ${code === '' ? 'no code' : code}`, {
    cause: error,
  });
};
