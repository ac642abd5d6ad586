import { AnthropicError, APIError } from '@anthropic-ai/sdk';

import type { Clock } from '../lib/clock.ts';
import { Failure, type FailureKind } from '../lib/failure.ts';

/**
 * What an error of the SDK means for the queue. The API's own `type` and `error_code` are read
 * first: an error inside a stream has no status, and a spend limit comes as 400, 402 or 429.
 * What is no error of the SDK is given back as it is. With `pictures` shown, a request that was
 * refused for one of them is the reader's matter and not the operator's.
 */
export const failureOf = (thrown: unknown, clock: Clock, pictures = 0): unknown => {
  if (!(thrown instanceof APIError)) {
    // A dropped socket and a stream without its end come as the bare root class.
    return thrown instanceof AnthropicError
      ? new Failure('model-busy', `the model's answer broke off: ${thrown.message}`, {
          cause: thrown,
        })
      : thrown;
  }
  const kind = (pictures > 0 ? pictureKind(thrown) : undefined) ?? kindOf(thrown);
  return new Failure(kind, describe(thrown, kind), {
    cause: thrown,
    retryAfterMs: retryAfterMs(thrown, clock),
  });
};

/** What a refusal says of a picture that was shown; undefined where it is about something else. */
const pictureKind = ({ type, status, apiMessage }: APIError): FailureKind | undefined => {
  const said = apiMessage ?? '';
  if (status === 413) return 'picture-too-large';
  if (type !== 'invalid_request_error' || !/\bimage\b/i.test(said)) return undefined;
  return /exceed|too large|downsize|oversized/i.test(said)
    ? 'picture-too-large'
    : 'picture-unreadable';
};

const spendCodes = /spend_limit_reached$|^linked_organization_|^organization_on_hold$/;
/** The cap that an organisation sets itself is told from a bad request by its words alone. */
const ownSpendCap = /^You have reached your specified .*API usage limits/;

const busyTypes = new Set(['overloaded_error', 'api_error', 'timeout_error', 'conflict_error']);
const misconfiguredTypes = new Set([
  'invalid_request_error',
  'authentication_error',
  'permission_error',
  'not_found_error',
]);

const kindOf = ({ status, type, errorCode, apiMessage }: APIError): FailureKind => {
  if (type === 'billing_error' || status === 402) return 'model-spend-limit';
  if (spendCodes.test(errorCode ?? '')) return 'model-spend-limit';
  if (ownSpendCap.test(apiMessage ?? '')) return 'model-spend-limit';
  if (type === 'rate_limit_error' || status === 429) return 'model-rate-limited';
  if (busyTypes.has(type ?? '')) return 'model-busy';
  if (misconfiguredTypes.has(type ?? '')) return 'model-misconfigured';
  if (status === undefined || status === 408 || status === 409 || status >= 500)
    return 'model-busy';
  return 'model-misconfigured';
};

const describe = (error: APIError, kind: FailureKind): string => {
  const { status, type, errorCode, requestID, apiMessage } = error;
  const facts = [status, type, errorCode, requestID].filter((fact) => fact !== undefined && fact);
  // Only an operator can mend these, and the API's sentence says what is wrong.
  const words = kind === 'model-misconfigured' ? `: ${(apiMessage ?? '').slice(0, 300)}` : '';
  return facts.length === 0 ? error.message : `the model's API answered ${facts.join(' ')}${words}`;
};

/** A server that asks for more than an hour is asked again after one. */
const longestWaitMs = 3_600_000;

/** `retry-after` in milliseconds, from seconds or a date. */
const retryAfterMs = ({ headers }: APIError, clock: Clock): number | undefined => {
  const value = headers?.get('retry-after');
  if (value === undefined || value === null || value === '') return undefined;
  const wait = /^\d+(\.\d+)?$/.test(value) ? Number(value) * 1000 : Date.parse(value) - clock.now();
  return Number.isNaN(wait) ? undefined : Math.min(Math.max(Math.ceil(wait), 0), longestWaitMs);
};
