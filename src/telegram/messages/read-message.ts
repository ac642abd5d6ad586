import type { Message, MessageEntity, PhotoSize, User } from 'grammy/types';

import { codePoints } from '../../arabic/normalise.ts';
import { articleLimits } from '../../article/article.ts';
import { linksIn } from '../../article/links.ts';
import type { Part } from '../../jobs/parts.ts';
import type { FileReference } from '../../jobs/request.ts';
import { originOf } from './origin.ts';
import { readRichMessage } from './rich-message.ts';

/** Most that is kept of one message; Telegram itself cuts a text at 4,096. */
const mostCharacters = 200_000;

export type Content = Omit<Part, 'message' | 'edit'>;

/** Events of the chat itself, which ask for nothing. */
const events = [
  'pinned_message',
  'message_auto_delete_timer_changed',
  'chat_background_set',
  'write_access_allowed',
  'migrate_to_chat_id',
  'migrate_from_chat_id',
  'new_chat_members',
  'left_chat_member',
];

/** Whether a message only tells what happened in the chat. */
export const isEvent = (message: Message): boolean => events.some((event) => event in message);

/**
 * Reads what a private message holds, in whatever form it came. Pure: nothing is fetched. A few
 * words in reply to a message stand for that message, or for the passage quoted from it.
 */
export const readMessage = (message: Message): Part => {
  const own = contentOf(message);
  const isWord = codePoints(own.text) < articleLimits.least;
  const holds = own.links.length + own.files.length + own.photos.length > 0;
  // A word below an answer of a bot is about that answer, not a wish to have it summarised.
  const isBot = (from: User): boolean => from.is_bot;
  const meant = isWord && !holds ? contentRepliedTo(message, isBot) : undefined;
  return { ...(meant ?? own), message: message.message_id, edit: message.edit_date ?? 0 };
};

type Carrier = Pick<Message, 'document' | 'photo'> & { animation?: unknown };

/** What a message holds itself. */
export const contentOf = (message: Message): Content => {
  const rich = 'rich_message' in message ? readRichMessage(message.rich_message) : undefined;
  const text = (message.text ?? message.caption ?? rich?.text ?? '').slice(0, mostCharacters);
  const carriers: Carrier[] = [message, ...(rich === undefined ? [] : richCarriers(rich))];
  const files = carriers.flatMap(filesOf);
  const photos = carriers.flatMap(photosOf);
  const holds = text !== '' || files.length + photos.length > 0;
  return {
    text,
    links: [...new Set([...linksOf(message, text), ...(rich?.links ?? []).flatMap(linksIn)])],
    files,
    photos,
    origin: originOf(message.forward_origin),
    ...(holds || message.text !== undefined ? {} : { failure: 'message-unsupported' }),
  };
};

/** Telegram describes the files of a rich message's blocks as it does those of a message. */
const richCarriers = ({ photos, documents }: { photos: unknown[]; documents: unknown[] }) => [
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- each field is checked by its reader
  ...photos.map((photo) => ({ photo }) as Carrier),
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  ...documents.map((document) => ({ document }) as Carrier),
];

/** A moving picture also comes with a document, which nobody means to be read. */
const filesOf = ({ document, animation }: Carrier): FileReference[] =>
  document === undefined || animation !== undefined
    ? []
    : [{ id: document.file_id, size: document.file_size ?? 0 }];

/** The largest of a photo's sizes. */
const photosOf = ({ photo = [] }: Carrier): FileReference[] => {
  const pixels = ({ width, height }: PhotoSize): number => width * height;
  const [largest] = photo.toSorted((one, other) => pixels(other) - pixels(one));
  return largest === undefined ? [] : [{ id: largest.file_id, size: largest.file_size ?? 0 }];
};

/** Addresses in the text, behind its words, chosen for the preview, and on a post's buttons. */
const linksOf = (message: Message, text: string): string[] => [
  ...linksIn(text),
  ...(message.entities ?? message.caption_entities ?? []).flatMap((entity) =>
    linksOfEntity(entity, text),
  ),
  ...linksIn(message.link_preview_options?.url ?? ''),
  ...(message.reply_markup?.inline_keyboard.flat() ?? []).flatMap((button) =>
    'url' in button ? linksIn(button.url) : [],
  ),
];

const linksOfEntity = (entity: MessageEntity, text: string): string[] => {
  if (entity.type === 'text_link') return linksIn(entity.url);
  if (entity.type !== 'url') return [];
  // Telegram knows more endings of hosts, of which any may stand without a scheme.
  const printed = text.slice(entity.offset, entity.offset + entity.length);
  return linksIn(/^\w+:\/\//.test(printed) ? printed : `https://${printed}`);
};

/**
 * What a reply is about, unless `isLeftAlone` says so of its writer. Of a message in another chat,
 * only the quoted passage comes along.
 */
export const contentRepliedTo = (
  message: Message,
  isLeftAlone: (from: User) => boolean,
): Content | undefined => {
  const { quote, external_reply: external, reply_to_message: replied } = message;
  const quoted = quote?.text ?? '';
  const origin = external?.origin ?? replied?.forward_origin;
  const nothing = { text: '', links: [], files: [], photos: [], origin: originOf(origin) };
  if (codePoints(quoted) >= articleLimits.least) return { ...nothing, text: quoted };
  if (external !== undefined) {
    const held = { files: filesOf(external), photos: photosOf(external) };
    const isEmpty = held.files.length + held.photos.length === 0;
    return { ...nothing, ...held, ...(isEmpty ? { failure: 'reply-unreadable' } : {}) };
  }
  // In a forum's topic whatever replies to nothing else replies to the topic's beginning.
  const isNone = replied === undefined || replied.forum_topic_created !== undefined;
  if (isNone || (replied.from && isLeftAlone(replied.from))) return undefined;
  return contentOf(replied);
};
