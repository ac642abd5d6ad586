import { bdi, el, icon, iconButton, remembered } from './dom.js';
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

const menuItem = (name, label, onclick) =>
  el(
    'button',
    { type: 'button', role: 'menuitem', onclick },
    icon(name),
    el('span', { textContent: label }),
  );

const createMenu = ({ onBlock, onForward }) => {
  const block = menuItem('block', say.block, onBlock);
  const menu = el(
    'div',
    { className: 'popover menu', role: 'menu', hidden: true },
    menuItem('megaphone', say.forward, onForward),
    menuItem('theme', say.theme, switchTheme),
    menuItem('language', say.language, switchLanguage),
    block,
  );
  const button = iconButton('more', say.more, () => toggle(menu.hidden), {
    'aria-haspopup': 'menu',
    'aria-expanded': 'false',
  });
  const toggle = (open) => {
    menu.hidden = !open;
    button.setAttribute('aria-expanded', String(open));
    if (open) menu.querySelector('button').focus();
  };
  const place = el('div', { className: 'menu-place' }, button, menu);
  document.addEventListener('click', (event) => {
    if (!button.contains(event.target)) toggle(false);
  });
  place.addEventListener('keydown', (event) => {
    const items = [...menu.querySelectorAll('button')];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) items.at((items.indexOf(document.activeElement) + step) % items.length).focus();
    if (event.key !== 'Escape' || menu.hidden) return;
    toggle(false);
    button.focus();
  });
  return {
    place,
    setBlocked: (blocked) => (block.lastChild.textContent = blocked ? say.unblock : say.block),
  };
};

/** The bar above the chat: whose it is, what the bot is doing, and the page's own switches. */
export const createHeader = ({ bot, onPeople, onInspector, ...menuActions }) => {
  const status = el('small', {
    className: 'bot-status',
    'aria-live': 'polite',
    textContent: `${say.bot} · ${say.local}`,
  });
  const menu = createMenu(menuActions);
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
    menu.place,
  );
  return {
    node,
    rest,
    /** The bot in a private chat, else the chat's own title. */
    show: ({ chat, blocked }) => {
      menu.setBlocked(blocked);
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
