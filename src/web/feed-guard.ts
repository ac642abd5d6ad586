import { Parser } from 'htmlparser2';

import { Failure } from '../lib/failure.ts';

/**
 * Bounds of a feed before it is parsed. Parsers that build a tree take time with the square of the
 * depth (284 s for 300,000 unclosed elements); a feed of 300 items has some 10,000 elements.
 */
const limits = { depth: 64, elements: 40_000, attributes: 80_000, entities: 200 } as const;

/**
 * Throws a Failure `page-hostile` for XML that no feed has, too deep, too wide, or with entities of
 * its own, and `page-not-text` for HTML.
 */
export const guardFeed = (text: string): void => {
  let depth = 0;
  let elements = 0;
  let attributes = 0;
  const refuse = (why: string): never => {
    throw new Failure('page-hostile', `a feed with ${why}`);
  };
  const parser = new Parser(
    {
      onopentagname: (name) => {
        if (elements < 20 && name.toLowerCase() === 'html') {
          throw new Failure('page-not-text', 'a page where a feed should be');
        }
        depth += 1;
        elements += 1;
        if (depth > limits.depth) refuse(`more than ${limits.depth} levels`);
        if (elements > limits.elements) refuse(`more than ${limits.elements} elements`);
      },
      onattribute: () => {
        attributes += 1;
        if (attributes > limits.attributes) refuse(`more than ${limits.attributes} attributes`);
      },
      onclosetag: () => {
        depth -= 1;
      },
      onprocessinginstruction: (_, content) => {
        const declared = content.split('<!ENTITY', limits.entities + 2).length;
        if (declared > limits.entities) refuse('entities of its own');
      },
    },
    { xmlMode: true },
  );
  parser.write(text);
  parser.end();
};
