const properties = new Set(['className', 'textContent', 'hidden', 'disabled', 'value', 'checked']);

const give = (node, name, value) => {
  if (value === undefined || value === null || value === false) return;
  if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
  else if (properties.has(name)) node[name] = value;
  else node.setAttribute(name, value === true ? '' : value);
};

/** An element with its attributes, listeners (`onclick`) and children; nothing is ever parsed. */
export const el = (tag, attributes = {}, ...children) => {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) give(node, name, value);
  node.append(...children.flat().filter((child) => child || child === 0));
  return node;
};

/** A name or text that keeps its own direction, on the side where the page begins its lines. */
export const bdi = (text) => el('bdi', { textContent: text });

const paths = {
  send: 'M3.4 20.4 21 12 3.4 3.6 3.4 10 15 12 3.4 14z',
  attach: 'M16.5 6.5v10a4.5 4.5 0 0 1-9 0V5.8a3 3 0 0 1 6 0v10a1.5 1.5 0 0 1-3 0V7',
  menu: 'M4 7h16M4 12h16M4 17h16',
  more: 'M12 5.5v.01M12 12v.01M12 18.5v.01',
  close: 'M6 6l12 12M18 6 6 18',
  reply: 'M10 8V4.5L3.5 11l6.5 6.5V14c5 0 8.5 1.5 10.5 5-.6-5.6-3.7-10.4-10.5-11z',
  edit: 'M4 20h4L19 9l-4-4L4 16zM13 7l4 4',
  copy: 'M9 9h10v11H9zM5 15V4h10',
  forward: 'M14 8V4.5L20.5 11 14 17.5V14c-5 0-8.5 1.5-10.5 5 .6-5.6 3.7-10.4 10.5-11z',
  down: 'M6 9l6 6 6-6',
  open: 'M8 16 17 7M9 7h8v8',
  code: 'M8.5 7 3.5 12l5 5M15.5 7l5 5-5 5',
  people:
    'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20c0-4 3-6 6.5-6s6.5 2 6.5 6M16 4.4a3.5 3.5 0 0 1 0 6.2M18 14.5c2.2.8 3.5 2.6 3.5 5.5',
  plus: 'M12 5v14M5 12h14',
  block: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM5.7 5.7l12.6 12.6',
  theme: 'M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5z',
  language: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM3 12h18M12 3c3 3 3 15 0 18M12 3c-3 3-3 15 0 18',
  file: 'M6 3h8l5 5v13H6zM14 3v5h5',
  article: 'M4 4h16v16H4zM8 8h8M8 12h8M8 16h5',
  megaphone: 'M4 10v4h3l8 4V6l-8 4zM18.5 9.5c1.3 1.3 1.3 3.7 0 5M8 14l1.5 6',
  check: 'M4.5 12.5l5 5 10-11',
};

/** One of the page's own line drawings; it says nothing to a screen reader. */
export const icon = (name) => {
  const space = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(space, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  svg.classList.add('icon', `icon-${name}`);
  const path = document.createElementNS(space, 'path');
  path.setAttribute('d', paths[name]);
  svg.append(path);
  return svg;
};

/** A round button that shows an icon only; its name is heard and seen on hover. */
export const iconButton = (name, label, onclick, attributes = {}) =>
  el(
    'button',
    {
      type: 'button',
      className: 'icon-button',
      'aria-label': label,
      title: label,
      onclick,
      ...attributes,
    },
    icon(name),
  );

/** A modal dialog with a title; closes by Escape, by its cross or by the backdrop. */
export const openDialog = (title, closeLabel, ...content) => {
  const dialog = el('dialog', { 'aria-label': title });
  const header = el(
    'header',
    { className: 'dialog-header' },
    el('h2', { textContent: title }),
    iconButton('close', closeLabel, () => dialog.close()),
  );
  dialog.append(el('div', { className: 'dialog-body' }, header, ...content));
  dialog.addEventListener('click', (event) => event.target === dialog && dialog.close());
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
};

/** A panel beside the chat; `name` is its class, and the body's while it is open. */
export const createPanel = (name, title, closeLabel, onClose, ...content) =>
  el(
    'aside',
    { className: `panel ${name}`, 'aria-label': title },
    el(
      'header',
      { className: 'panel-header' },
      el('h2', { textContent: title }),
      iconButton('close', closeLabel, onClose),
    ),
    ...content,
  );

/**
 * A menu that `button` opens: `fill` gives its items, also later. Arrows move within it; Escape, a
 * choice and a click elsewhere close it.
 */
export const createPopover = (button, className, fill) => {
  const menu = el('div', { className: `popover ${className}`, role: 'menu', hidden: true });
  const set = (open) => {
    menu.hidden = !open;
    button.setAttribute('aria-expanded', String(open));
  };
  const open = async () => {
    menu.replaceChildren(...(await fill()));
    set(menu.hasChildNodes());
    menu.firstChild?.focus();
  };
  button.setAttribute('aria-haspopup', 'menu');
  set(false);
  button.addEventListener('click', () => void (menu.hidden ? open() : set(false)));
  document.addEventListener('click', ({ target }) => button.contains(target) || set(false));
  menu.addEventListener('keydown', (event) => {
    const items = [...menu.children];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) items.at((items.indexOf(document.activeElement) + step) % items.length).focus();
    if (step) event.preventDefault();
    if (event.key !== 'Escape') return;
    set(false);
    button.focus();
  });
  return menu;
};

/** One choice of such a menu. */
export const menuItem = (onclick, ...content) =>
  el('button', { type: 'button', role: 'menuitem', onclick }, ...content);

const toastMs = 4_000;

/** A short word over the chat that goes away by itself. */
export const createToast = () => {
  const node = el('div', { className: 'toast', role: 'status', hidden: true });
  let timer;
  const notify = (text) => {
    node.textContent = text;
    node.hidden = false;
    clearTimeout(timer);
    timer = setTimeout(() => {
      node.hidden = true;
    }, toastMs);
  };
  return { node, notify };
};

/** Whatever is remembered in this browser only; a browser that forbids it forgets. */
export const remembered = (key, value) => {
  try {
    if (value !== undefined) localStorage.setItem(`playground.${key}`, value);
    return localStorage.getItem(`playground.${key}`);
  } catch {
    return undefined;
  }
};
