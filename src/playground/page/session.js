import { ask, listen } from './api.js';
import { remembered } from './dom.js';

/** The chat to begin with: that of the address, the last one, the first one, or undefined. */
export const findRoom = async () => {
  const rooms = await ask('GET', 'chats');
  const wanted = Number(location.hash.slice(1) || remembered('user'));
  return rooms.find(({ chat }) => chat.id === wanted) ?? rooms[0];
};

/**
 * Who the person at the page is. The chat is read anew at every connection; what happens between the
 * connection and the reading is kept and told after it, so that nothing is missed.
 */
export const createSession = ({ onLoad, onChange, onGone }) => {
  let room;
  let leave = () => {};

  const enter = (next) => {
    leave();
    room = next;
    const { id } = next.chat;
    let backlog = [];
    location.hash = remembered('user', String(id)) ?? String(id);
    leave = listen(id, {
      onGone,
      onOpen: async () => {
        backlog = [];
        const fresh = await ask('GET', `chats/${id}`);
        if (room.chat.id !== id) return;
        room = fresh;
        onLoad(fresh);
        for (const change of backlog) onChange(change);
        backlog = undefined;
      },
      onChange: (change) => (backlog ? backlog.push(change) : onChange(change)),
    });
  };

  return {
    enter,
    room: () => room,
    /** An act of this user's in the chat, by its address below it. */
    act: (method, path, body) => ask(method, `chats/${room.chat.id}/${path}`, body),
  };
};
