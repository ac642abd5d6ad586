import { z } from 'zod';

import { createClusterer } from '../digest/cluster/clusterer.ts';
import type { Comparable } from '../digest/cluster/reading.ts';
import type { Placement } from '../digest/story.ts';
import { type Command, readBytes } from './command.ts';

const lineSchema = z.object({
  id: z.union([z.string(), z.number()]).transform(String),
  outlet: z.string().default(''),
  /** Milliseconds since 1970, or a date and time as ISO 8601 has them. */
  time: z.union([
    z.number(),
    z
      .string()
      .transform((time) => Date.parse(time))
      .refine(Number.isFinite, 'is no date and time'),
  ]),
  title: z.string(),
  lead: z.string().default(''),
});

/** `mujaz cluster`: items by time, each with its story, and whose copy it is. */
export const createClusterCommand = (): Command => {
  const clusterer = createClusterer();
  const place = (item: Comparable) => {
    const { story, copyOf } = clusterer.add(item);
    return { story, ...(copyOf === undefined ? {} : { copy_of: copyOf }) };
  };
  return {
    // Without waiting for anything, so that lines read side by side are placed in their order.
    fromLine: (line) => place(lineSchema.parse(line)),
    fromArgument: async (argument) => {
      const lines = (await readBytes(argument)).toString().split('\n').filter(Boolean);
      const items = lines.map((line) => lineSchema.parse(JSON.parse(line)));
      const placed = items.map((item) => ({ ...item, ...clusterer.add(item) }));
      const stories = [...Map.groupBy(placed, ({ story }) => story).values()];
      return `${stories.map(storyText).join('\n')}\n`;
    },
  };
};

type Placed = Placement & z.infer<typeof lineSchema>;

const storyText = (items: readonly Placed[]): string =>
  items
    .map(({ outlet, title, time, copyOf }, at) => {
      const when = new Date(time).toISOString().slice(0, 16).replace('T', ' ');
      return `${at === 0 ? '' : '    '}${when} ${outlet}: ${title}${copyOf === undefined ? '' : ' (copy)'}`;
    })
    .join('\n');
