import { Readability } from '@mozilla/readability';

import {
  isElement,
  isText,
  oneLine,
  type PageDocument,
  type PageElement,
  type PageNode,
} from './dom.ts';

/** One paragraph, heading or list item of what Readability took for the article. */
export type Block = {
  text: string;
  /** How many of the text's characters stand in links. */
  linked: number;
  kind: 'prose' | 'heading' | 'item';
};

/** The share of a block's characters that stand in links. */
export const density = ({ text, linked }: Block): number => linked / text.length;

const blockNames = new Set(
  (
    'address article aside blockquote dd div dl dt fieldset figcaption figure footer form h1 h2 h3 ' +
    'h4 h5 h6 header hr li main nav ol p pre section table tbody tfoot thead tr ul br'
  ).split(' '),
);

const kindOf = (name: string): Block['kind'] =>
  /^h[1-6]$/.test(name) ? 'heading' : name === 'li' ? 'item' : 'prose';

/** The blocks of an element in reading order: text between two edges of block elements. */
export const blocksOf = (root: PageNode | undefined): Block[] => {
  const blocks: Block[] = [];
  let text = '';
  let linked = 0;

  const close = (kind: Block['kind']): void => {
    const line = oneLine(text);
    if (line !== '') blocks.push({ text: line, linked: Math.min(linked, line.length), kind });
    text = '';
    linked = 0;
  };

  const walk = (node: PageNode, kind: Block['kind'], inLink: boolean): void => {
    if (isText(node)) {
      text += node.textContent ?? '';
      if (inLink) linked += oneLine(node.textContent ?? '').length;
      return;
    }
    // A caption tells of a picture that nobody sees here.
    if (!isElement(node) || node.localName === 'figcaption') return;
    const isBlock = blockNames.has(node.localName);
    // The cells of a row are one line, but not one word.
    if (node.localName === 'td' || node.localName === 'th') text += ' ';
    if (isBlock) close(kind);
    const inner = isBlock && node.localName !== 'br' ? kindOf(node.localName) : kind;
    const own = kind === 'item' && inner === 'prose' ? kind : inner;
    for (const child of node.childNodes) walk(child, own, inLink || node.localName === 'a');
    if (isBlock) close(own);
  };

  if (root) walk(root, 'prose', false);
  close('prose');
  return blocks;
};

/**
 * The part of the page that Readability takes for the article, or undefined. Changes the document:
 * whatever else is to be read of it must be read before.
 */
export const findArticle = (document: PageDocument): PageElement | undefined => {
  const found = new Readability<PageElement>(document, {
    disableJSONLD: true,
    charThreshold: 250,
    serializer: (element) => element,
  }).parse();
  return found?.content ?? undefined;
};
