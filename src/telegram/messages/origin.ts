import type { Message, MessageOrigin } from 'grammy/types';

import { codePoints } from '../../arabic/normalise.ts';
import type { Joint } from '../../jobs/parts.ts';
import { noOrigin, type Origin } from '../../jobs/request.ts';

/**
 * A text of at least so many code points may have been cut: Telegram's apps cut a paste at 4,096,
 * at the last space or line that fits.
 */
const cutAt = 3_900;

/** How a message may hang together with its neighbours: as an album, or as a text cut in parts. */
export const jointOf = (message: Message): Joint => {
  const { text, forward_origin: origin, from, date } = message;
  return {
    album: message.media_group_id ?? '',
    author: text === undefined ? '' : authorOf(from?.id ?? 0, origin),
    at: origin?.date ?? date,
    isOpen: text !== undefined && text.length >= cutAt && codePoints(text) >= cutAt,
  };
};

/** Who published a forwarded message: the outlet that its answer names. */
export const originOf = (origin: MessageOrigin | undefined): Origin => {
  if (origin === undefined) return noOrigin;
  const date = new Date(origin.date * 1000).toISOString().slice(0, 10);
  switch (origin.type) {
    case 'channel': {
      const { chat, message_id } = origin;
      const url =
        'username' in chat && chat.username ? `https://t.me/${chat.username}/${message_id}` : '';
      return { outlet: 'title' in chat ? chat.title : '', url, date };
    }
    case 'chat':
      return { outlet: origin.sender_chat.title ?? '', url: '', date };
    case 'user':
    case 'hidden_user':
      // A person who passed a text on is not its outlet.
      return { ...noOrigin, date };
    default:
      // Telegram adds kinds over the years; an unknown one is an unknown origin.
      return noOrigin;
  }
};

/** A name for whoever wrote a message, the same for all that one author wrote or one forward holds. */
const authorOf = (sender: number, origin: MessageOrigin | undefined): string => {
  switch (origin?.type) {
    case undefined:
      return `sender ${sender}`;
    case 'channel':
      return `channel ${origin.chat.id}`;
    case 'chat':
      return `chat ${origin.sender_chat.id}`;
    case 'user':
      return `user ${origin.sender_user.id}`;
    case 'hidden_user':
      return `hidden ${origin.sender_user_name}`;
    default:
      return '';
  }
};
