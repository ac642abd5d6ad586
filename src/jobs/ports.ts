import type { Prose } from '../article/article.ts';
import type { FailureKind } from '../lib/failure.ts';
import type { Log } from '../lib/log.ts';
import type { Form, OutputLanguage } from '../summary/summary.ts';
import type { Request } from './request.ts';
import type { Settings } from './settings.ts';
import type { AnswerByline, AskedQuestion, Conclusion, Outcome, Reading } from './stored.ts';

/** The queues by name; each waits for something different, so none holds up another. */
export const queueNames = ['articles', 'summaries', 'deliveries', 'digests', 'feeds'] as const;
export type QueueName = (typeof queueNames)[number];

/** Jobs carry ids only: the texts lie in the stores and expire there. */
export type Work = {
  articles: { request: string };
  summaries: Form & { key: string; request: string };
  /** An answer to a request, or a digest: these are told apart, because their rules of doubt differ. */
  deliveries: { request: string; digest?: true };
  digests: { request: string };
  /** The address of a feed. */
  feeds: { feed: string };
};

type Placing = {
  /** The work is done after so long at the earliest. */
  delayMs?: number;
  /**
   * How many of the same reader's are before it: work of an earlier turn is taken first, whoever
   * came first, so that one reader's many delay no other reader's one.
   */
  turn?: number;
  /** The work may be there already, for a reader of a later turn: the earlier one then counts. */
  shared?: boolean;
};

/**
 * Puts work into a queue. The same id twice, while the first is unfinished, is one job. Rejects with
 * a Failure of kind `store-away` within seconds where Redis does not answer.
 */
export type Enqueue = <Q extends QueueName>(
  queue: Q,
  id: string,
  work: Work[Q],
  placing?: Placing,
) => Promise<void>;

/** Takes a reader's jobs out of all queues, dead ones included; what is at hand is left to end. */
export type Discard = (reader: number, requests: readonly string[]) => Promise<void>;

export type Attempt = {
  /** Aborted when the worker must stop or the job's deadline has passed. */
  signal: AbortSignal;
  /** Carries the request's id into every line. */
  log: Log;
};

/** A kind of work: how it is done, and what is owed when it cannot be done. Both may run twice. */
export type Job<W> = {
  run: (work: W, attempt: Attempt) => Promise<void>;
  /** Called once the failure's rule or the queue's budget of time says that trying is over. */
  giveUp: (work: W, failure: { kind: FailureKind }, attempt: Attempt) => Promise<void>;
};

/** What a reader wished, for as long as an answer may be wanted. */
export type Requests = {
  /** Stores it, and gives the form of this wish that counts: itself where there was none yet. */
  save: (request: Request) => Promise<string>;
  /** Stores it more tightly, once nobody is in a hurry; false where it is stored no more. */
  pack: (request: Request) => Promise<boolean>;
  load: (id: string) => Promise<Request | undefined>;
  /** The form of this wish that counts by now: itself, an earlier or a later one, or none yet. */
  current: (request: Request) => Promise<string | undefined>;
  /** Makes it the one that counts for its message, which is answered once, for its last form. */
  supersede: (request: Request) => Promise<void>;
  /** Whether a later form of the same message has taken this request's place. */
  superseded: (request: Request) => Promise<boolean>;
  /** The reader's requests of the last thirty days. */
  idsOf: (reader: number) => Promise<string[]>;
  /** Removes all that is stored of a reader: requests, deliveries, texts only they sent. */
  forget: (reader: number) => Promise<void>;
};

/** Cleaned texts and questions, under the key that their answer is shared by. */
export type Texts = {
  save: (key: string, prose: Prose) => Promise<void>;
  load: (key: string) => Promise<Prose | undefined>;
  saveQuestion: (key: string, question: AskedQuestion) => Promise<void>;
  loadQuestion: (key: string) => Promise<AskedQuestion | undefined>;
};

/** What was read from a page or a picture, so that nothing is fetched or paid for twice. */
export type Readings = {
  /** `source` is a canonical address, or the id of the one request that it was read for. */
  load: (source: string) => Promise<Reading | undefined>;
  save: (source: string, reading: Reading) => Promise<void>;
};

/** What a summary remembers of a request: whose text it is, and in which form it was asked. */
export type Asker = Pick<Request, 'id' | 'reader'> & Form;

/**
 * One summary for one text, however many readers wait for it. Each method is one atomic step.
 */
