import { fileURLToPath } from 'node:url';

import { weighStory } from './digest/rank.ts';
import { expandTopic } from './digest/route/expand-topic.ts';
import { route } from './digest/route/route.ts';
import { storySummarySchema } from './digest/story-summary.ts';
import type { Topic } from './digest/topic.ts';
import type { Foundation, Store } from './foundation.ts';
import { createAskDigest } from './jobs/ask-digest.ts';
import { createDeliverDigest, type SendDigest } from './jobs/deliver-digest.ts';
import type { StoredStory } from './jobs/digest-ports.ts';
import { createDigestTick } from './jobs/digest-tick.ts';
import { createExpandByModel, expansionSchema } from './jobs/expand-by-model.ts';
import { createTellStory, type OutletTexts } from './jobs/make-story-summary.ts';
import type { Enqueue, Job, Work } from './jobs/ports.ts';
import { createPrepareDigest } from './jobs/prepare-digest.ts';
import { createFindTwins, sameReportSchema } from './jobs/same-report.ts';
import { createSubscriptions, type ExpandTopic } from './jobs/subscribe.ts';
import { createSummariseStory } from './jobs/summarise-story.ts';
import { repeat } from './lib/repeat.ts';
import type { Model } from './summary/ask.ts';
import { promptIn } from './summary/prompt.ts';

type Options = Pick<Foundation, 'clock' | 'log'> &
  Pick<Store, 'stores'> & {
    /** Undefined where none is configured. */
    model: Model | undefined;
    enqueue: Enqueue;
    sendDigest: SendDigest;
    isCutOff: (topic: Topic) => Promise<boolean>;
    /** The outlets' whole articles; without it their leads are summarised. */
    textsOf?: OutletTexts | undefined;
  };

const weigh = ({ story, changedAt }: StoredStory, now: number): number =>
  weighStory(story, { now, changedAt });

const fit = (topic: Topic, { story, topics }: StoredStory) =>
  topic.kind === 'standing'
    ? (topics[topic.id] ?? 0)
    : Math.max(...story.items.map((item) => route(item, [topic]).get(topic.id) ?? 0));

/** Everything about digests, put together: what the chat calls, what queues do, what ticks. */
export const openDigests = (options: Options) => {
  const { stores, clock, log } = options;
  const { maker, summarise, findTwins, expand } = digestModel(options);
  const { tell, retell } = createTellStory({
    ...stores,
    maker,
    summarise,
    verdicts: findTwins && stores.verdicts,
    textsOf: options.textsOf,
    clock,
  });
  const shared = { ...stores, ...options };
  const subscriptions = createSubscriptions({
    ...shared,
    expand,
    fit,
  });
  const tick = createDigestTick(shared);
  return {
    /** What the chat's commands and buttons need. */
    digestChat: {
      subscriptions,
      askDigest: createAskDigest({ ...shared, subscriptions }),
      clock,
    },
    prepare: createPrepareDigest({ ...shared, tellStory: tell, weigh, findTwins }),
    deliver: createDeliverDigest({ ...shared, retellStory: retell }),
    tick,
    /** Ticks every minute until the function that it gives is called. */
    startTicking: (): (() => Promise<void>) => {
      const turn = async (): Promise<void> => {
        const { planned, leftOut } = await tick(clock.now());
        if (planned + leftOut > 0) log.info({ planned, leftOut }, 'digests are due');
      };
      const what = 'the tick of digests';
      return repeat(turn, { what, pauseMs: tickEveryMs, firstInMs: newsFirstMs, log });
    },
  };
};

const tickEveryMs = 60_000;
/** After an outage the news are asked for first: a digest of what was known before it would be empty. */
const newsFirstMs = 45_000;

/** What a model does for digests, and what is done without one. */
const digestModel = ({ model, stores, log }: Options) => {
  if (model === undefined) {
    const expand: ExpandTopic = async (text, breadth) => expandTopic(text, breadth);
    return { expand, maker: 'extractive' };
  }
  const { story, sameReport, topic } = digestPrompts();
  const shared = { ...stores, model, budget: stores.spending, log };
  return {
    summarise: createSummariseStory({ ...shared, prompt: story }),
    findTwins: createFindTwins({ ...shared, prompt: sameReport }),
    expand: createExpandByModel({ ...shared, prompt: topic }),
    maker: `${model.id} ${story.fingerprint}`,
  };
};

/** The prompts that digests need, read strictly. */
export const digestPrompts = () => {
  const folder = fileURLToPath(new URL('../prompts', import.meta.url));
  return {
    story: promptIn(folder, 'story.ar.md', { storySummary: storySummarySchema }),
    sameReport: promptIn(folder, 'same-report.ar.md', { sameReport: sameReportSchema }),
    topic: promptIn(folder, 'topic.ar.md', { expansion: expansionSchema }),
  };
};

/** The `deliveries` job of both kinds. */
export const deliverEither = (
  answer: Job<Work['deliveries']>,
  digest: Job<Work['deliveries']>,
): Job<Work['deliveries']> => ({
  run: (work, attempt) => (work.digest ? digest : answer).run(work, attempt),
  giveUp: (work, failure, attempt) =>
    (work.digest ? digest : answer).giveUp(work, failure, attempt),
});
