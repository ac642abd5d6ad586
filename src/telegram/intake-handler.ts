import { Composer, type Context } from 'grammy';
import type { Message } from 'grammy/types';

import type { AcceptRequest } from '../jobs/accept-request.ts';
import type { Readers } from '../jobs/ports.ts';
import type { Request } from '../jobs/request.ts';
import { readMessage } from './intake.ts';
import type { Say } from './words.ts';

type Collaborators = {
  accept: AcceptRequest;
  readers: Readers;
  say: (ctx: Context) => Promise<Say>;
};

/** Whatever is neither command nor button: an article to accept, or a sentence that says why not. */
export const createIntake = ({ accept, readers, say }: Collaborators): Composer<Context> => {
  const intake = new Composer<Context>();
  intake.on(['message', 'edited_message'], async (ctx) => {
    const message = ctx.msg;
    if (message.from === undefined) return;
    const read = readMessage(message);
    if (read.kind === 'failure') {
      await ctx.reply((await say(ctx))(`failure-${read.failure}`), {
        reply_parameters: { message_id: message.message_id, allow_sending_without_reply: true },
      });
      return;
    }
    await accept({
      ...placeOf(message, message.from.id),
      subject: read.subject,
      origin: read.origin,
      language: (await readers.language(message.from.id)) ?? 'ar',
    });
  });
  return intake;
};

/** Ids from chat, message and edit date: a redelivered update makes the same request again. */
const placeOf = (
  message: Message,
  reader: number,
): Pick<Request, 'id' | 'chat' | 'message' | 'thread' | 'reader' | 'at'> => ({
  id: `${message.chat.id}-${message.message_id}-${message.edit_date ?? 0}`,
  chat: message.chat.id,
  message: message.message_id,
  thread: message.is_topic_message ? (message.message_thread_id ?? 0) : 0,
  reader,
  at: (message.edit_date ?? message.date) * 1000,
});
