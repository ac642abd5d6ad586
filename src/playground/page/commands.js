import { ask } from './api.js';
import { createPopover, el, icon, menuItem } from './dom.js';
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

/** The button that opens the bot's commands, and the menu that it opens. */
export const createCommands = (run) => {
  const button = el(
    'button',
    { type: 'button', className: 'menu-button', 'aria-label': say.commands, title: say.commands },
    icon('menu'),
    el('span', { textContent: say.menu }),
  );
  const menu = createPopover(button, 'commands', async () =>
    (await readCommands()).map(({ command, description }) =>
      menuItem(
        () => run(`/${command}`),
        el('bdi', { textContent: `/${command}`, dir: 'ltr' }),
        el('span', { textContent: description, dir: 'auto' }),
      ),
    ),
  );
  return { button, menu };
};
