import { expect, test } from 'vitest';

import { casesOf, countVerdicts, type Judged } from '../../src/jobs/feedback.ts';
import { answerSaying, createTestClock, onEachBackend } from './backends.ts';

const judged = (key: string, text = 'نص المقال'): Judged => ({
  key,
  title: 'عنوان',
  text,
  textLanguage: 'ar',
  answer: { ...answerSaying('خلاصة'), prompt: '3+abc', model: 'm' },
});

onEachBackend('what readers think of summaries', (open) => {
  test('counts once for each reader, by the last that they said', async () => {
    const { feedback } = open();
    await feedback.note(7, judged('a'), 'up');
    await feedback.note(7, judged('a'), 'down');
    await feedback.note(7, judged('a'), 'fact');
    await feedback.note(8, judged('a'), 'up');
    const [review] = await feedback.recent(10);
    expect(review?.counts).toEqual({ up: 1, down: 0, fact: 1, source: 0, missing: 0, style: 0 });
    expect(await feedback.of(7, 'a')).toBe('fact');
    expect(await feedback.of(9, 'a')).toBeUndefined();
  });

  test('is taken back whole, with the article when nobody else said anything', async () => {
    const { feedback } = open();
    await feedback.note(7, judged('a'), 'up');
    await feedback.note(7, judged('a'), undefined);
    expect(await feedback.of(7, 'a')).toBeUndefined();
    expect(await feedback.recent(10)).toEqual([]);
  });

  test('is listed newest first, with prompt, model and article', async () => {
    const clock = createTestClock();
    const { feedback } = open({ clock });
    for (const key of ['a', 'b', 'c']) {
      await feedback.note(7, judged(key), 'missing');
      clock.pass(1_000);
    }
    const reviews = await feedback.recent(2);
    expect(reviews.map(({ key }) => key)).toEqual(['c', 'b']);
    expect(reviews[0]).toMatchObject({ title: 'عنوان', answer: { prompt: '3+abc', model: 'm' } });
    expect(countVerdicts(reviews).missing).toBe(2);
  });

  test('keeps the article that was there when it was first judged', async () => {
    const { feedback } = open();
    await feedback.note(7, judged('a'), 'down');
    await feedback.note(8, judged('a', ''), 'down');
    expect((await feedback.recent(1))[0]?.text).toBe('نص المقال');
  });

  test('is forgotten with its reader; what others said stays', async () => {
    const { feedback } = open();
    await feedback.note(7, judged('a'), 'up');
    await feedback.note(7, judged('b'), 'up');
    await feedback.note(8, judged('b'), 'style');
    await feedback.forget(7);
    const reviews = await feedback.recent(10);
    expect(reviews.map(({ key, counts }) => [key, counts.up, counts.style])).toEqual([['b', 0, 1]]);
  });

  test('becomes cases for the evaluation where somebody complained and the text was there', async () => {
    const { feedback } = open();
    await feedback.note(7, judged('good'), 'up');
    await feedback.note(7, judged('bad'), 'fact');
    await feedback.note(7, judged('gone', ''), 'fact');
    const lines = casesOf(await feedback.recent(10))
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line));
    expect(lines).toMatchObject([
      {
        id: 'bad',
        title: 'عنوان',
        text: 'نص المقال',
        language: 'ar',
        feedback: { prompt: '3+abc' },
      },
    ]);
  });
});
