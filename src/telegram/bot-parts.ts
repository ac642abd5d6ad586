import type { Context } from 'grammy';

import type { Feed } from '../digest/feed.ts';
import type { AcceptRequest } from '../jobs/accept-request.ts';
import type { CancelRequests } from '../jobs/cancel-requests.ts';
import type { Feedback } from '../jobs/feedback.ts';
import type { ForgetReader } from '../jobs/forget-reader.ts';
import type { MoveChat } from '../jobs/move-chat.ts';
import type { OperatorDesk } from '../jobs/operators.ts';
import type { Gatherings } from '../jobs/parts.ts';
import type { Deliveries, Readers, Requests, Summaries, Texts } from '../jobs/ports.ts';
import type { ReviseAnswer } from '../jobs/revise-answer.ts';
import type { Inbox } from '../jobs/turns.ts';
import type { Log } from '../lib/log.ts';
import type { SubscriptionParts } from './subscriptions/changes.ts';
import type { TakeIn } from './take-in.ts';
import type { LanguageOf, TurnOf } from './turn.ts';
import type { Say, Words } from './words.ts';

/** What the bot is given. */
export type BotOptions = {
  words: Words;
  accept: AcceptRequest;
  revise: ReviseAnswer;
  cancel: CancelRequests;
  forget: ForgetReader;
  moveChat?: MoveChat | undefined;
  inbox: Inbox;
  gatherings: Gatherings;
  readers: Readers;
  requests: Requests;
  texts: Texts;
  feedback: Feedback;
  summaries: Summaries;
  deliveries: Deliveries;
  /** Absent where there are no digests. */
  digestChat?: Omit<SubscriptionParts, 'words'> | undefined;
  /** An article that /start offers as an example. */
  example: string;
  /** The feeds that are asked for news: what a reader's topics are exported with. */
  feeds: readonly Feed[];
  /** Absent where there are no operators. */
  desk?: OperatorDesk | undefined;
  /** Who may use the bot; empty for everybody. */
  allowed: readonly number[];
  /** Whether articles leave for a language model: what /privacy must say. */
  usesModel: boolean;
  log: Log;
};

type BotParts = BotOptions & {
  languageOf: LanguageOf;
  say: (ctx: Context) => Promise<Say>;
  turnOf: TurnOf;
  takeIn: TakeIn;
};

/** Those parts that a handler needs. */
export type Uses<Name extends keyof BotParts> = Pick<BotParts, Name>;
