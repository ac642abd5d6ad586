import { granted, refused } from '../wire.ts';
import { method, openRoom } from './define.ts';

/** An action is shown until the next message, and no longer than this. */
const actionMs = 5_000;

const sendChatAction = method(
  'sendChatAction',
  ['chat_id', 'message_thread_id', 'action'],
  (call, { world }) => {
    const room = openRoom(world, call.chat_id);
    if ('error_code' in room) return room;
    world.announce({ type: 'action', chat: room.chat.id, action: call.action, ms: actionMs });
    return granted(true);
  },
);

const tooOld = 'query is too old and response timeout expired or query ID is invalid';

const answerCallbackQuery = method(
  'answerCallbackQuery',
  ['callback_query_id', 'text', 'show_alert', 'url', 'cache_time'],
  ({ callback_query_id, text = '', show_alert = false, url = '' }, { world, queries }) => {
    const query = queries.take(callback_query_id);
    if (!query) return refused(400, tooOld);
    const answer = { query: callback_query_id, text, alert: show_alert, url };
    world.announce({ type: 'callback-answer', chat: query.chat, ...answer });
    return granted(true);
  },
);

const setMessageReaction = method(
  'setMessageReaction',
  ['chat_id', 'message_id', 'reaction', 'is_big'],
  (call, { world }) => {
    const room = openRoom(world, call.chat_id);
    if ('error_code' in room) return room;
    const message = world.find(room, call.message_id);
    if (!message) return refused(400, 'message to react not found');
    const [first, second] = call.reaction ?? [];
    if (second) return refused(400, 'REACTIONS_TOO_MANY');
    if (first && first.type !== 'emoji') return refused(400, 'REACTION_INVALID');
    const { reaction: _, ...rest } = message;
    world.replace(room, first ? { ...rest, reaction: first.emoji } : rest);
    return granted(true);
  },
);

export const gestureMethods = [sendChatAction, answerCallbackQuery, setMessageReaction];