export type Summaries = {
  /**
   * `answered`: the answer is stored. `joined`: a run is under way and the request now waits for
   * it. `started`: this request began a new run, after none, after one that failed, or because the
   * stored answer is renewable. `run` names the run, so that a job id never meets an older one.
   * Asking twice with one request is harmless.
   */
  ask: (
    key: string,
    request: Asker,
  ) => Promise<{ state: 'answered' | 'joined' | 'started'; run: number }>;
  /**
   * Ends the run and sets all who wait free at once; a run that has ended already stays as it was.
   * One that was to renew an answer and failed leaves that answer.
   */
  finish: (key: string, conclusion: Conclusion) => Promise<void>;
  /** What can be told by now; an answer stays until the run that renews it has ended. */
  conclusion: (key: string) => Promise<Conclusion | undefined>;
  isUnderWay: (key: string) => Promise<boolean>;
  /** Whether the stored answer is a temporary one, old enough for another try. */
  isRenewable: (key: string) => Promise<boolean>;
  /** Some requests that wait for the run that is under way, at most so many. */
  waiting: (key: string, most: number) => Promise<string[]>;
  /** Gives a run up that nobody waits for; false where somebody does, or none is under way. */
  abandon: (key: string) => Promise<boolean>;
  /** Requests set free by `finish` whose delivery has not been enqueued yet. */
  freed: (key: string) => Promise<string[]>;
  /** Strikes a request from the freed ones: its delivery is in the queue. */
  release: (key: string, request: string) => Promise<void>;
  /** Keys that have had somebody waiting or freed for longer than this: the sweep's list. */
  overdue: (
    olderThanMs: number,
  ) => Promise<{ key: string; run: number; work: Work['summaries'] }[]>;
};

/** One answer on its way to one chat. */
export type Delivery = {
  placeholder: 'none' | 'sending' | 'known';
  answer: 'waiting' | 'sending' | 'sent' | 'closed';
  /** The message that shows the placeholder, and later the answer; 0 while unknown. */
  messageId: number;
  byline: AnswerByline;
  outcome: Outcome | undefined;
};

/** Deliveries as small state machines. A change happens only from the state that is named. */
export type Deliveries = {
  load: (request: string) => Promise<Delivery | undefined>;
  /** The request that this message of ours answers, or shows as being worked on. */
  at: (chat: number, messageId: number) => Promise<string | undefined>;
  /** Creates the delivery if there is none; `messageId` ≠ 0 takes over a message already shown. */
  open: (request: string, messageId: number) => Promise<void>;
  /** The same for a message yet to be sent; false where its sending was begun before. */
  begin: (request: string) => Promise<boolean>;
  movePlaceholder: (
    request: string,
    from: Delivery['placeholder'],
    to: Delivery['placeholder'],
    messageId?: number,
  ) => Promise<boolean>;
  moveAnswer: (
    request: string,
    from: Delivery['answer'],
    to: Delivery['answer'],
    messageId?: number,
  ) => Promise<boolean>;
  setByline: (request: string, byline: AnswerByline) => Promise<void>;
  /**
   * Sets what is to be told, once, and says whether it did: a later conclusion of the same request
   * changes nothing.
   */
  conclude: (request: string, outcome: Outcome) => Promise<boolean>;
  /**
   * The placeholder that may be changed to tell how far the work is, for so long; 0 where there is
   * none, where something is to be told already, or while another change is under way.
   */
  beginProgress: (request: string, forMs: number) => Promise<number>;
  endProgress: (request: string) => Promise<void>;
  /** For how long a change of the placeholder may still be under way, in milliseconds. */
  progressMs: (request: string) => Promise<number>;
  /**
   * The request by which this chat was first sent this text, within a day: the given one, if no
   * other was. `unclaim` frees the text again after a failure.
   */
  claim: (chat: number, key: string, request: string) => Promise<string>;
  unclaim: (chat: number, key: string, request: string) => Promise<void>;
  /** Frees whichever text this request has claimed. */
  release: (request: string) => Promise<void>;
};

/** Money for model calls, in micro-dollars per UTC day, shared by all processes. */
export type Spending = {
  /** Sets the amount aside unless the day's budget would be passed; says whether it did. */
  reserve: (microUsd: number) => Promise<boolean>;
  /** Replaces a reservation by what the call did cost. */
  settle: (reserved: number, spent: number) => Promise<void>;
  spentToday: () => Promise<number>;
  /** No model call until then, in milliseconds since 1970. */
  pauseUntil: (time: number) => Promise<void>;
  pausedUntil: () => Promise<number>;
};

/** What is known of a reader. */
export type Readers = {
  language: (reader: number) => Promise<OutputLanguage | undefined>;
  setLanguage: (reader: number, language: OutputLanguage) => Promise<void>;
  /** What a chat has set, or the defaults; a private chat has its reader's number. */
  settings: (chat: number) => Promise<Settings>;
  set: (chat: number, changes: Partial<Settings>) => Promise<void>;
  /** Whether this is the chat's first summary, the same for one request however often it is asked. */
  isFirst: (chat: number, request: string) => Promise<boolean>;
  /** Counts one summary towards the reader's day; false where the day's limit is reached. */
  countSummary: (reader: number, request: string) => Promise<boolean>;
  /** Notes a request as unfinished; gives how many are before it, and whether the reader is new. */
  begin: (reader: number, request: string) => Promise<{ before: number; isNew: boolean }>;
  end: (reader: number, request: string) => Promise<void>;
  /** The unfinished requests of a reader, oldest first. */
  inLine: (reader: number) => Promise<string[]>;
  /** Shows all readers' unfinished requests that were begun longer ago than this, one by one. */
  eachUnfinished: (olderThanMs: number, show: (request: string) => Promise<void>) => Promise<void>;
  /** Counts one wish of a group; false where it has had so many within the same minute. */
  mayAsk: (chat: number) => Promise<boolean>;
  /** Whether the reader is to be told that they send too much: once in ten minutes. */
  mayTellOfFlood: (reader: number) => Promise<boolean>;
  forget: (reader: number) => Promise<void>;
};
