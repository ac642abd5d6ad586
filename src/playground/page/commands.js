import { ask } from './api.js';
import { el, iconButton } from './dom.js';
import { language, say } from './words.js';

/** The commands that the bot has set: for the page's language if it has, else its default ones. */
const readCommands = async () => {
  const { profile } = await ask('GET', 'bot');
  const lists = Object.entries(profile).filter(([name]) => name.startsWith('commands '));
  const found = [language, ''].flatMap((code) =>
    lists.filter(([name]) => name.endsWith(` ${code}`)),
  );
  return found[0]?.[1] ?? [];
};

const entry = ({ command, description }, choose) =>
  el(
    'button',
    { type: 'button', role: 'menuitem', onclick: () => choose(`/${command}`) },
    el('bdi', { textContent: `/${command}`, dir: 'ltr' }),
    el('span', { textContent: description, dir: 'auto' }),
  );

/** The button that opens the bot's commands, and the place where they open. */
export const createCommands = (run) => {
  const place = el('div');
  const button = iconButton('command', say.commands, () => void toggle(), {
    'aria-haspopup': 'menu',
    'aria-expanded': 'false',
  });
  const close = () => {
    place.replaceChildren();
    button.setAttribute('aria-expanded', 'false');
  };
  const choose = (command) => {
    close();
    run(command);
  };
  const open = async () => {
    const commands = await readCommands();
    if (commands.length === 0) return;
    const entries = commands.map((command) => entry(command, choose));
    place.replaceChildren(el('div', { className: 'popover commands', role: 'menu' }, entries));
    button.setAttribute('aria-expanded', 'true');
    entries[0].focus();
  };
  const toggle = async () => (place.firstChild ? close() : open());

  place.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    close();
    button.focus();
  });
  document.addEventListener('click', ({ target }) => {
    if (!place.contains(target) && !button.contains(target)) close();
  });
  return { button, place };
};
