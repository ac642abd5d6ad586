import { expect, test } from 'vitest';

import type { StoredStory } from '../../src/jobs/digest-ports.ts';
import { createWithRelated } from '../../src/jobs/related-stories.ts';
import { itemFor } from '../contracts/digest-backends.ts';

const stored = (id: string, related: string[], changedAt = 0): StoredStory => ({
  story: {
    id,
    items: [itemFor({ id, title: `خبر ${id}`, url: `https://x.example/${id}` })],
    related,
  },
  topics: {},
  version: 1,
  changedAt,
});

const shelf = new Map(
  [
    stored('fire', ['resigned', 'twin', 'muted', 'gone', 'trial', 'older']),
    stored('resigned', ['fire'], 3),
    stored('trial', [], 2),
    stored('older', [], 1),
    stored('twin', [], 9),
    stored('muted', [], 9),
  ].map((one) => [one.story.id, one]),
);

test('a story is linked with the newest of its saga, neither with its twin nor with what is muted', async () => {
  const withRelated = createWithRelated({
    load: async (ids) => ids.flatMap((id) => shelf.get(id) ?? []),
  });
  const shown = ['fire', 'resigned'].map((story, index) => ({
    entry: { story, version: 1, update: false, topic: 'politics' },
    index,
    told: {
      reports: [story, ...(story === 'fire' ? ['twin'] : [])].map((id) => ({
        id: 'o1',
        outlet: 'المدار',
        url: `https://x.example/${id}`,
        time: 0,
      })),
    },
  }));
  const told = new Map([['muted', { version: 1, muted: true }]]);
  const [fire, resigned] = await withRelated(shown, told);
  expect(fire?.related.map(({ title, index }) => [title, index])).toEqual([
    ['خبر resigned', 1],
    ['خبر trial', undefined],
  ]);
  expect(resigned?.related.map(({ index }) => index)).toEqual([0]);
});
