import { setTimeout as pause } from 'node:timers/promises';

import type { Prose } from '../article/article.ts';
import { copies, independentTexts, type Story, type StoryItem, withItem } from '../digest/story.ts';
import type { Clock } from '../lib/clock.ts';
import { asFailure, type FailureKind } from '../lib/failure.ts';
import type { Answer } from '../summary/answer.ts';
import { extractiveSummary } from '../summary/extractive.ts';
import { quarantine } from '../summary/quarantine.ts';
import type { OutputLanguage } from '../summary/summary.ts';
import type { Stories, Verdicts } from './digest-ports.ts';
import type { Spending } from './ports.ts';
import { pairOf } from './same-report.ts';
import type { OutletText } from './story-gate.ts';
import type { StorySummaries, ToldStory } from './subscription-ports.ts';

type StoryRef = { story: string; version: number };

/** A story's summary, made if it is not there; `undefined` where the story is gone. */
export type TellStory = (
  ref: StoryRef,
  language: OutputLanguage,
  signal: AbortSignal,
) => Promise<ToldStory | undefined>;

/** The same without a model and without waiting, for what must be sent now. */
export type RetellStory = (ref: StoryRef, language: OutputLanguage) => ReturnType<TellStory>;

/** What a model makes of a story, and what that did cost; a reason where it made nothing usable. */
export type SummariseStory = (
  texts: readonly OutletText[],
  options: { language: OutputLanguage; title: string; signal: AbortSignal },
) => Promise<
  | { summary: ToldStory['summary']; dropped: number; costMicroUsd: number }
  | { reason: Answer['reason']; costMicroUsd: number }
>;

/** What outlets wrote of a story, as far as it could be had; each outlet once. */
export type OutletTexts = (
  story: Story,
  signal: AbortSignal,
) => Promise<{ item: StoryItem; prose: Prose }[]>;

type Collaborators = {
  stories: Pick<Stories, 'load'>;
  /** Where a model judges which linked stories are one report: these are told as one. */
  verdicts?: Pick<Verdicts, 'of'> | undefined;
  storySummaries: StorySummaries;
  spending: Pick<Spending, 'pausedUntil' | 'pauseUntil'>;
  /** Absent where no model is configured. */
  summarise?: SummariseStory | undefined;
  /** Without it, the model gets what the feeds carry. */
  textsOf?: OutletTexts | undefined;
  /** Model and prompt, in one string: other ones give other summaries. */
  maker: string;
  clock: Clock;
};

/** Outlets whose texts a summary is made from; more say the same again. */
const mostOutlets = 6;
/** A model call and its gate take less; then another process may try. */
const claimMs = 180_000;
const lookEveryMs = 200;
/** What a model could not make now is tried again by the next digest. */
const shortlyMs = 20 * 60_000;
const pauseMs = 60 * 60_000;

/**
 * One summary for one version of a story and language, however many readers it is told to: who
 * claims it makes it, the others wait. Where the model fails for good, the outlets' own sentences
 * stand in. Rejects as the model does while waiting for it may help.
 */
export const createTellStory = (collaborators: Collaborators) => {
  const { stories, verdicts, storySummaries, summarise, maker } = collaborators;
  const { plainly, byModel } = createMaker(collaborators);

  const keyOf = ({ story, version }: StoryRef, language: OutputLanguage) =>
    [story, version, language, maker].join(' ');

  /** The story with the reports of its twins. */
  const load = async ({ story: id }: StoryRef): Promise<Story | undefined> => {
    const story = (await stories.load([id]))[0]?.story;
    if (story === undefined || verdicts === undefined) return story;
    const same = await verdicts.of(story.related.map((other) => pairOf(id, other)));
    const twins = await stories.load(story.related.filter((_, at) => same[at] === true));
    return twins
      .flatMap((twin) => twin.story.items)
      .reduce<Story>((whole, item) => withItem(whole, item, { story: id, related: [] }), story);
  };

  const tell: TellStory = async (ref, language, signal) => {
    const key = keyOf(ref, language);
    for (;;) {
      const known = await storySummaries.load(key);
      if (known !== undefined) return known;
      if (await storySummaries.claim(key, claimMs)) break;
      await pause(lookEveryMs, undefined, { signal });
    }
    try {
      const story = await load(ref);
      if (story === undefined) return undefined;
      const told = await byModel(story, language, signal);
      const lasting = told.how === 'model' || told.reason === 'no-model';
      await storySummaries.save(key, told, lasting ? undefined : shortlyMs);
      return told;
    } finally {
      await storySummaries.unclaim(key);
    }
  };

  const retell: RetellStory = async (ref, language) => {
    const known = await storySummaries.load(keyOf(ref, language));
    if (known !== undefined) return known;
    const story = await load(ref);
    return story && plainly(story, summarise === undefined ? 'no-model' : 'model-away');
  };

  return { tell, retell };
};

