import { spawnSync } from 'node:child_process';

import { z } from 'zod';

/**
 * `npm run audit`: asks the registry for known holes in what is shipped, and fails where one is high
 * or critical. A registry that keeps no advisories (a mirror often refuses the question) is said, not
 * taken for a clean answer.
 */
const Answer = z.object({
  metadata: z.object({
    vulnerabilities: z.object({ high: z.number(), critical: z.number(), total: z.number() }),
  }),
});

const npm = spawnSync('npm', ['audit', '--omit=dev', '--json'], { encoding: 'utf8' });
const answer = Answer.safeParse(JSON.parse(npm.stdout || '{}'));

if (!answer.success) {
  process.stderr.write('mujaz: packages NOT audited: this registry answers no advisories\n');
} else {
  const { high, critical, total } = answer.data.metadata.vulnerabilities;
  process.stderr.write(`mujaz: packages audited: ${total} holes known, ${high + critical} grave\n`);
  if (high + critical > 0) {
    process.stderr.write(npm.stdout);
    process.exitCode = 1;
  }
}
