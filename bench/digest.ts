/**
 * How well news are put into stories and routed to topics, beside simple ways of doing it in the same
 * run; and what it takes as the news grow.
 *
 *   node bench/digest.ts [--items 10000,30000,100000]
 *
 * Quality is BCubed over the project's own labelled news and, where ../shared/data is there, over its
 * stories among 500 unrelated articles. Their labels were made by likeness, not by hand: they flatter
 * every way that goes by likeness. Time is the processor's, not the clock's: the machine is shared.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import { fold } from '../src/arabic/normalise.ts';
import { isStopWord, stem, words } from '../src/arabic/words.ts';
import { createClusterer } from '../src/digest/cluster/clusterer.ts';
import { repeated, sketchOf } from '../src/digest/cluster/sketch.ts';
import { keyOf } from '../src/digest/cluster/vocabulary.ts';
import { classify, evidence } from '../src/digest/route/classify.ts';
import { expandTopic } from '../src/digest/route/expand-topic.ts';
import { itemWords } from '../src/digest/route/item-words.ts';
import { matchTopic } from '../src/digest/route/match-topic.ts';
import {
  bCubed,
  labelledEvents,
  labelledItems,
  labelledTopics,
  silverItems,
  topicNews,
} from '../tests/support/labelled-stories.ts';

type Item = { id: string; title: string; lead: string; time: number };
/** Gives each item the name of its story. */
type Way = (items: readonly Item[]) => string[];

const stems = (text: string): string[] =>
  words(text)
    .filter(({ folded }) => folded.length > 1 && !isStopWord(folded))
    .map(({ folded }) => stem(folded));

/** Joins each item to the first earlier one, within 48 hours, that is alike. */
const linkedBy =
  <T>(read: (item: Item) => T, alike: (one: T, other: T) => boolean): Way =>
  (items) => {
    const stories: string[] = [];
    const seen: { value: T; time: number; story: string }[] = [];
    for (const item of items) {
      const value = read(item);
      const known = seen.find(
        (other) => item.time - other.time <= 48 * 3_600_000 && alike(other.value, value),
      );
      const story = known?.story ?? item.id;
      seen.push({ value, time: item.time, story });
      stories.push(story);
    }
    return stories;
  };

const sameTitle = linkedBy(
  ({ title }) => fold(title).trim(),
  (one, other) => one === other,
);

/** NewsBlur's rule: three shared words of five, six tenths of the shorter title. */
const titleOverlap = linkedBy(
  ({ title }) => new Set(stems(title)),
  (one, other) => {
    const shorter = Math.min(one.size, other.size);
    const shared = [...one].filter((word) => other.has(word)).length;
    return shorter >= 5 && shared >= 3 && shared / shorter >= 0.6;
  },
);

const minHash = linkedBy(
  ({ lead }) =>
    sketchOf(
      stems(lead.slice(0, 900))
        .slice(0, 70)
        .map((word) => keyOf(word)),
    ),
  (one, other) => repeated(one, other) >= 0.6,
);

type Vector = Map<string, number>;

const cosine = (one: Vector, other: Vector): number => {
  const length = (vector: Vector): number => Math.hypot(...vector.values());
  let product = 0;
  for (const [term, weight] of one) product += weight * (other.get(term) ?? 0);
  return product === 0 ? 0 : product / (length(one) * length(other));
};

/** The prototype: title twice and sixty words, all of one weight, the centre nearest in 48 hours. */
const flatTfIdf: Way = (items) => {
  const seenIn = new Map<string, number>();
  const open: { story: string; last: number; centroid: Vector }[] = [];
  return items.map((item, at) => {
    const counts = new Map<string, number>();
    const lead = item.lead.split(/\s+/).slice(0, 60).join(' ');
    for (const term of stems(`${item.title}. ${item.title}. ${lead}`)) {
      counts.set(term, (counts.get(term) ?? 0) + 1);
    }
    for (const term of counts.keys()) seenIn.set(term, (seenIn.get(term) ?? 0) + 1);
    const vector: Vector = new Map();
    for (const [term, count] of counts) {
      vector.set(term, count * Math.log((at + 2) / (seenIn.get(term) ?? 1)));
    }
    let best: (typeof open)[number] | undefined;
    let most = 0.4;
    for (const story of open) {
      if (item.time - story.last > 48 * 3_600_000) continue;
      const score = cosine(vector, story.centroid);
      if (score >= most) [best, most] = [story, score];
    }
    if (best === undefined) {
      best = { story: item.id, last: item.time, centroid: new Map() };
      open.push(best);
    }
    best.last = item.time;
    const length = Math.hypot(...vector.values()) || 1;
    for (const [term, weight] of vector) {
      best.centroid.set(term, (best.centroid.get(term) ?? 0) + weight / length);
    }
    best.centroid = new Map(
      [...best.centroid].toSorted(([, one], [, other]) => other - one).slice(0, 80),
    );
    return best.story;
  });
};

