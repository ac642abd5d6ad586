import type { Byline } from '../article/article.ts';
import type { Answer } from '../summary/answer.ts';

/** A summary as plain text for a terminal: headline, byline, bullets with evidence, sources. */
export const summaryAsText = (
  { outlet, date }: Byline,
  { summary, how, dropped }: Pick<Answer, 'summary' | 'how'> & { dropped: readonly string[] },
): string => {
  const byline = [outlet, date].filter(Boolean).join(' · ');
  const bullets = summary.bullets.map(({ text, evidence }) =>
    evidence === text ? `• ${text}` : `• ${text}\n    ${evidence}`,
  );
  const sources = summary.sources.map(({ name, role, kind, quote }) => {
    const who = [name, role].filter(Boolean).join('، ');
    const unnamed = kind === 'anonymous' ? ' [anonymous]' : '';
    return `- ${who}${unnamed}${quote === '' ? '' : `: «${quote}»`}`;
  });
  const left = dropped.map((fault) => `  left out: ${fault}`);
  const made = [`[${how}]`, ...left].join('\n');
  return `${[
    [summary.headline, byline].filter(Boolean).join('\n'),
    bullets.join('\n'),
    sources.join('\n'),
    made,
  ]
    .filter(Boolean)
    .join('\n\n')}\n`;
};
