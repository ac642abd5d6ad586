import { Composer, type Context } from 'grammy';
import type { Message } from 'grammy/types';

import type { Joint } from '../jobs/parts.ts';
import type { Uses } from './bot-parts.ts';
import { jointOf } from './messages/origin.ts';
import { isEvent, readMessage } from './messages/read-message.ts';
import { longestOrder } from './plain-words.ts';

/** How long the next part of a text or of an album is waited for; apps send them all at once. */
const nextPartWithinMs = 1_500;

/**
 * Whatever in private is neither command nor button: articles to accept, or a sentence that says why
 * not. Each part of a long text or of an album gives a new form of one request, which waits for a
 * moment before it is read; the last form is the one that is answered.
 */
export const createIntake = ({
  takeIn,
  gatherings,
}: Uses<'takeIn' | 'gatherings'>): Composer<Context> => {
  const intake = new Composer<Context>();
  intake.on(['message', 'edited_message'], async (ctx) => {
    const message = ctx.msg;
    if (message.from === undefined || isEvent(message)) return;
    if (message.via_bot?.id === ctx.me.id) return;
    const joint = jointOf(message);
    const parts = gatherings.gather(message.chat.id, readMessage(message), joint);
    const waitMs = mayGoOn(message, joint) ? nextPartWithinMs : 0;
    const placeholder = await takeIn(ctx, message, parts, { waitMs, isAlbum: joint.album !== '' });
    if (joint.isOpen && placeholder !== 0) {
      await gatherings.passOver(message.chat.id, placeholder);
    }
  });
  return intake;
};

/** Nothing else is looked for in a text that is too long for an order and replies to nothing. */
export const isSurelyArticle = ({ msg }: Context): boolean =>
  msg?.text !== undefined &&
  msg.text.length > longestOrder &&
  !msg.text.startsWith('/') &&
  msg.reply_to_message === undefined;

const mayGoOn = ({ edit_date: edited }: Message, { isOpen, album }: Joint): boolean =>
  edited === undefined && (isOpen || album !== '');