const mujaz: Way = (items) => {
  const { add } = createClusterer();
  return items.map((item) => add(item).story);
};

const ways: Record<string, Way> = {
  'exact title': sameTitle,
  'title overlap': titleOverlap,
  'MinHash of leads': minHash,
  'flat TF-IDF 0.40': flatTfIdf,
  Mujaz: mujaz,
};

const print = (line = ''): void => {
  process.stdout.write(`${line}\n`);
};
const percent = (share: number): string => (share * 100).toFixed(1).padStart(6);

const cpuMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

const compareWays = (name: string, items: (Item & { event: string })[], judged: string): void => {
  print(`\n${name}: ${items.length} items, ${judged}`);
  print('                         P      R      F   ms/item');
  for (const [way, group] of Object.entries(ways)) {
    const start = cpuMs();
    const stories = group(items);
    const ms = (cpuMs() - start) / items.length;
    // Unrelated articles have no event of their own: they count where they join one.
    const placed = items.map(({ event, id }, at) => ({
      event: event === '' ? `alone ${id}` : event,
      story: stories[at]!,
      counts: event !== '',
    }));
    const { precision, recall, f } = bCubed(placed, ({ counts }) => counts);
    print(
      `${way.padEnd(20)}${percent(precision)} ${percent(recall)} ${percent(f)}    ${ms.toFixed(2)}`,
    );
  }
};

type Labelled = {
  id: string;
  source: string;
  title: string;
  time: string;
  topic: string;
  text: string;
};

const sharedLabelled = (): Labelled[] | undefined => {
  const path = join(import.meta.dirname, '../../shared/data/topic-labelled.dev.jsonl');
  if (!existsSync(path)) return undefined;
  return readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Labelled);
};

const clustering = (shared: Labelled[] | undefined): void => {
  const own = labelledItems();
  compareWays('Own news', own, 'labelled as they were written');
  const { add } = createClusterer();
  const told = own.map((item) => ({ item, copy: add(item).copyOf !== undefined }));
  const right = told.filter(({ item, copy }) => copy === (item.repeats !== undefined)).length;
  print(`copies told from texts of their own: ${right} of ${own.length}`);
  const silver = silverItems();
  if (silver === undefined || shared === undefined) {
    print('\nreal news: left out, ../shared/data is not there');
    return;
  }
  const known = new Set(silver.map(({ id }) => id));
  const others = shared
    .filter(({ id }) => !known.has(id))
    .map(({ id, title, text, time }) => ({
      id,
      title,
      lead: text.slice(0, 900),
      time: Date.parse(time),
      event: '',
    }));
  const all = [...silver, ...others].toSorted((one, other) => one.time - other.time);
  compareWays('News of 2018', all, 'labels by likeness');
};

/** The labels of the data: abroad and the Middle East are politics, science and health are technology. */
const fieldOf: Record<string, string> = {
  internationalNews: 'politics',
  middleEast: 'politics',
  science: 'technology',
  health: 'technology',
};
const field = (topic: string): string => fieldOf[topic] ?? topic;

