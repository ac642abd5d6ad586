import type { Room, User } from './wire.ts';
import type { World } from './world.ts';

const rights = Object.fromEntries(
  [
    'can_be_edited',
    'is_anonymous',
    'can_delete_messages',
    'can_manage_video_chats',
    'can_restrict_members',
    'can_promote_members',
    'can_change_info',
    'can_invite_users',
    'can_post_stories',
    'can_edit_stories',
    'can_delete_stories',
  ].map((right) => [right, false]),
);

type Status = 'creator' | 'administrator' | 'member' | 'left' | 'kicked';

const details: Record<Status, object> = {
  creator: { is_anonymous: false },
  administrator: { can_manage_chat: true, can_post_messages: true, ...rights },
  member: {},
  left: {},
  kicked: { until_date: 0 },
};

/** A membership as Telegram writes it, with the fields that its status has. */
export const membership = (user: User, status: Status): object => ({
  status,
  user,
  ...details[status],
});

/** What the bot is in a chat that it is in: in a channel it must be an administrator. */
export const botStatus = ({ chat }: Room): 'administrator' | 'member' =>
  chat.type === 'channel' ? 'administrator' : 'member';

/** Everybody in a chat, the bot included; whoever founded a group or channel owns it. */
export const membersOf = (world: World, room: Room): { user: User; status: Status }[] => [
  ...room.members.map((user, index) => ({
    user,
    status:
      room.chat.type !== 'private' && index === 0 ? ('creator' as const) : ('member' as const),
  })),
  {
    user: { ...world.bot, is_bot: true },
    status: room.blocked ? 'kicked' : botStatus(room),
  },
];
