import { el, icon } from './dom.js';
import { say } from './words.js';

const safeLink = (url) => (/^(?:https?|tg|mailto):/i.test(url) ? url : `https://${url}`);

/** A link out of the page, which is told nothing of where it stood. */
export const link = (href) =>
  el('a', { href: safeLink(href), target: '_blank', rel: 'noopener noreferrer nofollow' });

/** Collapsed to three lines until it is tapped; a short one needs no tap. */
const expandable = () => {
  const text = el('div', { className: 'quote-text' });
  const toggle = el(
    'button',
    {
      type: 'button',
      className: 'quote-toggle',
      'aria-expanded': 'false',
      'aria-label': say.expand,
      title: say.expand,
    },
    icon('down'),
  );
  const quote = el('blockquote', { className: 'quote expandable' }, text, toggle);
  const set = (open) => {
    quote.classList.toggle('open', open);
    toggle.setAttribute('aria-expanded', String(open));
    toggle.setAttribute('aria-label', open ? say.collapse : say.expand);
    toggle.title = open ? say.collapse : say.expand;
  };
  quote.addEventListener('click', (event) => {
    const selecting = getSelection()?.toString();
    if (!event.target.closest('a') && !selecting) set(!quote.classList.contains('open'));
  });
  new ResizeObserver(() => {
    if (quote.classList.contains('open')) return;
    quote.classList.toggle('short', text.scrollHeight <= text.clientHeight + 1);
  }).observe(text);
  return { node: quote, inside: text };
};

const simple = (tag, attributes) => {
  const node = el(tag, attributes);
  return { node, inside: node };
};

const spoiler = () => {
  const node = el('span', { className: 'spoiler', tabindex: '0', role: 'button' });
  const show = () => node.classList.add('shown');
  node.addEventListener('click', show);
  node.addEventListener('keydown', (event) => event.key === 'Enter' && show());
  return { node, inside: node };
};

const pre = (entity) => {
  const code = el('code', { 'data-language': entity.language });
  return { node: el('pre', { dir: 'ltr' }, code), inside: code };
};

/** What one entity looks like; an unknown one looks like plain text. `run` is a command's tap. */
export const nodeOf = (entity, text, run) => {
  const linked = (href) => {
    const node = link(href);
    return { node, inside: node };
  };
  switch (entity.type) {
    case 'bold':
      return simple('b');
    case 'italic':
      return simple('i');
    case 'underline':
      return simple('u');
    case 'strikethrough':
      return simple('s');
    case 'code':
      return simple('code', { className: 'inline-code' });
    case 'pre':
      return pre(entity);
    case 'spoiler':
      return spoiler();
    case 'blockquote':
      return simple('blockquote', { className: 'quote' });
    case 'expandable_blockquote':
      return expandable();
    case 'url':
      return linked(text);
    case 'text_link':
      return linked(entity.url);
    case 'email':
      return linked(`mailto:${text}`);
    case 'mention':
      return linked(`https://t.me/${text.slice(1)}`);
    case 'bot_command':
      return simple('button', { type: 'button', className: 'command', onclick: () => run(text) });
    default:
      return simple('span', { className: entity.type === 'hashtag' ? 'hashtag' : undefined });
  }
};

const blocks = new Set(['blockquote', 'expandable_blockquote', 'pre']);

/** A block breaks the line by itself, so the break beside it would be one too many. */
const between = (text, before, after) => {
  let shown = text;
  if (blocks.has(before?.type)) shown = shown.replace(/^\n/, '');
  if (blocks.has(after?.type)) shown = shown.replace(/\n$/, '');
  return document.createTextNode(shown);
};

const fill = (parent, text, entities, from, to, run) => {
  const queue = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  let at = from;
  let last;
  while (queue.length > 0) {
    const entity = queue.shift();
    const start = Math.max(entity.offset, at);
    const end = Math.min(entity.offset + entity.length, to);
    if (end <= start) continue;
    if (start > at) parent.append(between(text.slice(at, start), last, entity));
    const inner = [];
    const beyond = [];
    while (queue.length > 0 && queue[0].offset < end) {
      const next = queue.shift();
      inner.push(next);
      const over = next.offset + next.length - end;
      // Where two stretches cross, the second one goes on behind the first.
      if (over > 0) beyond.push({ ...next, offset: end, length: over });
    }
    queue.unshift(...beyond);
    const { node, inside } = nodeOf(entity, text.slice(start, end), run);
    fill(inside, text, inner, start, end, run);
    parent.append(node);
    at = end;
    last = entity;
  }
  if (at < to) parent.append(between(text.slice(at, to), last, undefined));
};

/** Puts a text with its entities (UTF-16 units, as JavaScript counts) into an element. */
export const renderText = (parent, text, entities = [], run = () => {}) =>
  fill(parent, text, entities, 0, text.length, run);
