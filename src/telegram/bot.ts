import { Bot, type Composer, type Context, type NextFunction, type Transformer } from 'grammy';

import { onlyAdministrators } from './admins.ts';
import { createAnswerButtons } from './answer-buttons.ts';
import type { BotOptions } from './bot-parts.ts';
import { createCancel } from './cancel.ts';
import { createChatTurns } from './chat-turns.ts';
import { createCommands } from './commands.ts';
import { createFirstMinute } from './first-minute.ts';
import { createAddressed, createGroups } from './groups.ts';
import { createIntake, isSurelyArticle } from './intake-handler.ts';
import { createOnce } from './once.ts';
import { createOperatorCommands } from './operator-commands.ts';
import { createOwnData } from './own-data.ts';
import { createQuestions } from './questions.ts';
import { createSettings, isOfSettings } from './settings.ts';
import { createSubscriptionCommands, isOfSubscriptions } from './subscriptions/commands.ts';
import { createTakeIn } from './take-in.ts';
import { createLanguageOf, createTurnOf } from './turn.ts';

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
export const equipBot = ({ bot, ...options }: BotOptions & { bot: Bot }): void => {
  const { words, readers, allowed } = options;
  const languageOf = createLanguageOf(readers);
  const say = async (ctx: Context) => words[await languageOf(ctx)];
  const turnOf = createTurnOf({ words, languageOf });
  const spoken = { ...options, languageOf, say, turnOf };
  const parts = { ...spoken, takeIn: createTakeIn(spoken) };
  bot.use(createOnce(parts));
  bot.use(createChatTurns());
  bot.use(onlyFor(allowed));

  // In the order of these lines: a branch takes its place when it is made.
  const inPrivate = (...handlers: Composer<Context>[]) => bot.chatType('private', ...handlers);
  const intake = createIntake(parts);
  bot.chatType('private').filter(isSurelyArticle, intake);
  // «الوقت الذي…؟» in reply to an answer asks about it and orders nothing.
  bot.use(createQuestions(parts, { surely: true }));
  if (options.desk) inPrivate(createOperatorCommands(options.desk, parts));
  bot.use(createGroups(parts));
  bot.use(createCancel(parts));
  bot.use(createAddressed(parts));
  if (options.digestChat) {
    bot.filter(isOfSubscriptions).use(onlyAdministrators(say));
    bot.use(createSubscriptionCommands({ ...parts, ...options.digestChat }));
  }
  const firstMinute = createFirstMinute(parts);
  const ownData = createOwnData(parts);
  const settings = createSettings(parts);
  inPrivate(createCommands({ ...firstMinute, ...ownData, ...settings, words, turnOf }));
  bot.filter(isOfSettings).use(onlyAdministrators(say));
  bot.chatType(['group', 'supergroup']).command('settings', settings.settings);
  const presses = bot.on('callback_query');
  presses.chatType('private', firstMinute.buttons, ownData.buttons);
  presses.use(settings.buttons, createAnswerButtons(parts));
  inPrivate(createQuestions(parts, { surely: false }), intake);

  function onlyFor(ids: readonly number[]) {
    return async (ctx: Context, next: NextFunction): Promise<void> => {
      const who = [ctx.from?.id ?? 0, ctx.chat?.id ?? 0];
      if (ids.length === 0 || who.some((id) => ids.includes(id))) return next();
      if (ctx.chat?.type !== 'private' || !(await readers.mayTellOfFlood(ctx.chat.id))) return;
      await ctx.reply((await say(ctx))('not-allowed'));
    };
  }
};

/**
 * Follows a group that has become a supergroup: what was sent under its old number is sent once more
 * under the new one. Messages have new numbers there, so that nothing is replied to.
 */
const followMigration: Transformer = async (call, method, payload, signal) => {
  const answer = await call(method, payload, signal);
  if (answer.ok || !('chat_id' in payload)) return answer;
  const moved = answer.parameters?.migrate_to_chat_id;
  if (moved === undefined) return answer;
  return call(method, { ...payload, chat_id: moved, reply_parameters: undefined }, signal);
};
