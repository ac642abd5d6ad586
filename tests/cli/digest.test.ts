import { describe, expect, test } from 'vitest';

import { createClusterCommand } from '../../src/cli/cluster.ts';
import { createRouteCommand } from '../../src/cli/route.ts';
import { labelledItems } from '../support/labelled-stories.ts';

describe('mujaz cluster', () => {
  test('gives each item its story and whose copy it is, though lines are begun side by side', () => {
    const items = labelledItems().map(({ id, outlet, time, title, lead }) => ({
      id,
      outlet,
      time: new Date(time).toISOString(),
      title,
      lead,
    }));
    const { fromLine } = createClusterCommand();
    const placed = items.map((item) => fromLine(item));
    const byId = new Map(items.map(({ id }, at) => [id, placed[at]]));
    expect(byId.get('gold-record-1')).toMatchObject({ story: 'gold-record-1' });
    expect(byId.get('gold-record-3')).toMatchObject({
      story: 'gold-record-1',
      copy_of: 'gold-record-1',
    });
  });

  test.each([
    ['without a title', { id: 1, time: '2026-03-01T10:00:00Z' }],
    ['without a readable time', { id: 1, time: 'yesterday', title: 'خبر' }],
  ])('refuses a line %s', (_, line) => {
    expect(() => createClusterCommand().fromLine(line)).toThrow(/title|time/);
  });
});

describe('mujaz route', () => {
  test('names the topics as they were asked for, the best first', async () => {
    const { fromLine } = createRouteCommand(['رياضة', 'economy', 'أسعار النفط']);
    const line = {
      title: 'أسعار النفط تقفز بعد قرار أوبك',
      text: 'قفزت العقود الآجلة لخام برنت في الأسواق',
    };
    const { topics } = (await fromLine(line)) as { topics: { topic: string; score: number }[] };
    expect(topics.map(({ topic }) => topic).toSorted()).toEqual(
      ['economy', 'أسعار النفط'].toSorted(),
    );
    const scores = topics.map(({ score }) => score);
    expect(scores).toEqual(scores.toSorted((one, other) => other - one));
  });

  test('takes all standing topics where none is named', async () => {
    const line = { title: 'المنتخب يفوز في مباراة كأس العالم', text: 'سجل اللاعب هدفين' };
    expect(await createRouteCommand([]).fromLine(line)).toMatchObject({
      topics: [{ topic: 'sport' }],
    });
  });
});
