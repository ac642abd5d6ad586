import { z } from 'zod';

import { detectLanguage } from '../article/language.ts';
import { ground } from '../summary/ground.ts';
import type { Check } from '../summary/grounding.ts';
import { bulletSchema, outputLanguages, sourceSchema, summarySchema } from '../summary/summary.ts';
import { type Command, readBytes } from './command.ts';

const lineSchema = z.object({
  text: z.string(),
  title: z.string().default(''),
  // Fields of a story's summary, or of whoever made it, do no harm here.
  summary: z.object({
    ...summarySchema.shape,
    bullets: z.array(z.object(bulletSchema.shape)),
    sources: z.array(z.object(sourceSchema.shape)),
  }),
  /** The language that the summary was asked in. */
  output: z.enum(outputLanguages).default('ar'),
});

const judge = (line: unknown) => {
  const { text, title, summary, output } = lineSchema.parse(line);
  const prose = { title, text, language: detectLanguage(text) };
  return ground(prose, summary, { output });
};

/** `mujaz check`: any summary held against any article, by the gate that readers rely on. */
export const createCheckCommand = (): Command => ({
  fromLine: judge,
  fromArgument: async (argument) => {
    const { checks, kept } = judge(JSON.parse(String(await readBytes(argument))));
    const failed = checks.filter(({ ok, hard }) => hard && !ok).length;
    const lines = `${kept.bullets.length} bullets and ${kept.sources.length} sources hold`;
    return `${checks.map(verdictLine).join('\n')}\n\n${lines}, ${failed} of ${checks.length} checks failed\n`;
  },
});

const verdictLine = ({ path, kind, ok, hard, note }: Check): string => {
  const verdict = ok ? 'ok  ' : hard ? 'FAIL' : 'soft';
  return `${verdict} ${path} ${kind}${note === '' ? '' : `: ${note}`}`;
};
