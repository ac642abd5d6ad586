import { describe, expect, test } from 'vitest';

import { copies, independentTexts, outlets, type Story, withItem } from '../../src/digest/story.ts';
import { labelledItems } from '../support/labelled-stories.ts';

const [one, two, three] = labelledItems().map((item, time) => ({ ...item, time }));
const at = { story: one!.id, related: [] };

const storyOf = (...items: [Parameters<typeof withItem>[1], string?][]): Story => {
  let story: Story | undefined;
  for (const [item, copyOf] of items) {
    story = withItem(story, item, copyOf === undefined ? at : { ...at, copyOf });
  }
  return story!;
};

describe('a story', () => {
  test('tells who had it first, also where the first report came in last', () => {
    const story = storyOf([{ ...two!, outlet: 'الضفاف' }], [{ ...one!, outlet: 'المدار' }]);
    expect(story.items[0].time).toBe(one!.time);
    expect(outlets(story)).toEqual(['المدار', 'الضفاف']);
  });

  test('counts neither copies nor a second outlet of one owner as a voice of its own', () => {
    const [a, b, c] = [one!, two!, three!].map((item, index) => ({
      ...item,
      outlet: `outlet ${index}`,
    }));
    expect(independentTexts(storyOf([a!], [b!], [c!]))).toBe(3);
    expect(independentTexts(storyOf([a!], [b!, a!.id], [c!]))).toBe(2);
    expect(copies(storyOf([a!], [b!, a!.id], [c!]))).toBe(1);
    const owned = [a!, b!, c!].map((item) => [{ ...item, owner: 'one house' }] as [typeof a & {}]);
    expect(independentTexts(storyOf(...owned))).toBe(1);
  });

  test('takes an item once, and keeps the links of all its items', () => {
    const story = withItem(undefined, one!, { ...at, related: ['x'] });
    expect(withItem(story, one!, at)).toBe(story);
    const longer = withItem(story, two!, { ...at, related: ['y'] });
    expect(longer.related).toEqual(['x', 'y']);
  });
});
