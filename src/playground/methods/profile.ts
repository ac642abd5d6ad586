import { membership, membersOf } from '../membership.ts';
import { type Answer, granted, refused } from '../wire.ts';
import type { World } from '../world.ts';
import { anyRoom, method } from './method.ts';

const getMe = method('getMe', [], (_, { world }) =>
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

/** Remembers what the bot says of itself. */
const store = ({ profile, keep }: World, name: string, said: unknown): Answer => {
  profile.set(name, said);
  keep('ledger');
  return granted(true);
};

const commandsKey = ({
  scope = { type: 'default' },
  language_code = '',
}: object & {
  scope?: object;
  language_code?: string;
}): string => `commands ${JSON.stringify(scope)} ${language_code}`;

const setMyCommands = method(
  'setMyCommands',
  ['commands', 'scope', 'language_code'],
  (call, { world }) => {
    const commands = call.commands.map((one) => ({
      ...one,
      command: one.command.replace(/^\//, ''),
    }));
    if (!commands.every(({ command }) => /^[a-z0-9_]{1,32}$/.test(command))) {
      return refused(400, 'BOT_COMMAND_INVALID');
    }
    if (commands.length > 100) return refused(400, 'too many bot commands specified');
    return store(world, commandsKey(call), commands);
  },
);

const getMyCommands = method('getMyCommands', ['scope', 'language_code'], (call, { world }) =>
  granted(world.profile.get(commandsKey(call)) ?? []),
);

// A text that the bot says about itself, one for each language.
const setMyDescription = method(
  'setMyDescription',
  ['description', 'language_code'],
  ({ description = '', language_code = '' }, { world }) =>
    store(world, `description ${language_code}`, description),
);

const setMyShortDescription = method(
  'setMyShortDescription',
  ['short_description', 'language_code'],
  ({ short_description = '', language_code = '' }, { world }) =>
    store(world, `short_description ${language_code}`, short_description),
);

const getChatMember = method('getChatMember', ['chat_id', 'user_id'], (call, { world }) => {
  const room = anyRoom(world, call.chat_id);
  if ('error_code' in room) return room;
  const member = membersOf(world, room).find(({ user }) => user.id === call.user_id);
  if (member) return granted(membership(member.user, member.status));
  const stranger = world.room(call.user_id)?.members[0];
  return stranger ? granted(membership(stranger, 'left')) : refused(400, 'PARTICIPANT_ID_INVALID');
});

export const profileMethods = [
  getMe,
  setMyCommands,
  getMyCommands,
  setMyDescription,
  setMyShortDescription,
  getChatMember,
];
