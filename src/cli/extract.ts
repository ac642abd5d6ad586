import { z } from 'zod';

import type { Config } from '../config.ts';
import { type Command, readBytes } from './command.ts';
import { createReader } from './reader.ts';

const lineSchema = z.union([
  z.object({ html: z.string(), url: z.string().default('') }),
  z.object({ path: z.string(), url: z.string().default('') }),
]);

/** `mujaz extract`: the article of a page, without what surrounds it. */
export const createExtractCommand = (config: Config): Command => {
  const reader = createReader(config);
  return {
    fromLine: async (line) => {
      const page = lineSchema.parse(line);
      const bytes = 'html' in page ? Buffer.from(page.html) : await readBytes(page.path);
      return reader.readHtml(bytes, page.url);
    },
    fromArgument: async (argument) => {
      const { title, outlet, author, date, text } = await reader.readArticle(argument);
      const byline = [outlet, author, date].filter(Boolean).join(' · ');
      return `${[title, byline, text].filter(Boolean).join('\n\n')}\n`;
    },
    close: reader.close,
  };
};
