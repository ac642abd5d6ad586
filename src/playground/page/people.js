import { ask } from './api.js';
import { bdi, createPanel, el, icon, iconButton } from './dom.js';
import { language, say, timeOf } from './words.js';

/** A round sign with the first letter of a name, in one of seven colours. */
export const avatar = (name, id) =>
  el('span', {
    className: `avatar colour-${Math.abs(id) % 7}`,
    textContent: [...name][0] ?? '?',
    'aria-hidden': 'true',
  });

/** Makes a user with the next free name of the page's list. */
export const addPerson = async (rooms, name) => {
  const taken = new Set(rooms.map(({ chat }) => chat.first_name));
  const first_name =
    name || say.names.find((one) => !taken.has(one)) || `${say.you} ${rooms.length + 1}`;
  return ask('POST', 'users', { first_name, language_code: language });
};

/** Founds a group or channel of all users that are here. */
const found = async (type, name) => {
  const rooms = await ask('GET', 'chats');
  const members = rooms.flatMap(({ chat }) => (chat.type === 'private' ? chat.id : []));
  const number = rooms.filter(({ chat }) => chat.type === type).length + 1;
  return ask('POST', 'chats', { type, title: `${name} ${number}`, members });
};

/** A chat to go to; the small sign opens it in a window of its own, beside this one. */
const entry = (room, current, choose) =>
  el('div', { className: 'person-line' }, personButton(room, current, choose), openBeside(room));

const openBeside = ({ chat }) =>
  el(
    'a',
    {
      className: 'icon-button',
      href: `/#${chat.id}`,
      target: `chat${chat.id}`,
      'aria-label': say.beside,
      title: say.beside,
    },
    icon('open'),
  );

const personButton = (room, current, choose) =>
  el(
    'button',
    {
      type: 'button',
      className: 'person',
      'aria-current': room.chat.id === current ? 'true' : undefined,
      onclick: () => choose(room),
    },
    avatar(room.chat.first_name ?? room.chat.title ?? '?', room.chat.id),
    el(
      'span',
      { className: 'person-text' },
      el('b', {}, bdi(room.chat.first_name ?? room.chat.title)),
      el('small', {}, bdi((room.last?.text ?? room.last?.caption ?? '').slice(0, 60))),
    ),
    room.last && el('time', { textContent: timeOf(room.last.date) }),
  );

/** The list of users; whoever is chosen is who the person at the page is from then on. */
export const createPeoplePanel = ({ choose, onClose }) => {
  const list = el('nav', { className: 'people', 'aria-label': say.people });
  const name = el('input', {
    placeholder: say.personName,
    'aria-label': say.personName,
    maxlength: '64',
    dir: 'auto',
  });
  const form = el(
    'form',
    { className: 'new-person' },
    name,
    iconButton('plus', say.newPerson, undefined, { type: 'submit' }),
    iconButton('people', say.newGroup, async () => choose(await found('supergroup', say.group))),
    iconButton('megaphone', say.newChannel, async () =>
      choose(await found('channel', say.origins.channel)),
    ),
  );
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const room = await addPerson(await ask('GET', 'chats'), name.value.trim());
    name.value = '';
    choose(room);
  });
  const node = createPanel('people-panel', say.people, say.close, onClose, list, form);
  return {
    node,
    show: async (current) => {
      const rooms = await ask('GET', 'chats');
      list.replaceChildren(...rooms.map((room) => entry(room, current, choose)));
    },
  };
};
