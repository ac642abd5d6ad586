import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { FeedItem } from '../../src/digest/feed.ts';
import { type StandingTopic, standingTopics } from '../../src/digest/topic.ts';

/** News written for the project: which event each item reports, and which item it repeats. */
export type LabelledItem = FeedItem & { event: string; repeats?: string | undefined };

const folder = join(import.meta.dirname, '..', 'fixtures', 'stories');

const read = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8'));

type Written = Pick<LabelledItem, 'id' | 'event' | 'outlet' | 'title' | 'lead'> & {
  time: string;
  copyOf?: string;
};

/** By time, as feeds bring them. */
export const labelledItems = (): LabelledItem[] =>
  (read('items.json') as Written[]).map(({ copyOf, ...item }) => ({
    ...item,
    repeats: copyOf,
    time: Date.parse(item.time),
    url: `https://${item.id}.example/`,
    topics: [],
    language: 'ar',
  }));

/** What each event is about; routine ones are courtesies and services. */
export const labelledEvents = () =>
  read('events.json') as { id: string; topic: StandingTopic; routine: boolean }[];

/**
 * Short news written for each standing topic: the even lines are there to choose words and
 * weights by, the odd ones to test them.
 */
export const topicNews = (half: 'learn' | 'test') =>
  standingTopics.flatMap((topic) =>
    readFileSync(join(folder, '..', 'topics', `${topic}.txt`), 'utf8')
      .trim()
      .split('\n')
      .filter((_, at) => (at % 2 === 0) === (half === 'learn'))
      .map((line) => {
        const [title = '', lead = ''] = line.split(' | ');
        return { topic, title, lead };
      }),
  );

/** Wishes in a reader's words, and the events that they mean. */
export const labelledTopics = () => read('topics.json') as { text: string; events: string[] }[];

/** Precision, recall and F of a grouping by BCubed, over the items that count. */
export const bCubed = <T extends { event: string; story: string }>(
  items: readonly T[],
  counts: (item: T) => boolean = () => true,
) => {
  const events = Map.groupBy(items, ({ event }) => event);
  const stories = Map.groupBy(items, ({ story }) => story);
  const counted = items.filter(counts);
  let precision = 0;
  let recall = 0;
  for (const { event, story } of counted) {
    const together = stories.get(story)!;
    const right = together.filter((other) => other.event === event).length;
    precision += right / together.length / counted.length;
    recall += right / events.get(event)!.length / counted.length;
  }
  return { precision, recall, f: (2 * precision * recall) / (precision + recall) };
};

const silverPath = join(import.meta.dirname, '../../../shared/data/stories-silver.dev.jsonl');

/** Real stories for development, grouped by likeness; undefined where the data is absent. */
export const silverItems = (): LabelledItem[] | undefined => {
  if (!existsSync(silverPath)) return undefined;
  type Silver = {
    cluster: string;
    articles: { id: string; source: string; title: string; time: string; text: string }[];
  };
  const items = readFileSync(silverPath, 'utf8')
    .trim()
    .split('\n')
    .flatMap((line) => {
      const { cluster, articles } = JSON.parse(line) as Silver;
      return articles.map(({ id, source, title, time, text }) => ({
        id,
        event: cluster,
        outlet: source,
        title,
        lead: text.slice(0, 900),
        time: Date.parse(time),
        url: '',
        topics: [],
        language: 'ar' as const,
      }));
    });
  return items.toSorted((one, other) => one.time - other.time);
};
