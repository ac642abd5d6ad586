import type { Context } from 'grammy';
import type { Message } from 'grammy/types';

import type { AcceptRequest } from '../jobs/accept-request.ts';
import type { Part } from '../jobs/parts.ts';
import { noOrigin, type Origin, type Subject } from '../jobs/request.ts';
import { formOf } from './messages/form.ts';
import { type Wish, wishOf } from './messages/wish.ts';
import type { LanguageOf } from './turn.ts';
import type { Say } from './words.ts';

type Collaborators = {
  accept: AcceptRequest;
  languageOf: LanguageOf;
  say: (ctx: Context) => Promise<Say>;
};

type Taking = {
  /** The articles are read after so long at the earliest. */
  waitMs?: number;
  /** An album is answered as one, also where nothing in it can be read. */
  isAlbum?: boolean;
};

/**
 * Takes in what a message wishes, or says at once why that cannot be done. Gives the placeholder of
 * the first article, 0 for none.
 */
export const createTakeIn =
  ({ accept, languageOf, say }: Collaborators) =>
  async (
    ctx: Context,
    message: Message,
    read: readonly Part[] | Promise<readonly Part[]>,
    { waitMs = 0, isAlbum = false }: Taking = {},
  ): Promise<number> => {
    const [parts, language] = await Promise.all([read, languageOf(ctx)]);
    const wish = wishOf(parts);
    if (wish.kind === 'failure' && !isAlbum) {
      await replyTo(ctx, message, (await say(ctx))(`failure-${wish.failure}`));
      return 0;
    }
    const form = formOf(message, parts);
    const { subjects, origin } = wished(wish);
    // Side by side: a handler has a deadline, and each waits for Telegram to show its placeholder.
    const shown = await Promise.all(
      subjects.map((subject, nth) => accept({ ...form(nth), subject, origin, language }, waitMs)),
    );
    return shown[0] ?? 0;
  };

export type TakeIn = ReturnType<typeof createTakeIn>;

const wished = (wish: Wish): { subjects: Subject[]; origin: Origin } =>
  wish.kind === 'articles'
    ? wish
    : { subjects: [{ kind: 'refusal', failure: wish.failure }], origin: noOrigin };

/** Says something to whoever wrote a message. */
export const replyTo = (ctx: Context, { message_id }: Message, text: string) =>
  ctx.reply(text, { reply_parameters: { message_id, allow_sending_without_reply: true } });
