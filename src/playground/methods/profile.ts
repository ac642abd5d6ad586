import { z } from 'zod';

import { lengthOf } from '../text.ts';
import { granted, refused } from '../wire.ts';
import { anyRoom, method } from './define.ts';
import * as params from './params.ts';

const getMe = method({}, (_, { world }) =>
  granted({
    ...world.bot,
    is_bot: true,
    can_join_groups: true,
    can_read_all_group_messages: false,
    supports_inline_queries: false,
    can_connect_to_business: false,
    has_main_web_app: false,
  }),
);

const language = z
  .string()
  .regex(/^(?:[a-z]{2})?$/, 'Invalid language code specified')
  .default('');

const scope = z
  .union([
    z.strictObject({
      type: z.enum(['default', 'all_private_chats', 'all_group_chats', 'all_chat_administrators']),
    }),
    z.strictObject({
      type: z.enum(['chat', 'chat_administrators']),
      chat_id: z.union([z.int(), z.string()]),
    }),
    z.strictObject({
      type: z.literal('chat_member'),
      chat_id: z.union([z.int(), z.string()]),
      user_id: z.int(),
    }),
  ])
  .default({ type: 'default' });

const command = z.strictObject({
  command: z
    .string()
    .transform((name) => name.replace(/^\//, ''))
    .refine((name) => /^[a-z0-9_]{1,32}$/.test(name), 'BOT_COMMAND_INVALID'),
  description: z
    .string()
    .refine((said) => said !== '' && lengthOf(said) <= 256, 'BOT_COMMAND_DESCRIPTION_INVALID'),
});

const key = (where: z.infer<typeof scope>, language_code: string): string =>
  `commands ${JSON.stringify(where)} ${language_code}`;

const setMyCommands = method(
  { commands: z.array(command).max(100), scope, language_code: language },
  (call, { world }) => {
    world.profile.set(key(call.scope, call.language_code), call.commands);
    world.keep('ledger');
    return granted(true);
  },
);

const getMyCommands = method({ scope, language_code: language }, (call, { world }) =>
  granted(world.profile.get(key(call.scope, call.language_code)) ?? []),
);

const deleteMyCommands = method({ scope, language_code: language }, (call, { world }) => {
  world.profile.delete(key(call.scope, call.language_code));
  world.keep('ledger');
  return granted(true);
});

/** A text that the bot says about itself, one for each language. */
const setText = (name: 'name' | 'description' | 'short_description', most: number) =>
  method({ [name]: z.string().default(''), language_code: language }, (call, { world }) => {
    const said = call[name] ?? '';
    if (lengthOf(said) > most) return refused(400, `bot ${name.replace('_', ' ')} is too long`);
    world.profile.set(`${name} ${call['language_code'] ?? ''}`, said);
    world.keep('ledger');
    return granted(true);
  });

const getChat = method({ chat_id: params.chatId }, (call, { world }) => {
  const room = anyRoom(world, call.chat_id);
  if ('error_code' in room) return room;
  return granted({
    ...room.chat,
    accent_color_id: 0,
    max_reaction_count: 11,
    accepted_gift_types: {
      unlimited_gifts: false,
      limited_gifts: false,
      unique_gifts: false,
      premium_subscription: false,
    },
  });
});

const getChatMember = method({ chat_id: params.chatId, user_id: z.int() }, (call, { world }) => {
  const room = anyRoom(world, call.chat_id);
  if ('error_code' in room) return room;
  const user = room.members.find(({ id }) => id === call.user_id);
  if (user) return granted({ status: 'member', user });
  if (call.user_id === world.bot.id) {
    return granted({ status: 'member', user: { ...world.bot, is_bot: true } });
  }
  return refused(400, 'PARTICIPANT_ID_INVALID');
});

/** Twenty megabytes, beyond which Telegram lets no bot download. */
const downloadLimit = 20 * 1024 * 1024;

const getFile = method({ file_id: z.string().default('') }, (call, { files }) => {
  if (call.file_id === '') return refused(400, 'file_id not specified');
  const file = files.byId(call.file_id);
  if (!file) return refused(400, 'wrong file_id or the file is temporarily unavailable');
  if (file.file_size > downloadLimit) return refused(400, 'file is too big');
  const { file_id, file_unique_id, file_size, file_path } = file;
  return granted({ file_id, file_unique_id, file_size, file_path });
});

export const profileMethods = {
  getMe,
  setMyCommands,
  getMyCommands,
  deleteMyCommands,
  setMyName: setText('name', 64),
  setMyDescription: setText('description', 512),
  setMyShortDescription: setText('short_description', 120),
  getChat,
  getChatMember,
  getFile,
};
