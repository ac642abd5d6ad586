import type { FailureKind } from '../lib/failure.ts';
import type { Answer } from '../summary/answer.ts';
import type { Request } from './request.ts';
import type { Settings } from './settings.ts';
import type { AnswerByline } from './stored.ts';

/** A summary as one chat sees it. */
export type ShownSummary = {
  answer: Answer;
  byline: AnswerByline;
  settings: Pick<Settings, 'digits' | 'sources'>;
  /** What else is said: a first hint, that it is being written anew, or why it was not. */
  note?: 'first' | 'working' | FailureKind | undefined;
};

/** What is being done for a request; `ahead` are those that wait before it. */
export type Stage =
  | { doing: 'reading' | 'summarising' | 'checking' }
  /** Who is waited for did not answer, and is asked again. */
  | { doing: 'retrying'; whom: 'site' | 'file' | 'model' }
  | { doing: 'waiting'; ahead: number };

/** What can be told to a reader about a request. The chat finds the words. */
export type Telling =
  /** `ahead`: how many articles of the same reader are before it in line, where that is worth saying. */
  | { kind: 'placeholder'; ahead: number }
  | ({ kind: 'summary' } & ShownSummary)
  /** In the placeholder's place: how far the work is. */
  | { kind: 'progress'; stage: Stage }
  /** The reader wanted it no longer. */
  | { kind: 'cancelled' }
  /** The answer to a question about an article. */
  | { kind: 'reply'; answer: Answer }
  | { kind: 'failure'; failure: FailureKind }
  /** This text was answered before; `messageId` is that answer, 0 if it is not known. */
  | { kind: 'repeat'; messageId: number };

/**
 * The chat that a request came from. Both ways reject with a Failure: `chat-flooded` (with
 * `retryAfterMs`) and `chat-unreachable` mean that surely nothing was sent, `delivery-in-doubt` that
 * it may have been, `chat-closed` that the reader has blocked the bot or is gone,
 * `message-rejected` that the chat refuses this very message.
 */
export type Messenger = {
  /** Sends a new message as a reply to the request's, and gives its id. */
  send: (request: Request, telling: Telling, signal?: AbortSignal) => Promise<number>;
  /**
   * Changes a message sent before; may be repeated at will. False where the message is gone, so
   * that a new one is owed.
   */
  edit: (
    request: Request,
    messageId: number,
    telling: Telling,
    signal?: AbortSignal,
  ) => Promise<boolean>;
  /** Takes a message away; one that is gone already is no failure. */
  remove: (request: Request, messageId: number, signal?: AbortSignal) => Promise<void>;
};
