import { createBubble } from './bubble.js';
import { el, iconButton } from './dom.js';
import { dayOf, say } from './words.js';

const nearBottom = 120;

const rowOf = (id) => document.querySelector(`#message-${id}`);

/** Brings a message into view and lights it up for a moment. */
const goTo = (id) => {
  const row = rowOf(id);
  if (!row) return;
  row.scrollIntoView({ block: 'center', behavior: 'smooth' });
  row.classList.add('found');
  row.addEventListener('animationend', () => row.classList.remove('found'), { once: true });
};

/** A scrolling box that can tell whether it is at its end, with a button that leads there. */
const createScroller = (...content) => {
  const box = el('div', { className: 'scroller' }, ...content);
  const isAtBottom = () => box.scrollHeight - box.scrollTop - box.clientHeight < nearBottom;
  const scrollDown = (behavior = 'instant') => box.scrollTo({ top: box.scrollHeight, behavior });
  const button = iconButton('down', say.toBottom, () => scrollDown('smooth'), {
    className: 'icon-button to-bottom',
    hidden: true,
  });
  box.addEventListener('scroll', () => {
    button.hidden = isAtBottom();
  });
  return {
    node: el('div', { className: 'conversation' }, box, button),
    isAtBottom,
    scrollDown,
    /** A long answer is read from its beginning, a short one by its end. */
    follow: (row) => {
      if (row.offsetHeight < box.clientHeight * 0.8) scrollDown();
      else box.scrollTop = row.offsetTop - 56;
    },
  };
};

/** The list of messages: adds, replaces and removes bubbles and keeps the eye where it was. */
export const createMessageList = ({ isOwn, nameOf, actions }) => {
  const rows = el('div', { className: 'rows', role: 'log', 'aria-label': say.chat });
  const intro = el('div', { className: 'intro' });
  const { node, isAtBottom, scrollDown, follow } = createScroller(intro, rows);
  const context = { nameOf, actions: { ...actions, goTo } };
  let lastDay = '';

  const append = (message) => {
    const day = dayOf(message.date);
    if (day !== lastDay)
      rows.append(el('div', { className: 'day' }, el('span', { textContent: day })));
    lastDay = day;
    const row = createBubble(message, { own: isOwn(message), ...context });
    rows.append(row);
    return row;
  };

  const replace = (old, message) => {
    const follows = isAtBottom() && old === rows.lastElementChild;
    const row = createBubble(message, { own: isOwn(message), ...context });
    const wasOpen = old.querySelector('.quote.open');
    if (wasOpen) row.querySelector('.quote.expandable')?.classList.add('open');
    old.replaceWith(row);
    if (follows) follow(row);
  };

  return {
    node,
    intro,
    append: (message) => {
      const known = rowOf(message.message_id);
      const follows = isAtBottom();
      intro.hidden = true;
      if (known) {
        replace(known, message);
        return;
      }
      const row = append(message);
      row.classList.add('new');
      if (isOwn(message)) scrollDown();
      else if (follows) follow(row);
    },
    show: (messages) => {
      lastDay = '';
      rows.replaceChildren();
      intro.hidden = messages.length > 0;
      for (const message of messages) append(message);
      scrollDown();
    },
    replace: (message) => {
      const old = rowOf(message.message_id);
      if (old) replace(old, message);
    },
    remove: (id) => rowOf(id)?.remove(),
  };
};