/** Naive Bayes, taught by all outlets but one and asked about that one. */
const naiveBayes = (taught: Labelled[], asked: Labelled[]): string[] => {
  const counts = new Map<string, Map<string, number>>();
  const totals = new Map<string, number>();
  const documents = new Map<string, number>();
  const termsOf = ({ title, text }: Labelled): string[] =>
    stems(`${title}. ${text.split(/\s+/).slice(0, 60).join(' ')}`);
  for (const item of taught) {
    const topic = field(item.topic);
    const known = counts.get(topic) ?? new Map<string, number>();
    counts.set(topic, known);
    documents.set(topic, (documents.get(topic) ?? 0) + 1);
    for (const term of termsOf(item)) {
      known.set(term, (known.get(term) ?? 0) + 1);
      totals.set(topic, (totals.get(topic) ?? 0) + 1);
    }
  }
  const size = new Set([...counts.values()].flatMap((known) => [...known.keys()])).size;
  return asked.map((item) => {
    const scored = [...counts].map(([topic, known]) => {
      let score = Math.log((documents.get(topic) ?? 0) / taught.length);
      for (const term of termsOf(item)) {
        score += Math.log(((known.get(term) ?? 0) + 0.5) / ((totals.get(topic) ?? 0) + 0.5 * size));
      }
      return { topic, score };
    });
    return scored.toSorted((one, other) => other.score - one.score)[0]!.topic;
  });
};

const firstTopic = ({ title, lead }: { title: string; lead: string }): string => {
  const found = [...evidence(itemWords({ title, lead }), [])];
  return found.toSorted(([, one], [, other]) => other - one)[0]?.[0] ?? 'none';
};

const standing = (shared: Labelled[] | undefined): void => {
  print('\nStanding topics, the first one right');
  const events = new Map(labelledEvents().map((event) => [event.id, event]));
  const own = labelledItems().filter(({ event }) => !events.get(event)!.routine);
  const right = own.filter((item) => firstTopic(item) === events.get(item.event)!.topic).length;
  print(
    `own news             ${percent(right / own.length)}  (${own.length} items; written by who wrote the word lists)`,
  );
  for (const half of ['learn', 'test'] as const) {
    const news = topicNews(half);
    const found = news.filter((item) => firstTopic(item) === item.topic).length;
    print(
      `by topic, ${half.padEnd(11)}${percent(found / news.length)}  (${news.length} items; by the same hand)`,
    );
  }
  if (shared === undefined) return;
  print('                      Mujaz, untaught                naive Bayes, taught by');
  print('                      first one   among those given   the other outlets');
  let [ours, among, given, theirs] = [0, 0, 0, 0];
  for (const [source, items] of Map.groupBy(shared, ({ source }) => source)) {
    const found = items.filter(
      ({ title, text, topic }) => field(firstTopic({ title, lead: text })) === field(topic),
    ).length;
    const routed = items.map(({ title, text }) =>
      classify(itemWords({ title, lead: text })).map(({ topic }) => field(topic)),
    );
    const amongGiven = items.filter(({ topic }, at) => routed[at]!.includes(field(topic))).length;
    const taught = naiveBayes(
      shared.filter((item) => item.source !== source),
      items,
    );
    const foundByBayes = taught.filter((topic, at) => topic === field(items[at]!.topic)).length;
    ours += found;
    among += amongGiven;
    given += routed.flat().length;
    theirs += foundByBayes;
    print(
      `${source.padEnd(22)}${percent(found / items.length)}      ${percent(amongGiven / items.length)}              ${percent(foundByBayes / items.length)}   (${items.length})`,
    );
  }
  print(
    `${'all'.padEnd(22)}${percent(ours / shared.length)}      ${percent(among / shared.length)}              ${percent(theirs / shared.length)}`,
  );
  print(`topics given to an item: ${(given / shared.length).toFixed(2)}`);
};