/** Makes a summary, by the model or by the outlets' own sentences. */
const createMaker = (collaborators: Collaborators) => {
  const { spending, summarise, textsOf = leadsOf, clock } = collaborators;

  const plainly = (story: Story, reason: Answer['reason'], costMicroUsd = 0): ToldStory => ({
    ...about(story),
    summary: ownSentences(story),
    how: 'extractive',
    reason,
    dropped: 0,
    costMicroUsd,
  });

  const byModel = async (
    story: Story,
    language: OutputLanguage,
    signal: AbortSignal,
  ): Promise<ToldStory> => {
    if (summarise === undefined) return plainly(story, 'no-model');
    if ((await spending.pausedUntil()) > clock.now()) return plainly(story, 'model-paused');
    const { title } = proseOf(bestItem(story));
    try {
      const made = await summarise(named(story, await textsOf(story, signal)), {
        language,
        title,
        signal,
      });
      if ('reason' in made) return plainly(story, made.reason, made.costMicroUsd);
      return { ...about(story), ...made, how: 'model', reason: '' };
    } catch (thrown) {
      const failure = asFailure(thrown);
      const reason = givenUp[failure.kind];
      if (reason === undefined) throw failure;
      if (failure.kind === 'model-spend-limit') await spending.pauseUntil(clock.now() + pauseMs);
      return plainly(story, reason);
    }
  };

  return { plainly, byModel };
};

/** Failures of the model for which no waiting helps. A rate limit holds the queue instead. */
const givenUp: Partial<Record<FailureKind, Answer['reason']>> = {
  'model-misconfigured': 'model-away',
  'model-unreadable': 'model-away',
  'model-spend-limit': 'model-paused',
  'model-refused': 'model-refused',
  'budget-spent': 'budget-spent',
};

/** What a feed carries of an item, freed of what is no news. */
export const proseOf = ({ title, lead, language }: StoryItem): Prose =>
  quarantine({ title, text: lead || title, language }).prose;

/** Each outlet once, by its own text where it has one: first the first, then the longest. */
const reportsOf = ({ items }: Story): StoryItem[] => {
  const own = items.filter(({ copyOf }) => copyOf === undefined);
  const byOutlet = Map.groupBy([...own, ...items], ({ outlet }) => outlet);
  return [...byOutlet.values()].flatMap(([first]) => first ?? []);
};

const idOf = (index: number): string => `o${index + 1}`;

const leadsOf: OutletTexts = async (story) =>
  reportsOf(story)
    .slice(0, mostOutlets)
    .map((item) => ({ item, prose: proseOf(item) }));

/** Texts under the ids of their reports, freed of what is no news. */
const named = (story: Story, texts: Awaited<ReturnType<OutletTexts>>): OutletText[] => {
  const outlets = reportsOf(story).map(({ outlet }) => outlet);
  return texts.map(({ item, prose }) => ({
    id: idOf(outlets.indexOf(item.outlet)),
    prose: quarantine(prose).prose,
  }));
};

/** The text that says most, within reason. */
const bestItem = (story: Story): StoryItem =>
  reportsOf(story)
    .slice(0, mostOutlets)
    .reduce((best, item) => (item.lead.length > best.lead.length ? item : best));

const about = (story: Story): Pick<ToldStory, 'reports' | 'independent' | 'copies' | 'news'> => {
  const own = story.items.filter(({ copyOf }) => copyOf === undefined);
  const last = own.at(-1) ?? story.items[0];
  return {
    reports: reportsOf(story).map(({ outlet, url, time }, index) => ({
      id: idOf(index),
      outlet,
      url,
      time,
    })),
    independent: independentTexts(story),
    copies: copies(story),
    news: { text: proseOf(last).title, outlet: last.outlet },
  };
};

/** The fullest outlet's own title and first sentences, with the sources that it names. */
const ownSentences = (story: Story): ToldStory['summary'] => {
  const best = bestItem(story);
  const outlet_id = idOf(reportsOf(story).indexOf(best));
  const { bullets, sources, topics } = extractiveSummary(proseOf(best));
  const first = bullets.slice(0, 2);
  const named = new Set(first.flatMap(({ source_ids }) => source_ids));
  return {
    // A title that was no news is empty by now.
    headline: proseOf(best).title || (first[0]?.text ?? ''),
    bullets: first.map((bullet) => ({ ...bullet, outlet_id })),
    sources: sources
      .filter(({ id, quote }) => named.has(id) || quote !== '')
      .map((source) => ({ ...source, outlet_id })),
    topics,
    differences: [],
  };
};
