import { ask, readSetting } from './api.js';
import { createMessageList } from './chat.js';
import { createComposer } from './composer.js';
import { bdi, createToast, el, icon, openDialog, remembered } from './dom.js';
import { openForward } from './forward.js';
import { applyTheme, createHeader } from './header.js';
import { createInspector } from './inspector.js';
import { addPerson, createPeoplePanel } from './people.js';
import { createSession, findRoom } from './session.js';
import { createSpeaker } from './speaker.js';
import { language, say } from './words.js';

applyTheme();
document.documentElement.lang = language;
document.documentElement.dir = language === 'ar' ? 'rtl' : 'ltr';

const { bot, samples } = await readSetting();
document.title = say.title(bot.first_name);

const { node: toast, notify } = createToast();
const session = createSession({
  onLoad: (room) => load(room),
  onChange: (change) => heard[change.type]?.(change),
  onGone: () => notify(say.gone),
});

const attempt = async (act) => {
  try {
    await act;
  } catch (error) {
    notify(`${say.failed}: ${error.message}`);
  }
};
const speaker = createSpeaker(() => session.enter(session.room()));
const post = (body) => session.act('POST', 'messages', { ...body, as: speaker.id() });
const send = (text, about = {}) => post({ text, ...about });
const setBlocked = (blocked) => attempt(session.act('POST', 'blocked', { blocked }));

const isOwn = (message) => speaker.wrote(message, bot);
const nameOf = ({ from, sender_chat: chat }) => from?.first_name ?? chat?.title ?? say.you;

/** A pressed button waits for the bot's answer, as long as Telegram's apps would. */
const presses = new Map();
const pressedMs = 15_000;
/** The wait for one query; its answer may come before we know the query's own id. */
const waitOf = (query) => {
  const wait = presses.get(query) ?? Promise.withResolvers();
  presses.set(query, wait);
  setTimeout(() => {
    wait.resolve();
    presses.delete(query);
  }, pressedMs);
  return wait;
};
const press = async (message, { callback_data: data }) => {
  const body = { message_id: message.message_id, data, as: speaker.id() };
  const { query } = await session.act('POST', 'presses', body);
  await waitOf(query).promise;
};

const answered = ({ query, text, alert }) => {
  waitOf(query).resolve();
  if (text !== '' && !alert) notify(text);
  if (text === '' || !alert) return;
  const close = () => dialog.close();
  const dialog = openDialog(
    bot.first_name,
    say.close,
    el('p', { textContent: text, dir: 'auto' }),
    el('button', { type: 'button', className: 'primary', textContent: say.ok, onclick: close }),
  );
};

const forward = (text = '') => openForward({ samples, text, send: (body) => attempt(post(body)) });

const composer = createComposer({
  send,
  sendFiles: (attachments, text, replyTo) => post({ attachments, text, reply_to: replyTo }),
  edit: (id, text) => session.act('PATCH', `messages/${id}`, { text }),
  onForward: () => forward(),
  notify,
});

const list = createMessageList({
  isOwn,
  nameOf,
  actions: {
    press: (message, button) => attempt(press(message, button)),
    copy: async (text) => {
      await attempt(navigator.clipboard.writeText(text));
      notify(say.copied);
    },
    reply: (message) => composer.reply(message, nameOf(message)),
    edit: composer.edit,
    forward: (message) => forward(message.text ?? message.caption),
    run: (command) => attempt(send(command)),
  },
});

const primary = (text, onclick) =>
  el('button', { type: 'button', className: 'primary', textContent: text, onclick });
const startButton = primary(say.start, () => attempt(send('/start')));
const blockedBar = el('div', { className: 'blocked-bar' });
const sampleBar = el(
  'div',
  { className: 'samples', role: 'group', 'aria-label': say.samples },
  el('span', { className: 'try', textContent: say.tryOne }),
  samples.map(({ title, text }) =>
    el(
      'button',
      { type: 'button', className: 'chip', onclick: () => attempt(send(text)) },
      icon('article'),
      bdi(title),
    ),
  ),
);

const togglePanel = (name, open = !document.body.classList.contains(name)) => {
  document.body.classList.toggle(name, open);
  remembered(name, open ? 'open' : 'closed');
};
const isWide = matchMedia('(width >= 900px)');
const inspector = createInspector({ onClose: () => togglePanel('with-inspector', false) });
const people = createPeoplePanel({
  choose: (room) => {
    if (!isWide.matches) togglePanel('with-people', false);
    composer.clear();
    session.enter(room);
  },
  onClose: () => togglePanel('with-people', false),
});
const header = createHeader({
  bot,
  onPeople: () => togglePanel('with-people'),
  onInspector: () => togglePanel('with-inspector'),
  onForward: () => forward(),
  room: session.room,
  onBlock: () => setBlocked(!session.room().blocked),
});

const showState = (room) => {
  const { blocked, opened } = room;
  header.show(room);
  blockedBar.hidden = !blocked;
  const [said, undo] =
    room.chat.type === 'private' ? [say.blocked, say.unblock] : [say.removed, say.restore];
  blockedBar.replaceChildren(
    el('span', { textContent: said }),
    primary(undo, () => setBlocked(false)),
  );
  composer.node.hidden = blocked;
  // In a group the bot does not hear a text that is not meant for it.
  sampleBar.hidden = blocked || samples.length === 0 || room.chat.type !== 'private';
  startButton.hidden = opened;
};

const load = (room) => {
  speaker.show(room);
  toast.hidden = true;
  list.show(room.messages);
  header.rest();
  showState(room);
  void people.show(room.chat.id);
  void attempt(inspector.load(room.chat.id));
};

const heard = {
  message: ({ chat, message }) => {
    if (message.from?.id === bot.id) header.rest();
    list.append(message);
    showState(Object.assign(session.room(), { opened: true }));
    void people.show(chat);
  },
  edited: ({ message }) => list.replace(message),
  deleted: ({ message_id: id }) => list.remove(id),
  action: ({ ms }) => header.showTyping(ms),
  blocked: ({ blocked }) => showState(Object.assign(session.room(), { blocked })),
  'callback-answer': answered,
  call: ({ call }) => inspector.add(call),
  step: ({ step }) => inspector.add(step),
};

const first = (await findRoom()) ?? (await addPerson([]));
const { profile } = await ask('GET', 'bot');
const description = profile[`description ${language}`] || profile['description '];
list.intro.append(
  el(
    'div',
    { className: 'intro-card' },
    el('h2', { textContent: say.whatCan }),
    el('p', { textContent: description || say.empty, dir: 'auto' }),
    startButton,
  ),
);
for (const name of ['with-inspector', 'with-people']) {
  togglePanel(name, isWide.matches && remembered(name) === 'open');
}
showState(first);
session.enter(first);

list.node.append(toast);
const chat = el(
  'main',
  { className: 'chat' },
  header.node,
  list.node,
  sampleBar,
  speaker.node,
  composer.node,
  blockedBar,
);
const dragged = (over) => (event) => {
  event.preventDefault();
  chat.classList.toggle('dropping', over);
};
chat.dataset.drop = say.dropHere;
chat.addEventListener('dragover', dragged(true));
chat.addEventListener('dragleave', dragged(false));
chat.addEventListener('drop', dragged(false));
chat.addEventListener('drop', (event) => void composer.takeFiles(event.dataTransfer.files));
document.querySelector('#app').append(people.node, chat, inspector.node);
// On a phone, focus would raise the keyboard over the chat.
if (matchMedia('(hover: hover)').matches) composer.focus();
