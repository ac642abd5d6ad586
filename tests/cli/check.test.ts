import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { createCheckCommand } from '../../src/cli/check.ts';
import { failureOfInput } from '../../src/cli/command.ts';

const text = 'قال سامر الحلو إن البلدية تحتاج إلى 20 صهريجا.';
const summary = {
  headline: 'البلدية تحتاج إلى 20 صهريجا',
  bullets: [{ text, evidence: `“${text.slice(0, -1)}”`, source_ids: [] }],
  sources: [],
  topics: [],
};
const { fromArgument, fromLine } = createCheckCommand();

const fileOf = (content: string): string => {
  const path = join(mkdtempSync(join(tmpdir(), 'mujaz-check-')), 'summary.json');
  writeFileSync(path, content);
  return path;
};

describe('mujaz check on a file', () => {
  test('says line by line what holds', async () => {
    const printed = await fromArgument(fileOf(JSON.stringify({ text, summary })));
    expect(printed).toContain('ok   bullets[0].evidence evidence-verbatim');
    expect(printed).toContain('1 bullets and 0 sources hold, 0 of');
  });

  test.each([
    ['no json', { kind: 'unreadable-line', message: 'this is not JSON' }],
    ['{"text":"a"}', { kind: 'unreadable-line', message: expect.stringContaining('at summary') }],
  ])('names what is wrong with %s', async (content, failure) => {
    const thrown: unknown = await fromArgument(fileOf(content)).catch((error: unknown) => error);
    expect(failureOfInput(thrown)).toMatchObject(failure);
  });

  test('names a file that is not there', async () => {
    await expect(fromArgument('/nowhere/at-all.json')).rejects.toMatchObject({
      kind: 'file-gone',
      message: expect.stringContaining('/nowhere/at-all.json'),
    });
  });
});

test('fields that a summary has beside its own, such as a story’s, are passed over', async () => {
  const bullets = summary.bullets.map((bullet) => ({ ...bullet, outlet_id: 'o1' }));
  const kept = await fromLine({ id: 1, text, summary: { ...summary, bullets, differences: [] } });
  expect(kept).toMatchObject({ kept: { headline: summary.headline } });
});
