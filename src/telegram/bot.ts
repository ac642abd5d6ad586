import { Bot, type Composer, type Context, type NextFunction } from 'grammy';

import type { Feed } from '../digest/feed.ts';
import type { AcceptRequest } from '../jobs/accept-request.ts';
import type { CancelRequests } from '../jobs/cancel-requests.ts';
import type { Feedback } from '../jobs/feedback.ts';
import type { ForgetReader } from '../jobs/forget-reader.ts';
import type { MoveChat } from '../jobs/move-chat.ts';
import type { Gatherings } from '../jobs/parts.ts';
import type { Readers, Requests, Summaries, Texts, Deliveries } from '../jobs/ports.ts';
import type { OperatorDesk } from '../jobs/report.ts';
import type { ReviseAnswer } from '../jobs/revise-answer.ts';
import type { Inbox } from '../jobs/turns.ts';
import type { Log } from '../lib/log.ts';
import { onlyAdministrators } from './admins.ts';
import { createAnswerButtons } from './answer-buttons.ts';
import { createCancel } from './cancel.ts';
import { createChatTurns } from './chat-turns.ts';
import { createCommands } from './commands.ts';
import { createFirstMinute } from './first-minute.ts';
import { followMigration } from './follow-migration.ts';
import { createAddressed, createGroups } from './groups.ts';
import { createIntake, isSurelyArticle } from './intake-handler.ts';
import { createOnce } from './once.ts';
import { createOperatorCommands } from './operator-commands.ts';
import { createOwnData } from './own-data.ts';
import { createLanguageOf } from './party.ts';
import { createQuestions } from './questions.ts';
import { createSettings, isOfSettings } from './settings.ts';
import type { SubscriptionParts } from './subscriptions/changes.ts';
import { createSubscriptionCommands, isOfSubscriptions } from './subscriptions/commands.ts';
import { createTakeIn } from './take-in.ts';
import type { Words } from './words.ts';

export type BotOptions = {
  bot: Bot;
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

/** The kinds of updates that Mujaz reads; all others are never sent to it. */
export const allowedUpdates = [
  'message',
  'edited_message',
  'channel_post',
  'callback_query',
  'my_chat_member',
] as const;

/** How long one call may take; longer, and it is in doubt. A long poll is shorter. */
const callTimeoutSeconds = 30;

/** A client of the Bot API: for answers in every role, for updates where ingress runs. */
export const createClient = (options: { token: string; apiRoot: string }): Bot => {
  const bot = new Bot(options.token, {
    client: { apiRoot: options.apiRoot, timeoutSeconds: callTimeoutSeconds },
  });
  bot.api.config.use(followMigration);
  return bot;
};

/**
 * Gives the bot its handlers, in this order: each update once, those of one chat in turn, only for
 * those who may; then commands, buttons, and whatever else is an article.
 */
export const equipBot = (options: BotOptions): void => {
  const { bot, words, inbox, readers, allowed, log } = options;
  const languageOf = createLanguageOf(readers);
  const say = async (ctx: Context) => words[await languageOf(ctx)];
  bot.use(createOnce({ inbox, say, log }));
  bot.use(createChatTurns());
  bot.use(onlyFor(allowed));

  // In the order of these lines: a branch takes its place when it is made.
  const inPrivate = (...handlers: Composer<Context>[]) => bot.chatType('private', ...handlers);
  const takeIn = createTakeIn({ ...options, languageOf, say });
  const intake = createIntake({ ...options, takeIn });
  bot.chatType('private').filter(isSurelyArticle, intake);
  const questions = { ...options, languageOf, say };
  // «الوقت الذي…؟» in reply to an answer asks about it and orders nothing.
  bot.use(createQuestions({ ...questions, surely: true }));
  if (options.desk) inPrivate(createOperatorCommands({ desk: options.desk, words, say }));
  bot.use(createGroups({ ...options, takeIn, say }));
  bot.use(createCancel({ ...options, say }));
  bot.use(createAddressed({ ...options, takeIn, say }));
  if (options.digestChat) {
    bot.filter(isOfSubscriptions).use(onlyAdministrators(say));
    bot.use(createSubscriptionCommands({ ...options, ...options.digestChat, languageOf }));
  }
  const firstMinute = createFirstMinute({ ...options, languageOf });
  const ownData = createOwnData({ ...options, languageOf });
  const settings = createSettings({ ...options, languageOf });
  inPrivate(createCommands({ ...firstMinute, ...ownData, ...settings, words, say }));
  bot.filter(isOfSettings).use(onlyAdministrators(say));
  bot.chatType(['group', 'supergroup']).command('settings', settings.settings);
  const presses = bot.on('callback_query');
  presses.chatType('private', firstMinute.buttons, ownData.buttons);
  presses.use(settings.buttons, createAnswerButtons({ ...options, languageOf }));
  inPrivate(createQuestions({ ...questions, surely: false }), intake);

  function onlyFor(ids: readonly number[]) {
    return async (ctx: Context, next: NextFunction): Promise<void> => {
      const who = [ctx.from?.id ?? 0, ctx.chat?.id ?? 0];
      if (ids.length === 0 || who.some((id) => ids.includes(id))) return next();
      if (ctx.chat?.type !== 'private' || !(await readers.mayTellOfFlood(ctx.chat.id))) return;
      await ctx.reply((await say(ctx))('not-allowed'));
    };
  }
};
