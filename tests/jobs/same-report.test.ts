import { describe, expect, test } from 'vitest';

import { digestPrompts } from '../../src/digests-app.ts';
import { composeSnapshot } from '../../src/jobs/compose-snapshot.ts';
import type { StoredStory } from '../../src/jobs/digest-ports.ts';
import { createTellStory } from '../../src/jobs/make-story-summary.ts';
import { createFindTwins, pairOf } from '../../src/jobs/same-report.ts';
import { Failure } from '../../src/lib/failure.ts';
import { silentLog } from '../../src/lib/log.ts';
import { itemFor, storyOf } from '../contracts/digest-backends.ts';
import { createFakeModel, createPurse } from '../support/fake-model.ts';
import { createMemoryDigestStores } from '../support/memory-digest-stores.ts';
import { createMemoryDigests } from '../support/memory-digests.ts';

const { sameReport } = digestPrompts();
const signal = new AbortController().signal;

const reports = {
  fire: 'حريق كبير في مستودعات مرفأ السنديان',
  blaze: 'النيران تلتهم مخازن الأخشاب في السنديان ولا إصابات',
  resignation: 'استقالة مدير مرفأ السنديان بعد الحريق',
};

/** Three stories of one saga, each linked to the others. */
const saga = Object.entries(reports).map(([id, title], at) => {
  const item = itemFor({ id, title, outlet: `صحيفة ${id}`, time: 1_000 + at });
  const stored = storyOf(item, { topics: { politics: 1 }, version: 1, changedAt: 1_000 });
  const related = Object.keys(reports).filter((other) => other !== id);
  return { ...stored, story: { ...stored.story, related } };
});

const open = async (answer: (input: object) => unknown, purse = createPurse(10_000)) => {
  const stores = createMemoryDigestStores();
  await stores.ledger.commit({ after: 0, items: 0, stories: saga });
  const { model, asked } = createFakeModel(answer);
  const findTwins = createFindTwins({
    ...stores,
    model,
    prompt: sameReport,
    budget: purse,
    log: silentLog,
  });
  const compose = (told: string[] = []) =>
    composeSnapshot(
      {
        stories: stores.stories,
        weigh: ({ story }: StoredStory) => 1 / story.items[0].time,
        findTwins,
      },
      {
        topics: [{ kind: 'standing', id: 'politics' }],
        less: {},
        told: new Map(told.map((id) => [id, { version: 1, muted: false }])),
        since: 0,
        now: 2_000,
      },
      signal,
    );
  return { ...stores, findTwins, asked, purse, compose };
};

/** Finds fire and blaze to be one report. */
const honest = (input: object) => {
  const { pairs } = input as {
    pairs: { id: number; a: { title: string }; b: { title: string } }[];
  };
  const burning = new Set<string>([reports.fire, reports.blaze]);
  return {
    same: pairs.flatMap(({ id, a, b }) =>
      burning.has(a.title) && burning.has(b.title) ? [id] : [],
    ),
  };
};

describe('stories of one saga', () => {
  test('that a model finds to be one report come once, and it is asked once for all readers', async () => {
    const { compose, asked } = await open(honest);
    const ids = (await compose()).map(({ story }) => story);
    expect(ids).toEqual(['fire', 'resignation']);
    expect((await compose()).map(({ story }) => story)).toEqual(ids);
    expect(asked).toHaveLength(1);
    expect(JSON.stringify(asked[0]?.input)).toContain(reports.blaze);
  });

  test('are no news to whom their twin was told', async () => {
    const { compose } = await open(honest);
    expect((await compose(['blaze'])).map(({ story }) => story)).toEqual(['resignation']);
  });

  test('stay apart where the model fails, is not paid for, or says what nobody can read', async () => {
    for (const answer of [new Failure('model-busy', 'busy'), 'not json', { same: 'all' }]) {
      const { compose } = await open(() => answer);
      expect(await compose()).toHaveLength(3);
    }
    const { compose, asked } = await open(honest, createPurse(10));
    expect(await compose()).toHaveLength(3);
    expect(asked).toEqual([]);
  });

  test('are compared only as often as the day allows', async () => {
    const { compose, asked, quota } = await open(honest);
    await quota.take('same-report', 400, 400);
    expect(await compose()).toHaveLength(3);
    expect(asked).toEqual([]);
  });

  test('are told as one, with the outlets of both', async () => {
    const { stories, verdicts } = await open(honest);
    await verdicts.settle(new Map([[pairOf('fire', 'blaze'), true]]));
    const { tell } = createTellStory({
      stories,
      verdicts,
      ...createMemoryDigests(),
      spending: { pausedUntil: async () => 0, pauseUntil: async () => {} },
      maker: 'extractive',
      clock: { now: () => 2_000 },
    });
    const told = await tell({ story: 'fire', version: 1 }, 'ar', signal);
    expect(told?.reports.map(({ outlet }) => outlet)).toEqual(['صحيفة fire', 'صحيفة blaze']);
    expect(told?.independent).toBe(2);
  });
});
