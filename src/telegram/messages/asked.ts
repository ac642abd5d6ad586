import type { Message } from 'grammy/types';

import { codePoints } from '../../arabic/normalise.ts';
import { articleLimits } from '../../article/article.ts';
import { linksIn } from '../../article/links.ts';
import { isPlainQuestion } from '../../summary/question.ts';

/** A question in reply to a message of the bot's own. */
type Asked = {
  /** The message that was replied to. */
  about: number;
  text: string;
  /** Meant as a question for sure, and not as a word among people. */
  isPlain: boolean;
};

/** Longer than any question, in code points. */
const longest = 400;

/**
 * The question that a message asks by replying to one of ours; undefined where it holds anything to
 * be summarised, by its kind or by its length.
 */
export const askedIn = (message: Message, me: { id: number; username: string }) => {
  const { reply_to_message: replied, text = '', forward_origin: origin } = message;
  if (replied?.from?.id !== me.id || origin !== undefined) return undefined;
  const mention = new RegExp(`@${me.username}\\b`, 'gi');
  const question = text.replace(mention, ' ').replaceAll(/\s+/g, ' ').trim();
  const isPlain = isPlainQuestion(question);
  const most = isPlain ? longest : articleLimits.least - 1;
  const isOne =
    /\p{L}/u.test(question) && !question.startsWith('/') && codePoints(question) <= most;
  if (!isOne || linksIn(question).length > 0) return undefined;
  return { about: replied.message_id, text: question, isPlain } satisfies Asked;
};
