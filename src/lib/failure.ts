/**
 * Every way in which Mujaz can fail a reader. The list is closed: the queue reads it to decide
 * whether to try again, the chat to choose its sentence, and the metrics use it as a label.
 */
export const failureRules = {
  // What the reader sent.
  'nothing-to-read': 'never',
  'too-short': 'never',
  'too-long': 'never',
  'message-unsupported': 'never',
  'reply-unreadable': 'never',
  'too-many-links': 'never',
  'not-news': 'never',
  'foreign-language': 'never',
  'daily-limit': 'never',
  'too-many-waiting': 'never',
  expired: 'never',
  'not-ready': 'backoff',
  'unreadable-line': 'never',
  // Links to what is no page of an article.
  'link-of-aggregator': 'never',
  'link-of-network': 'never',
  'link-of-video': 'never',
  'link-of-channel': 'never',
  'telegram-post-unread': 'never',
  // Files and pictures.
  'file-too-large': 'never',
  'file-unsupported': 'never',
  'file-broken': 'never',
  'file-encrypted': 'never',
  'file-gone': 'never',
  'file-unreachable': 'backoff',
  'pdf-scanned': 'never',
  'pdf-garbled': 'never',
  'pdf-reader-missing': 'never',
  'picture-needs-model': 'never',
  'picture-unreadable': 'never',
  'picture-too-large': 'never',
  // The page behind a link.
  'address-forbidden': 'never',
  'address-unknown': 'never',
  'page-unreachable': 'backoff-briefly',
  'page-in-line': 'backoff',
  'page-insecure': 'never',
  'page-too-slow': 'never',
  'page-too-large': 'never',
  'page-missing': 'never',
  'page-refused': 'never',
  'page-not-text': 'never',
  'page-hostile': 'never',
  'page-without-article': 'never',
  'page-paywalled': 'never',
  'page-needs-login': 'never',
  'page-cookie-wall': 'never',
  'page-needs-script': 'never',
  'page-is-listing': 'never',
  'page-is-video': 'never',
  // The language model.
  'model-rate-limited': 'hold-queue',
  'model-busy': 'backoff',
  'model-spend-limit': 'pause-model',
  'model-refused': 'never',
  'model-unreadable': 'never',
  'model-misconfigured': 'never',
  'budget-spent': 'never',
  // Telegram.
  'chat-flooded': 'backoff',
  'chat-unreachable': 'backoff',
  'chat-closed': 'never',
  'message-rejected': 'never',
  'delivery-in-doubt': 'backoff',
  // Ourselves.
  'store-away': 'backoff',
  internal: 'backoff',
} as const satisfies Record<string, RetryRule>;

/**
 * What the queue does about a failure: `never` gives up at once; `backoff` tries again with growing
 * pauses until the job's budget of time is spent, `backoff-briefly` for a minute; `hold-queue` stops
 * the whole queue for `retryAfterMs` without counting a try; `pause-model` gives up and lets no
 * further call be made until an hour has passed.
 */
export type RetryRule = 'never' | 'backoff' | 'backoff-briefly' | 'hold-queue' | 'pause-model';

/** A kind of failure; the names are also the metric labels. */
export type FailureKind = keyof typeof failureRules;

/** All kinds, for tables that must be complete. */
// Object.keys is typed as string[]; the literal above is the only source of these keys.
// oxlint-disable-next-line typescript/no-unsafe-type-assertion
export const failureKinds = Object.keys(failureRules) as readonly FailureKind[];

type Details = { retryAfterMs?: number | undefined; cause?: unknown };

/**
 * The one error of Mujaz. `message` is for operators, in English, and never holds a secret or a
 * reader's text; what a reader is told follows from `kind` alone.
 */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly kind: FailureKind;
  /** How long the other side asked us to wait, where it did. */
  readonly retryAfterMs: number | undefined;

  constructor(kind: FailureKind, message: string, { retryAfterMs, cause }: Details = {}) {
    super(message, cause === undefined ? undefined : { cause });
    this.kind = kind;
    this.retryAfterMs = retryAfterMs;
  }
}

/** Any thrown value as a Failure: one stays as it is, all else is `internal` with its cause. */
export const asFailure = (thrown: unknown): Failure =>
  thrown instanceof Failure
    ? thrown
    : new Failure('internal', thrown instanceof Error ? thrown.message : String(thrown), {
        cause: thrown,
      });
