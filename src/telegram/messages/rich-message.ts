/** What the blocks of a rich message say, and where its links and pictures lead. */
export type RichContent = {
  text: string;
  links: string[];
  photos: unknown[];
  documents: unknown[];
};

/** Bounds of one walk; Telegram's own are 16 levels, 500 blocks and 32,768 characters. */
const most = { depth: 40, nodes: 20_000 } as const;

type Node = Record<string, unknown>;

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/**
 * Reads a rich message, whose text stands in a tree of blocks and which has no `text` of its own.
 * Telegram adds kinds of blocks over the years: one that is not known is searched for the same
 * fields as the known ones. Never throws; what lies beyond the bounds is left out.
 */
export const readRichMessage = (rich: unknown): RichContent => {
  const found: RichContent = { text: '', links: [], photos: [], documents: [] };
  const paragraphs: string[] = [];
  let nodes = 0;

  const isBeyond = (depth: number): boolean => {
    nodes += 1;
    return depth > most.depth || nodes > most.nodes;
  };

  const inline = (value: unknown, depth: number): string => {
    if (typeof value === 'string') return value;
    if (isBeyond(depth)) return '';
    if (Array.isArray(value)) return value.map((each) => inline(each, depth + 1)).join('');
    if (!isNode(value)) return '';
    if (typeof value['url'] === 'string') found.links.push(value['url']);
    return inline(value['text'] ?? value['alternative_text'] ?? value['expression'], depth + 1);
  };

  const say = (value: unknown, depth: number): void => {
    const line = inline(value, depth).trim();
    if (line !== '') paragraphs.push(line);
  };

  const walk = (block: unknown, depth: number): void => {
    if (!isNode(block) || isBeyond(depth)) return;
    if (Array.isArray(block['photo'])) found.photos.push(block['photo']);
    if (isNode(block['document'])) found.documents.push(block['document']);
    say(block['summary'], depth);
    say(block['text'], depth);
    for (const each of listOf(block['blocks'])) walk(each, depth + 1);
    for (const item of listOf(block['items'])) walk(item, depth + 1);
    for (const row of listOf(block['cells'])) {
      paragraphs.push(
        listOf(row)
          .map((cell) => inline(cell, depth + 1))
          .join(' '),
      );
    }
    for (const button of listOf(block['buttons'])) inline(button, depth + 1);
    const { caption } = block;
    say(caption, depth);
    if (isNode(caption)) say(caption['credit'], depth);
    say(block['credit'], depth);
  };

  if (isNode(rich)) for (const block of listOf(rich['blocks'])) walk(block, 0);
  return { ...found, text: paragraphs.join('\n\n') };
};
