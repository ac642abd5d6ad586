import { expect, test } from 'vitest';

import { labelledEvents, labelledItems, labelledTopics } from '../support/labelled-stories.ts';

test('the labelled news are enough to measure by, and hang together', () => {
  const items = labelledItems();
  const events = new Set(labelledEvents().map(({ id }) => id));
  expect(items.length).toBeGreaterThanOrEqual(120);
  expect(events.size).toBeGreaterThanOrEqual(30);
  expect(labelledTopics().length).toBeGreaterThanOrEqual(15);
  expect(new Set(items.map(({ event }) => event))).toEqual(events);
  expect(labelledTopics().flatMap((topic) => topic.events.filter((id) => !events.has(id)))).toEqual(
    [],
  );
  const eventOf = new Map(items.map(({ id, event }) => [id, event]));
  const strays = items.filter(
    ({ event, repeats }) => repeats !== undefined && eventOf.get(repeats) !== event,
  );
  expect(strays).toEqual([]);
});
