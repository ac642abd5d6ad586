/**
 * What one day of digests costs at list prices: 1,500 items and 10,000 readers, with a model that
 * counts what it is asked. Real stories, routing, ranking, gate and caps; stores in memory.
 *
 *   node bench/digest-cost.ts [--items 1500] [--readers 10000]
 *
 * Tokens cannot be counted without the provider. «Likely» takes two characters a token, which is what
 * Arabic comes to in the measured notes; «at most» takes one, and is what the budget sets aside.
 */
import { parseArgs } from 'node:util';

import { priceOf } from '../src/claude/models.ts';
import type { FeedItem } from '../src/digest/feed.ts';
import { weighStory } from '../src/digest/rank.ts';
import { expandTopic } from '../src/digest/route/expand-topic.ts';
import { route } from '../src/digest/route/route.ts';
import { standingTopics, type Topic } from '../src/digest/topic.ts';
import { digestPrompts } from '../src/digests-app.ts';
import { composeSnapshot, entriesOf } from '../src/jobs/compose-snapshot.ts';
import type { StoredStory } from '../src/jobs/digest-ports.ts';
import { createExpandByModel } from '../src/jobs/expand-by-model.ts';
import { createGatherStories } from '../src/jobs/gather-stories.ts';
import { createTellStory } from '../src/jobs/make-story-summary.ts';
import { createFindTwins } from '../src/jobs/same-report.ts';
import type { Told } from '../src/jobs/subscription-ports.ts';
import { createSummariseStory } from '../src/jobs/summarise-story.ts';
import { silentLog } from '../src/lib/log.ts';
import type { Budget, Model, Question } from '../src/summary/ask.ts';
import {
  labelledEvents,
  labelledItems,
  labelledTopics,
} from '../tests/support/labelled-stories.ts';
import { createMemoryDigestStores } from '../tests/support/memory-digest-stores.ts';
import { createMemoryDigests } from '../tests/support/memory-digests.ts';
import { createBill, row, tokensOf } from './bill.ts';

const { values } = parseArgs({
  options: {
    items: { type: 'string', default: '1500' },
    readers: { type: 'string', default: '10000' },
  },
});
const [itemCount, readerCount] = [Number(values.items), Number(values.readers)];
const hour = 3_600_000;
const start = Date.parse('2026-11-27T00:00:00Z');
const signal = new AbortController().signal;
let now = start;
const clock = { now: () => now };

let seed = 20_261_127;
const random = (): number => {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
  return seed / 2 ** 32;
};
const below = (most: number): number => Math.floor(random() * most);
const pick = <T>(from: readonly T[]): T => from[below(from.length)]!;

const letters = 'ابتجحدرزسصطعفقكلمنهوي'.split('');
const madeUp = (): string => Array.from({ length: 5 }, () => pick(letters)).join('');

/**
 * A day's items: events of one to nine reports, as measured of fourteen outlets; words of the
 * project's own news, by which they are routed, among words of the event's own.
 */
const dayOfNews = (): FeedItem[] => {
  const written = labelledItems();
  const topicOf = new Map(labelledEvents().map(({ id, topic }) => [id, topic]));
  const items: FeedItem[] = [];
  while (items.length < itemCount) {
    const model = pick(written);
    const own = Array.from({ length: 12 }, madeUp);
    const reports = random() < 0.84 ? 1 : 2 + below(random() < 0.3 ? 8 : 3);
    const begins = start + random() * 23 * hour;
    const saga = random() < 0.15 ? own : undefined;
    const report = (words: readonly string[], time: number): void => {
      const n = items.length;
      const text = model.lead.split(' ');
      const mixed = (from: readonly string[], share: number): string =>
        from.map((word) => (random() < share ? pick(words) : word)).join(' ');
      items.push({
        ...model,
        id: `item-${n}`,
        url: `https://news.example/${n}`,
        outlet: `صحيفة ${1 + below(30)}`,
        title: mixed(model.title.split(' '), 0.5),
        lead: `${mixed(text, 0.45)}.`,
        time,
        topics: random() < 0.4 ? [topicOf.get(model.event)!] : [],
      });
    };
    for (let at = 0; at < reports; at += 1) report(own, begins + at * 0.4 * hour * random());
    if (saga) report([...saga.slice(0, 7), ...Array.from({ length: 5 }, madeUp)], begins + hour);
  }
  return items.slice(0, itemCount).toSorted((one, other) => one.time - other.time);
};

/** A reader's topics: some of the seven, and most follow one or two in their own words. */
const freeTopics: Topic[] = labelledTopics().map(({ text }, at) => ({
  kind: 'free',
  id: `free${at}`,
  text,
  query: expandTopic(text),
}));
const anyTopics = (): Topic[] => {
  const standing = standingTopics
    .filter(() => random() < 0.25)
    .map((id): Topic => ({ kind: 'standing', id }));
  const free = Array.from({ length: below(3) }, () => freeTopics[Math.floor(18 * random() ** 2)]!);
  return [
    ...new Set(standing.length + free.length > 0 ? [...standing, ...free] : [freeTopics[0]!]),
  ];
};

/** Most want it at breakfast, over twelve zones; each fifth also in the evening. */
const hoursOf = (): number[] => {
  const morning = (2 + below(5) + (random() < 0.3 ? below(6) : 0)) % 24;
  return random() < 0.2 ? [morning, 16 + below(4)] : [morning];
};

/** What an answer of each kind is taken to be long, in characters. */
const answerLength: Record<string, number> = {
  'story.ar': 1_800,
  'topic.ar': 900,
  'same-report.ar': 40,
};

