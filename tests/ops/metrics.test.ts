import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { type LocalApp, openMujaz } from '../support/app-process.ts';
import { pasted, readLabelledArticle } from '../support/articles.ts';
import { startFakeClaude, type FakeClaude } from '../support/fake-claude.ts';
import { enterPlayground } from '../support/reader.ts';
import { hasRedis } from '../support/redis.ts';

const hasPromtool = (() => {
  try {
    execFileSync('promtool', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();
if (!hasPromtool) console.warn('SKIPPED: promtool is not installed, rules and figures unchecked');

describe.skipIf(!hasRedis)('the figures at /metrics', () => {
  let app: LocalApp;
  let claude: FakeClaude;
  let figures: string;

  beforeAll(async () => {
    claude = await startFakeClaude();
    claude.script([], { kind: 'inventing' });
    app = await openMujaz({
      ANTHROPIC_API_KEY: 'k',
      ANTHROPIC_BASE_URL: claude.url,
      METRICS_TOKEN: 'a-token-of-sixteen',
    });
    const reader = await enterPlayground(app.origin).joins();
    await reader.sends(pasted(readLabelledArticle('qatar-striker-move')));
    await reader.receives(({ text }) => /نموذج لغوي/.test(text ?? ''));
    // The delivery is counted after the message is there.
    do {
      figures = await (await fetch(`${app.origin}/metrics`)).text();
    } while (!/mujaz_job_seconds_count\{queue="deliveries",outcome="ok"\} 1/.test(figures));
  });
  afterAll(async () => {
    await app.stop();
    await claude.close();
  });

  test('count one article through each queue, its calls of the model and their cost', () => {
    for (const queue of ['articles', 'summaries', 'deliveries']) {
      expect(figures).toContain(`mujaz_job_seconds_count{queue="${queue}",outcome="ok"} 1`);
    }
    expect(figures).toMatch(
      /mujaz_model_seconds_count\{model="claude-haiku-5-5",task="summarize",outcome="ok"\} 1/,
    );
    expect(figures).toMatch(/mujaz_model_micro_usd_total\{[^}]*\} [1-9]/);
    expect(figures).toMatch(/mujaz_spent_today_micro_usd [1-9]/);
  });

  test('count the lines that were dropped, by the version of the prompt', () => {
    expect(figures).toMatch(
      /mujaz_lines_total\{verdict="dropped",prompt="\d+\+[0-9a-f]{12}"\} [1-9]/,
    );
  });

  test('hold the depths of the queues and the memory of Redis, and nobody’s words', () => {
    expect(figures).toMatch(/mujaz_queue_jobs\{queue="summaries",state="waiting"\} 0/);
    expect(figures).toMatch(/mujaz_redis_bytes\{kind="used"\} [1-9]/);
    expect(figures).not.toMatch(/[\u0600-\u06FF]/);
  });

  test('are for this machine, or for who brings the token', async () => {
    const status = async (headers: Record<string, string>) =>
      (await fetch(`${app.origin}/metrics`, { headers })).status;
    const proxied = { 'x-forwarded-for': '203.0.113.9' };
    expect(await status(proxied)).toBe(403);
    expect(await status({ ...proxied, authorization: 'Bearer wrong' })).toBe(403);
    expect(await status({ ...proxied, authorization: 'Bearer a-token-of-sixteen' })).toBe(200);
  });

  test.skipIf(!hasPromtool)('are accepted by promtool, as are the alert rules', () => {
    const run = (args: string[], input = '') =>
      execFileSync('promtool', args, { input }).toString();
    expect(() => run(['check', 'metrics'], figures)).not.toThrow();
    const rules = join(import.meta.dirname, '../../docs/alerts.yml');
    expect(run(['check', 'rules', rules])).toContain('6 rules found');
  });
});
