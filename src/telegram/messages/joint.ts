import type { Message } from 'grammy/types';

import { codePoints } from '../../arabic/normalise.ts';
import type { Joint } from '../../jobs/parts.ts';
import { authorOf } from './origin.ts';

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
