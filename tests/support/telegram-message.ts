import type { Message } from 'grammy/types';

/** A private message as Telegram sends it; every field may be given, known to grammY or not. */
export const message = (fields: object = {}): Message => ({
  message_id: 5,
  date: 1_790_000_000,
  chat: { id: 7, type: 'private', first_name: 'قارئ' },
  from: { id: 7, is_bot: false, first_name: 'قارئ' },
  ...fields,
});

/** Text enough for an article. */
export const article = 'قال الوزير إن المشروع يبدأ الشهر المقبل في ثلاث محافظات. '.repeat(6);
