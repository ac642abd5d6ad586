import type { Transformer } from 'grammy';

/**
 * Follows a group that has become a supergroup: what was sent under its old number is sent once more
 * under the new one. Messages have new numbers there, so that nothing is replied to.
 */
export const followMigration: Transformer = async (call, method, payload, signal) => {
  const answer = await call(method, payload, signal);
  if (answer.ok || !('chat_id' in payload)) return answer;
  const moved = answer.parameters?.migrate_to_chat_id;
  if (moved === undefined) return answer;
  return call(method, { ...payload, chat_id: moved, reply_parameters: undefined }, signal);
};
