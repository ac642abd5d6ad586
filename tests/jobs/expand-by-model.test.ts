import { readFileSync } from 'node:fs';

import fc from 'fast-check';
import { expect, test } from 'vitest';

import { expandTopic } from '../../src/digest/route/expand-topic.ts';
import { topicQuerySchema } from '../../src/digest/topic.ts';
import { digestPrompts } from '../../src/digests-app.ts';
import { createExpandByModel, readExpansion } from '../../src/jobs/expand-by-model.ts';
import { Failure } from '../../src/lib/failure.ts';
import { silentLog } from '../../src/lib/log.ts';
import { createFakeModel, createPurse } from '../support/fake-model.ts';
import { createMemoryDigestStores } from '../support/memory-digest-stores.ts';

const { topic } = digestPrompts();

const open = (answer: () => unknown) => {
  const { model, asked } = createFakeModel(answer);
  const { quota } = createMemoryDigestStores();
  const parts = { model, prompt: topic, budget: createPurse(1_000), quota, log: silentLog };
  return { expand: createExpandByModel(parts), asked, quota };
};

const oil = {
  must: [
    ['أسعار', 'برميل'],
    ['نفط', 'خام برنت'],
  ],
  any: ['أوبك بلس'],
  not: ['زيت الزيتون'],
  places: [],
  people: [],
};

test('a topic is expanded as a model says, in terms of words that stand together', async () => {
  const { expand, asked } = open(() => oil);
  const query = await expand('أسعار النفط', 'usual');
  expect(query.must).toEqual([
    [['أسعار'], ['برميل']],
    [['نفط'], ['خام', 'برنت']],
  ]);
  expect(query.not).toEqual([['زيت', 'الزيتون']]);
  expect(asked[0]?.input).toEqual({ topic: 'أسعار النفط', breadth: 'usual' });
});

test('the words themselves stand in where the model fails, strays or says nothing', async () => {
  const strays = { ...oil, must: [['كرة القدم']] };
  const shutsOut = { ...oil, not: ['النفط'] };
  const empty = { must: [], any: ['نفط'], not: [], places: [], people: [] };
  const wrong = [new Failure('model-busy', 'busy'), 'no json', {}, strays, shutsOut, empty];
  for (const answer of wrong) {
    const { expand } = open(() => answer);
    expect(await expand('أسعار النفط', 'usual')).toEqual(expandTopic('أسعار النفط'));
  }
});

test('narrower is the words as they stand, and no model is asked', async () => {
  const { expand, asked } = open(() => oil);
  expect(await expand('أسعار النفط', 'narrow')).toEqual(expandTopic('أسعار النفط', 'narrow'));
  expect(asked).toEqual([]);
});

test('so many topics a day are expanded, and the rest by their own words', async () => {
  const { expand, asked, quota } = open(() => oil);
  await quota.take('expand-topic', 300, 300);
  expect(await expand('أسعار النفط', 'usual')).toEqual(expandTopic('أسعار النفط'));
  expect(asked).toEqual([]);
});

test('the example of the prompt is an answer that can be read', () => {
  const [, example = ''] =
    /```json\n(.*?)```/s.exec(
      readFileSync(new URL('../../prompts/topic.ar.md', import.meta.url), 'utf8'),
    ) ?? [];
  expect(readExpansion(example)?.must).toHaveLength(2);
});

test('whatever a model says is bounded', () => {
  const strings = fc.array(fc.string({ maxLength: 500 }), { maxLength: 60 });
  const answers = fc.record({
    must: fc.array(strings, { maxLength: 20 }),
    any: strings,
    not: strings,
    places: strings,
    people: strings,
  });
  fc.assert(
    fc.property(answers, (answer) => {
      expect(topicQuerySchema.safeParse(readExpansion(JSON.stringify(answer))).success).toBe(true);
    }),
    { numRuns: 50 },
  );
});