const answerTo = ({ prompt, input }: Question): object => {
  if (prompt.id === 'same-report.ar') {
    const { pairs } = input as { pairs: { id: number }[] };
    return { same: pairs.filter(({ id }) => id % 3 === 0).map(({ id }) => id) };
  }
  if (prompt.id === 'topic.ar') {
    const { topic } = input as { topic: string };
    return { must: [[topic]], any: [], not: [], places: [], people: [] };
  }
  const { outlets } = input as { outlets: { id: string; title: string; text: string }[] };
  const bullets = outlets.slice(0, 3).map(({ id, text }) => {
    const evidence = text.slice(0, text.indexOf('.') + 1);
    return { text: evidence, evidence, outlet_id: id, source_ids: [] };
  });
  return { headline: outlets[0]!.title, bullets, sources: [], topics: [], differences: [] };
};

const bill = createBill(clock);

const model: Model = {
  id: row.id,
  estimate: (question) =>
    priceOf(
      row,
      tokensOf(question, answerLength[question.prompt.id]!, { perToken: 1, cached: false }),
    ),
  ask: async (question) => {
    question.bill?.(bill.add(question, answerLength[question.prompt.id]!));
    return { outcome: 'answered', text: JSON.stringify(answerTo(question)) };
  },
};

/** One dollar a day, as DAILY_BUDGET_USD has it. */
let left = 1_000_000;
let refused = 0;
const budget: Budget = {
  reserve: async (amount) => {
    if (amount > left) {
      refused += 1;
      return false;
    }
    left -= amount;
    return true;
  },
  settle: async (reserved, spent) => {
    left += reserved - spent;
  },
};

const stores = createMemoryDigestStores({ clock });
const prompts = digestPrompts();
const shared = { ...stores, model, budget, log: silentLog };
const gather = createGatherStories({
  ...shared,
  lease: { hold: async () => true },
  holder: 'bench',
  topicsRead: async () => freeTopics,
  clock,
  route,
});
const { tell } = createTellStory({
  ...shared,
  ...createMemoryDigests({ clock }),
  spending: { pausedUntil: async () => 0, pauseUntil: async () => {} },
  summarise: createSummariseStory({ ...shared, prompt: prompts.story }),
  // Whole articles of four outlets, of the length that Arabic news has.
  textsOf: async ({ items }) =>
    [...new Map(items.map((item) => [item.outlet, item])).values()].slice(0, 4).map((item) => ({
      item,
      prose: {
        title: item.title,
        text: `${item.lead} `.repeat(Math.ceil(2_500 / item.lead.length)).slice(0, 2_500),
        language: 'ar' as const,
      },
    })),
  maker: 'bench',
  clock,
});
const findTwins = createFindTwins({ ...shared, prompt: prompts.sameReport });
const expand = createExpandByModel({ ...shared, prompt: prompts.topic });

/** What a topic has is the same for all readers of an hour. */
const shelf = new Map<string, readonly StoredStory[]>();
const ofTopic = async (topic: string, since: number, most?: number): Promise<StoredStory[]> => {
  const key = `${topic} ${now}`;
  const known = shelf.get(key) ?? (await stores.stories.ofTopic(topic, since, most));
  shelf.set(key, known);
  return [...known];
};

const news = dayOfNews();
const readers = Array.from({ length: readerCount }, () => ({
  topics: anyTopics(),
  hours: hoursOf(),
  told: new Map<string, Told>(),
}));
let [digests, lines] = [0, 0];

for (let at = 0; at < 24; at += 1) {
  now = start + (at + 1) * hour;
  shelf.clear();
  const arrived = news.filter(({ time }) => time >= now - hour && time < now);
  await stores.arrivals.receive(arrived.map((item) => ({ item, names: [item.id] })));
  await gather();
  for (const reader of readers.filter(({ hours }) => hours.includes(at))) {
    const snapshot = await composeSnapshot(
      {
        stories: { ofTopic },
        weigh: ({ story, changedAt }, when) => weighStory(story, { now: when, changedAt }),
        findTwins,
      },
      { topics: reader.topics, less: {}, told: reader.told, since: now - 24 * hour, now },
      signal,
    );
    // One in twenty also presses «more».
    const pages = random() < 0.05 ? 2 : 1;
    const { entries } = entriesOf({ snapshot, from: 0 }, reader.told);
    const shown = [
      ...entries,
      ...(pages === 2 ? snapshot.slice(7, 14).map((entry) => ({ entry })) : []),
    ];
    for (const { entry } of shown) {
      await tell(entry, 'ar', signal);
      reader.told.set(entry.story, { version: entry.version, muted: false });
    }
    digests += Number(entries.length > 0);
    lines += shown.length;
  }
  // Readers who come on this day bring their own words.
  for (let topic = 0; topic < 8; topic += 1) await expand(`${madeUp()} ${madeUp()}`, 'usual');
}

const print = (line = ''): void => void process.stdout.write(`${line}\n`);
const all = await stores.stories.recent(0, 100_000);
const several = all.filter(
  ({ story }) => new Set(story.items.map(({ outlet }) => outlet)).size > 1,
);
print(
  `${itemCount} items, ${all.length} stories (${several.length} of several outlets), ${readerCount} readers, ${digests} digests with ${lines} stories told`,
);
const { most } = bill.print(print, 'a day at list prices');
print(`under one dollar: ${most < 1e6 ? 'yes' : 'no'}; calls that the budget refused: ${refused}`);
