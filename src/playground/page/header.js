import { bdi, createPopover, el, icon, iconButton, menuItem, remembered } from './dom.js';
import { avatar } from './people.js';
import { say, switchLanguage } from './words.js';

const systemTheme = matchMedia('(prefers-color-scheme: dark)');

/** Light or dark as chosen, else as the system has it; remembered in this browser. */
export const applyTheme = (chosen) => {
  const theme = remembered('theme', chosen) ?? (systemTheme.matches ? 'dark' : 'light');
  document.documentElement.dataset.theme = theme;
};
systemTheme.addEventListener('change', () => applyTheme());

const switchTheme = () =>
  applyTheme(document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark');

/** The menu of the chat; what the bot may be thrown out of depends on the chat. */
const createMenu = ({ onBlock, onForward, room }) => {
  const item = (name, label, act) => menuItem(act, icon(name), el('span', { textContent: label }));
  const button = iconButton('more', say.more);
  const menu = createPopover(button, 'menu', () => {
    const { blocked, chat } = room();
    const [block, unblock] =
      chat.type === 'private' ? [say.block, say.unblock] : [say.remove, say.restore];
    return [
      item('megaphone', say.forward, onForward),
      item('theme', say.theme, switchTheme),
      item('language', say.language, switchLanguage),
      item('block', blocked ? unblock : block, onBlock),
    ];
  });
  return el('div', { className: 'menu-place' }, button, menu);
};

/** The bar above the chat: whose it is, what the bot is doing, and the page's own switches. */
export const createHeader = ({ bot, onPeople, onInspector, ...menuActions }) => {
  const status = el('small', {
    className: 'bot-status',
    'aria-live': 'polite',
    textContent: `${say.bot} · ${say.local}`,
  });
  const name = bdi(bot.first_name);
  const face = el('span', { className: 'face' }, avatar(bot.first_name, bot.id));
  let timer;
  const rest = () => {
    clearTimeout(timer);
    status.classList.remove('typing');
    status.textContent = `${say.bot} · ${say.local}`;
  };
  const node = el(
    'header',
    { className: 'chat-header' },
    iconButton('people', say.people, onPeople),
    face,
    el('div', { className: 'bot-name' }, el('h1', {}, name), status),
    iconButton('code', say.inspector, onInspector),
    createMenu(menuActions),
  );
  return {
    node,
    rest,
    /** The bot in a private chat, else the chat's own title. */
    show: ({ chat }) => {
      name.textContent = chat.title ?? bot.first_name;
      face.replaceChildren(avatar(name.textContent, chat.title ? chat.id : bot.id));
    },
    /** Shows the chat action for as long as Telegram does. */
    showTyping: (ms) => {
      clearTimeout(timer);
      status.classList.add('typing');
      status.replaceChildren(
        say.typing,
        el('span', { className: 'dots' }, el('i'), el('i'), el('i')),
      );
      timer = setTimeout(rest, ms);
    },
  };
};
