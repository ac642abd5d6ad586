import { Composer, type Context } from 'grammy';
import type { Message } from 'grammy/types';

import type { AcceptRequest } from '../jobs/accept-request.ts';
import type { Gatherings, Joint } from '../jobs/parts.ts';
import { noOrigin, type Origin, type Subject } from '../jobs/request.ts';
import { formOf } from './messages/form.ts';
import { jointOf } from './messages/joint.ts';
import { isEvent, readMessage } from './messages/read-message.ts';
import { type Wish, wishOf } from './messages/wish.ts';
import type { LanguageOf } from './party.ts';
import type { Say } from './words.ts';

type Collaborators = {
  accept: AcceptRequest;
  gatherings: Gatherings;
  languageOf: LanguageOf;
  say: (ctx: Context) => Promise<Say>;
};

/** How long the next part of a text or of an album is waited for; apps send them all at once. */
const nextPartWithinMs = 1_500;

/**
 * Whatever is neither command nor button: articles to accept, or a sentence that says why not. Each
 * part of a long text or of an album gives a new form of one request, which waits for a moment
 * before it is read; the last form is the one that is answered.
 */
export const createIntake = (collaborators: Collaborators): Composer<Context> => {
  const { accept, gatherings, languageOf, say } = collaborators;
  const intake = new Composer<Context>();
  intake.on(['message', 'edited_message'], async (ctx) => {
    const message = ctx.msg;
    if (message.from === undefined || isEvent(message)) return;
    if (message.via_bot?.id === ctx.me.id) return;
    const joint = jointOf(message);
    const parts = await gatherings.gather(message.chat.id, readMessage(message), joint);
    const wish = wishOf(parts);
    if (wish.kind === 'failure' && joint.album === '') {
      await ctx.reply((await say(ctx))(`failure-${wish.failure}`), {
        reply_parameters: { message_id: message.message_id, allow_sending_without_reply: true },
      });
      return;
    }
    const form = formOf(message, parts);
    const language = await languageOf(ctx);
    const { subjects, origin } = wished(wish);
    const waitMs = mayGoOn(message, joint) ? nextPartWithinMs : 0;
    // Side by side: a handler has a deadline, and each waits for Telegram to show its placeholder.
    const shown = await Promise.all(
      subjects.map((subject, nth) => accept({ ...form(nth), subject, origin, language }, waitMs)),
    );
    const [placeholder = 0] = shown;
    if (joint.isOpen && placeholder !== 0) {
      await gatherings.passOver(message.chat.id, placeholder);
    }
  });
  return intake;
};

const mayGoOn = ({ edit_date: edited }: Message, { isOpen, album }: Joint): boolean =>
  edited === undefined && (isOpen || album !== '');

/** An album is answered as one, also where nothing in it can be read. */
const wished = (wish: Wish): { subjects: Subject[]; origin: Origin } =>
  wish.kind === 'articles'
    ? wish
    : { subjects: [{ kind: 'refusal', failure: wish.failure }], origin: noOrigin };
