import { z } from 'zod';

import { expandTopic } from '../digest/route/expand-topic.ts';
import { route } from '../digest/route/route.ts';
import { standingTopicOf, standingTopics, type Topic } from '../digest/topic.ts';
import { type Command, readBytes } from './command.ts';

const lineSchema = z.object({ title: z.string().default(''), text: z.string().default('') });

/** A standing topic by its name or id, else a topic of these words. */
const topicOf = (text: string): { name: string; topic: Topic } => {
  const standing = standingTopics.find((id) => id === text) ?? standingTopicOf(text);
  return {
    name: text,
    topic: standing
      ? { kind: 'standing', id: standing }
      : { kind: 'free', id: text, text, query: expandTopic(text) },
  };
};

/**
 * `mujaz route`: the topics among `names` that an item belongs to, the best first; among all standing
 * ones where none is named.
 */
export const createRouteCommand = (names: readonly string[]): Command => {
  const topics = (names.length > 0 ? names : standingTopics).map(topicOf);
  const routed = ({ title, text }: z.infer<typeof lineSchema>) => {
    const scores = route(
      { title, lead: text, topics: [] },
      topics.map(({ topic }) => topic),
    );
    return topics
      .map(({ name, topic }) => ({ topic: name, score: rounded(scores.get(topic.id) ?? 0) }))
      .filter(({ score }) => score > 0)
      .sort((one, other) => other.score - one.score);
  };
  return {
    fromLine: (line) => ({ topics: routed(lineSchema.parse(line)) }),
    fromArgument: async (argument) => {
      const [title = '', ...text] = (await readBytes(argument)).toString().trim().split('\n');
      const found = routed({ title, text: text.join('\n') });
      return `${found.map(({ topic, score }) => `${score.toFixed(2)} ${topic}`).join('\n')}\n`;
    },
  };
};

const rounded = (score: number): number => Math.round(score * 1_000) / 1_000;
