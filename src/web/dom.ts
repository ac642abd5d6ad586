import { parseHTML } from 'linkedom';

import { visible } from '../article/clean.ts';

/** What is used here of a DOM node; linkedom's own types need a browser's library. */
export type PageNode = {
  nodeType: number;
  textContent: string | null;
  childNodes: Iterable<PageNode>;
};

export type PageElement = PageNode & {
  localName: string;
  id: string;
  className: string;
  parentElement: PageElement | null;
  getAttribute: (name: string) => string | null;
  querySelector: (selector: string) => PageElement | null;
  querySelectorAll: (selector: string) => Iterable<PageElement>;
  closest: (selector: string) => PageElement | null;
  remove: () => void;
};

export type PageDocument = {
  title: string;
  documentElement: PageElement;
  body: PageElement;
  querySelector: (selector: string) => PageElement | null;
  querySelectorAll: (selector: string) => Iterable<PageElement>;
};

/** A DOM of HTML that the guard has let through. */
export const parseDocument = (html: string): PageDocument => parseHTML(html).document;

export const isElement = (node: PageNode): node is PageElement => node.nodeType === 1;

export const isText = (node: PageNode): boolean => node.nodeType === 3;

/** A node's text in one line. */
export const lineOf = (node: PageNode | null): string => oneLine(node?.textContent ?? '');

/** Text in one line, as one sees it: no invisible characters, one space between words. */
export const oneLine = (text: string): string => visible(text).replaceAll('\n', ' ');
