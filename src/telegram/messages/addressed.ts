import type { Message } from 'grammy/types';

import { codePoints } from '../../arabic/normalise.ts';
import { articleLimits } from '../../article/article.ts';
import type { Part } from '../../jobs/parts.ts';
import { contentOf, contentRepliedTo } from './read-message.ts';

/** The bot itself, as its messages and mentions name it. */
export type Me = { id: number; username: string };

/** Whether a text says the bot's name; not a command for it, «/help@mujaz_bot». */
const mentions = (text: string, { username }: Me): boolean =>
  !text.startsWith('/') && new RegExp(`@${username}(?!\\w)`, 'i').test(text);

/** The text after /summary or /summary@bot; undefined where it is not that command. */
const afterCommand = (text: string, { username }: Me): string | undefined => {
  const [command, bot = username] = /^\/summary(?:@(\w+))?(?!\w)/i.exec(text) ?? [];
  const isOurs = bot.toLowerCase() === username.toLowerCase();
  return command !== undefined && isOurs ? text.slice(command.length) : undefined;
};

/**
 * What a message asks to have summarised by /summary or, among people, by a mention: what it holds
 * itself, or else the message that it replies to. `nothing` where there is neither, and undefined
 * where it does not speak to the bot: then nothing is to be said.
 */
export const addressedIn = (message: Message, me: Me): Part | 'nothing' | undefined => {
  const text = message.text ?? message.caption ?? '';
  if (message.forward_origin !== undefined || message.via_bot?.id === me.id) return undefined;
  const isAmongPeople = message.chat.type === 'group' || message.chat.type === 'supergroup';
  const asked = afterCommand(text, me) ?? (isAmongPeople && mentions(text, me) ? text : undefined);
  if (asked === undefined) return undefined;

  const body = asked.replaceAll(new RegExp(`@${me.username}(?!\\w)`, 'gi'), ' ').trim();
  const own = { ...contentOf(message), text: body };
  const holds = own.links.length + own.files.length + own.photos.length > 0;
  const isArticle = holds || codePoints(body) >= articleLimits.least;
  const meant = isArticle ? own : contentRepliedTo(message, (from) => from.id === me.id);
  if (meant === undefined) return 'nothing';
  return { ...meant, message: message.message_id, edit: message.edit_date ?? 0 };
};
