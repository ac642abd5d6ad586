import { setTimeout as pause } from 'node:timers/promises';

import type { Bot } from 'grammy';

import type { Log } from '../lib/log.ts';
import { outputLanguages } from '../summary/summary.ts';
import { allowedUpdates } from './bot.ts';
import { commandMenu, groupMenu } from './commands.ts';
import { grammySignal } from './signal.ts';
import type { Words } from './words.ts';

export type Introduction = { bot: Bot; words: Words; log: Log };

/** A public address for updates, with the secret that proves Telegram to be their sender. */
export type Webhook = { url: string; secret: string };

const pauseMs = 5_000;

/**
 * Tells Telegram who is there: how updates are to come, the menu of commands and what the
 * bot is, in each language.
 * Tries until it is done or the signal aborts, since Telegram may be away when a process starts.
 */
export const introduce = async (
  { bot, words, log }: Introduction,
  webhook: Webhook | undefined,
  signal: AbortSignal,
): Promise<void> => {
  const abort = grammySignal(signal);
  while (!signal.aborted) {
    try {
      await bot.init(abort);
      await (webhook
        ? bot.api.setWebhook(
            webhook.url,
            { secret_token: webhook.secret, allowed_updates: allowedUpdates },
            abort,
          )
        : bot.api.deleteWebhook({}, abort));
      for (const language of outputLanguages) {
        // Whose app speaks neither language meets the Arabic words.
        const place = language === 'ar' ? {} : { language_code: language };
        const say = words[language];
        await bot.api.setMyCommands(commandMenu(say), place, abort);
        const inGroups = { ...place, scope: { type: 'all_group_chats' as const } };
        await bot.api.setMyCommands(groupMenu(say), inGroups, abort);
        await bot.api.setMyDescription(say('bot-description'), place, abort);
        await bot.api.setMyShortDescription(say('bot-short-description'), place, abort);
      }
      return;
    } catch (thrown) {
      if (signal.aborted) return;
      log.error({ reason: String(thrown) }, 'Telegram did not accept the bot; trying again');
      await pause(pauseMs, undefined, { signal }).catch(() => {});
    }
  }
};
