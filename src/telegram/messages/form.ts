import type { Message } from 'grammy/types';

import type { Part } from '../../jobs/parts.ts';
import { type Request, requestId } from '../../jobs/request.ts';

/** Where an answer belongs and whose it is, under ids that a redelivered update makes again. */
export type Form = Pick<Request, 'id' | 'chat' | 'message' | 'thread' | 'reader' | 'at'>;

/**
 * The form of the nth wish of a message, or of several that are one. Whoever writes in the name of a
 * chat, such as an unnamed administrator, counts as that chat.
 */
export const formOf = (message: Message, parts: readonly Pick<Part, 'message' | 'edit'>[]) => {
  const first = parts[0]?.message ?? message.message_id;
  const edit = Math.max(message.edit_date ?? 0, ...parts.map((part) => part.edit));
  const chat = message.chat.id;
  return (nth: number): Form => ({
    id: requestId({ chat, message: first, edit, parts: parts.length }, nth),
    chat,
    message: first,
    thread: message.is_topic_message ? (message.message_thread_id ?? 0) : 0,
    reader: message.sender_chat?.id ?? message.from?.id ?? chat,
    at: (message.edit_date ?? message.date) * 1000,
  });
};
