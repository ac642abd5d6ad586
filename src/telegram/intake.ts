import type { Message } from 'grammy/types';

import { codePoints } from '../arabic/normalise.ts';
import { articleLimits } from '../article/article.ts';
import { isMostlyLinks, linksIn } from '../article/links.ts';
import { noOrigin, type Origin, type Request } from '../jobs/request.ts';
import type { FailureKind } from '../lib/failure.ts';

/** What a message asks for: an article to summarise, or something that cannot be done. */
export type Intake =
  | { kind: 'article'; subject: Request['subject']; origin: Origin }
  | { kind: 'failure'; failure: FailureKind };

/** Most that is stored of one message; Telegram itself cuts a text at 4,096. */
const mostCharacters = 200_000;

/** Reads a private message that is no command. Pure: what it holds decides, nothing is fetched. */
export const readMessage = (message: Message): Intake => {
  const text = (message.text ?? message.caption ?? '').slice(0, mostCharacters);
  const origin = originOf(message);
  const links = linksOf(message, text);
  const failure = (kind: FailureKind): Intake => ({ kind: 'failure', failure: kind });

  const [link] = links;
  if (link !== undefined && isMostlyLinks(text)) {
    if (links.length > 1) return failure('several-links');
    return { kind: 'article', subject: { kind: 'link', url: link }, origin };
  }
  if (codePoints(text) >= articleLimits.least) {
    return { kind: 'article', subject: { kind: 'text', text }, origin };
  }
  if (text === '' && !('text' in message)) return failure('not-supported-yet');
  return failure(/\p{L}/u.test(text) ? 'too-short' : 'nothing-to-read');
};

/** Addresses in the text, and those that stand behind words of it; each once, in their order. */
const linksOf = (message: Message, text: string): string[] => {
  const entities = message.entities ?? message.caption_entities ?? [];
  const behindWords = entities.flatMap((entity) =>
    entity.type === 'text_link' ? linksIn(entity.url) : [],
  );
  return [...new Set([...linksIn(text), ...behindWords])];
};

/** Who published a forwarded message: the outlet that its answer names. */
const originOf = ({ forward_origin: origin }: Message): Origin => {
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
