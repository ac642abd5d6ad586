import type { Article, Prose, TextLanguage } from '../article/article.ts';
import type { ReadFile, ReadPictures } from '../article/ports.ts';
import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import type { Answer } from '../summary/answer.ts';
import type { Form, Shape } from '../summary/summary.ts';
import type { Messenger, Stage } from './messenger.ts';
import type {
  Deliveries,
  Enqueue,
  QueueName,
  Readers,
  Readings,
  Requests,
  Spending,
  Summaries,
  Texts,
} from './ports.ts';
import type { FileReference, Request } from './request.ts';

/** How articles are summarised here: what the bot and the command line have in common. */
export type Summariser = {
  /** The key that a summary of this text in this form is shared by. */
  keyOf: (prose: Prose, form: Form) => string;
  /** The key that the answer to a question about this text is shared by. */
  keyOfQuestion: (prose: Prose, question: string) => string;
  /** Whether an article in this language can be summarised. */
  understands: (language: TextLanguage) => boolean;
  summarise: (
    prose: Prose,
    options: Form & { signal?: AbortSignal; checking?: () => void },
  ) => Promise<Answer>;
  summariseWithoutModel: (prose: Prose, reason: Answer['reason'], shape?: Shape) => Answer;
  answerQuestion: (prose: Prose, question: string, signal?: AbortSignal) => Promise<Answer>;
  answerWithoutModel: (prose: Prose, question: string, reason: Answer['reason']) => Answer;
  /** Undefined where no model works that sees. */
  readPictures: ReadPictures | undefined;
};

/** An article, and whether a model read it from pictures. */
export type FileArticle = { article: Article; fromPicture: boolean };

/** Everything that the way of an article is made of; each step takes what it needs. */
export type Collaborators = Summariser & {
  requests: Requests;
  readings: Readings;
  texts: Texts;
  summaries: Summaries;
  deliveries: Deliveries;
  spending: Spending;
  readers: Readers;
  messenger: Messenger;
  /** The article behind a link. Rejects as fetching and reading do. */
  readLink: (link: string, signal: AbortSignal) => Promise<Article>;
  /**
   * Several files of one request are the pages of one article. `arePhotos`: surely pictures, so that
   * without a model nothing need be fetched. Rejects as fetching and reading do.
   */
  readFiles: (
    request: string,
    files: readonly FileReference[],
    how: { signal: AbortSignal; arePhotos: boolean },
  ) => Promise<FileArticle>;
  readText: (pasted: string) => Article;
  /**
   * Fetches a file that a reader sent, within the bounds of the chat. Rejects with a Failure of kind
   * `file-too-large`, `file-gone`, `file-unreachable` or `chat-flooded`.
   */
  downloadFile: (id: string, signal?: AbortSignal) => Promise<Uint8Array>;
  readFile: ReadFile;
  enqueue: Enqueue;
  /** How many wait in a queue. */
  waitingIn: (queue: QueueName) => Promise<number>;
  /** Tells a request's reader what is being done, as a courtesy. */
  progress: (request: Request, stage: Stage) => void;
  clock: Clock;
  log: Log;
};

/** Those that a step needs. */
export type With<Name extends keyof Collaborators> = Pick<Collaborators, Name>;