const freeText = (): void => {
  const items = labelledItems();
  const spoken = new Map(
    items.map((item) => [item.id, new Set(stems(`${item.title} ${item.lead}`))]),
  );
  const read = new Map(items.map((item) => [item.id, itemWords(item)]));
  const asked: Record<string, (text: string) => (id: string) => number> = {
    'any word': (text) => (id) => stems(text).filter((word) => spoken.get(id)!.has(word)).length,
    'all words': (text) => (id) => Number(stems(text).every((word) => spoken.get(id)!.has(word))),
    Mujaz: (text) => {
      const query = expandTopic(text);
      return (id) => matchTopic(query, read.get(id)!);
    },
  };
  print(`\nFree-text topics: ${labelledTopics().length} wishes over ${items.length} own items`);
  print('                     P of first 10   recall   found nothing');
  for (const [name, ask] of Object.entries(asked)) {
    let [precision, recall, silent] = [0, 0, 0];
    for (const { text, events } of labelledTopics()) {
      const score = ask(text);
      const found = items
        .map((item) => ({ item, score: score(item.id) }))
        .filter(({ score }) => score > 0)
        .toSorted((one, other) => other.score - one.score);
      const isRight = ({ item }: (typeof found)[number]): boolean => events.includes(item.event);
      const first = found.slice(0, 10);
      precision += first.length === 0 ? 0 : first.filter(isRight).length / first.length;
      recall +=
        found.filter(isRight).length / items.filter((item) => events.includes(item.event)).length;
      silent += Number(found.length === 0);
    }
    const wishes = labelledTopics().length;
    print(
      `${name.padEnd(20)}     ${percent(precision / wishes)}   ${percent(recall / wishes)}   ${silent}`,
    );
  }
};

/** Numbers that look random and are the same in every run. */
const createRandom = (seed: number) => () => {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
  return seed / 2 ** 32;
};

const letters = 'ابتثجحخدذرزسشصضطظعغفقكلمنهوي';

const wordNumber = (number: number): string => {
  let [word, rest] = ['', number * 7 + 30];
  while (rest > 0) {
    word += letters[rest % letters.length];
    rest = Math.floor(rest / letters.length);
  }
  return `م${word}`;
};

/** News as a crowd of feeds would bring them: words by Zipf's law, events of one to eight reports. */
const generated = (count: number): Item[] => {
  const random = createRandom(count);
  const vocabulary = 150_000;
  const anyWord = (): string => wordNumber(Math.floor(vocabulary ** random()));
  const items: Item[] = [];
  while (items.length < count) {
    const own = Array.from({ length: 14 }, () =>
      wordNumber(Math.floor(2_000 + random() * vocabulary)),
    );
    const begins = random() * 47 * 3_600_000;
    const reports = random() < 0.7 ? 1 : 2 + Math.floor(random() * 7);
    const text = (length: number, share: number): string =>
      Array.from({ length }, () =>
        random() < share ? own[Math.floor(random() * own.length)]! : anyWord(),
      ).join(' ');
    for (let report = 0; report < reports && items.length < count; report += 1) {
      const time = begins + random() * 3_600_000 * report;
      items.push({ id: `item-${items.length}`, title: text(9, 0.5), lead: text(45, 0.3), time });
    }
  }
  return items.toSorted((one, other) => one.time - other.time);
};

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

const memory = (): number => {
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 1e6;
};

const growth = (counts: number[]): void => {
  print('\nGenerated news within 48 hours');
  print('  items   open stories   ms/item   slowest ms   memory MB   routing ms/item');
  const topics = labelledTopics().map(({ text }) => expandTopic(text));
  for (const count of counts) {
    const items = generated(count);
    const before = memory();
    const clusterer = createClusterer();
    let slowest = 0;
    const start = cpuMs();
    for (const item of items) {
      const from = performance.now();
      clusterer.add(item);
      slowest = Math.max(slowest, performance.now() - from);
    }
    const ms = (cpuMs() - start) / count;
    const used = memory() - before;
    const routed = items.slice(0, 5_000);
    const startRouting = cpuMs();
    for (const item of routed) {
      const read = itemWords(item);
      evidence(read, []);
      for (const query of topics) matchTopic(query, read);
    }
    const routing = (cpuMs() - startRouting) / routed.length;
    print(
      [
        String(count).padStart(7),
        String(clusterer.openStories()).padStart(14),
        ms.toFixed(3).padStart(9),
        slowest.toFixed(0).padStart(12),
        used.toFixed(0).padStart(11),
        routing.toFixed(3).padStart(17),
      ].join(''),
    );
  }
};

const { values } = parseArgs({
  options: { items: { type: 'string', default: '10000,30000,100000' } },
});
const shared = sharedLabelled();
clustering(shared);
standing(shared);
freeText();
growth(values.items.split(',').map(Number));
