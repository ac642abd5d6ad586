import { el } from './dom.js';
import { link, nodeOf } from './entities.js';

const marks = { marked: 'mark', subscript: 'sub', superscript: 'sup' };

/** A rich text: a string, a list of rich texts, or a mark with one inside; unknown marks are plain. */
const inline = (text) => {
  if (typeof text === 'string') return [document.createTextNode(text)];
  if (Array.isArray(text)) return text.flatMap(inline);
  if (!text) return [];
  const inside = inline(text.text ?? text.alternative_text ?? text.expression ?? text.button?.text);
  if (text.type === 'url') {
    const node = link(text.url);
    node.append(...inside);
    return [node];
  }
  if (marks[text.type]) return [el(marks[text.type], {}, inside)];
  const { node, inside: place } = nodeOf({ ...text, offset: 0 }, '', () => {});
  place.append(...inside);
  return [node];
};

const quote = (content, credit) =>
  el('blockquote', { className: 'quote' }, content, credit && el('cite', {}, inline(credit)));

const cells = (row) =>
  row.map((cell) => el(cell.is_header ? 'th' : 'td', { colspan: cell.colspan }, inline(cell.text)));

/** One block; of one that the page does not know, the text and the blocks within. */
const block = (one) => {
  const inside = [...inline(one.text), ...blocks(one.blocks)];
  switch (one.type) {
    case 'paragraph':
      return el('p', {}, inside);
    case 'heading':
      return el('p', { className: `heading size-${one.size}` }, inside);
    case 'pre':
      return el('pre', { dir: 'ltr' }, inside);
    case 'footer':
      return el('small', {}, inside);
    case 'divider':
      return el('hr');
    case 'list':
      return el(
        'ul',
        {},
        one.items.map((item) => el('li', {}, blocks(item.blocks))),
      );
    case 'blockquote':
    case 'expandable_blockquote':
    case 'pullquote':
      return quote(inside, one.credit);
    case 'details':
      return el('details', { open: one.is_open }, el('summary', {}, inline(one.summary)), inside);
    case 'table':
      return el(
        'table',
        {},
        one.cells.map((row) => el('tr', {}, cells(row))),
      );
    default:
      return el('div', {}, inside, inline(one.caption?.text));
  }
};

const blocks = (list = []) => list.map(block);

/** A rich post as far as the page can draw one: texts and their order, no media. */
export const renderRich = (parent, { blocks: list, is_rtl: rtl }) => {
  parent.classList.add('rich');
  if (rtl !== undefined) parent.dir = rtl ? 'rtl' : 'ltr';
  parent.append(...blocks(list));
};
