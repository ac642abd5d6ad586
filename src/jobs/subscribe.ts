import { createHash } from 'node:crypto';

import { fold } from '../arabic/normalise.ts';
import type { Breadth } from '../digest/route/expand-topic.ts';
import { everyStanding, type Topic, type TopicQuery } from '../digest/topic.ts';
import type { Clock } from '../lib/clock.ts';
import type { Stories, StoredStory } from './digest-ports.ts';
import { placeOf } from './places.ts';
import {
  type Cadence,
  mostTopics,
  type QuietHours,
  type Subscriber,
  type Subscribers,
} from './subscription-ports.ts';
import { nextLook } from './timetable.ts';

/** What a reader's words stand for, as a question to every item. Never rejects. */
export type ExpandTopic = (text: string, breadth: Breadth) => Promise<TopicQuery>;

/** How well a story fits a topic; 0 where it does not belong to it. */
type FitTopic = (topic: Topic, story: StoredStory) => number;

type Collaborators = {
  subscribers: Subscribers;
  stories: Stories;
  expand: ExpandTopic;
  fit: FitTopic;
  clock: Clock;
};

/** A reader, and the private chat that digests go to. */
export type Who = { reader: number; chat: number };

/** A topic shown before it is followed: the same words, wider and narrower, and its latest news. */
export type Preview = {
  topic: Topic;
  breadth: Breadth;
  headlines: { title: string; outlet: string }[];
};

const dayMs = 86_400_000;
/** The preview looks as far back as stories are kept. */
const previewMs = 4 * dayMs;
const previewed = 3;
/** Stories looked at when a topic is new: what came before it was routed to others only. */
const looked = 3_000;

/**
 * What readers set: topics, hours, zone, pauses. Every method may be repeated without harm, and lets
 * the tick know when to look next.
 */
export const createSubscriptions = (collaborators: Collaborators) => {
  const { subscribers, expand, clock } = collaborators;
  const change = createChange(collaborators);
  const { preview, gather } = createSearch(collaborators);

  return {
    of: subscribers.load,
    /** A topic of the reader's own words, kept for two days so that a button can name it. */
    propose: async (text: string, breadth: Breadth = 'usual'): Promise<Preview> => {
      const words = text.replaceAll(/\s+/g, ' ').trim().slice(0, 60);
      const id = freeId(words, breadth);
      const known = await subscribers.draft(id);
      if (known !== undefined) return preview(known, breadth);
      const topic: Topic = { kind: 'free', id, text: words, query: await expand(words, breadth) };
      await subscribers.saveDraft(topic);
      return preview(topic, breadth);
    },
    /** Puts what is known already into a topic: what comes later is routed to it. */
    gather,
    /** The topic of this id: a field, one of the reader's, one they gave up last, or a proposed one. */
    topicOf: async (reader: number, id: string): Promise<Topic | undefined> => {
      const { topics = [], former = [] } = (await subscribers.load(reader)) ?? {};
      const known = [...everyStanding, ...topics, ...former];
      return known.find((topic) => topic.id === id) ?? subscribers.draft(id);
    },
    ...createFollowing(change, gather, clock),
    ...createSchedule(change, clock),
    setBlocked: createSetBlocked(collaborators),
  };
};

/** Topics begin, end, and count for less. */
const createFollowing = (
  change: ReturnType<typeof createChange>,
  gather: (topic: Topic) => Promise<void>,
  clock: Clock,
) => ({
  follow: async (who: Who, topic: Topic): Promise<'followed' | 'too-many'> => {
    const after = await change(who, ({ topics, former, since, heard, less }) => {
      const others = topics.filter((known) => !isSameWish(known, topic));
      if (others.length >= mostTopics) return {};
      return {
        topics: [...others, topic],
        former: former.filter(({ id }) => id !== topic.id),
        heard: { [topic.id]: clock.now(), ...heard },
        // Who asks for it anew wants as much of it as of the others.
        less: without(less, [topic]),
        // The first topic begins the schedule: nothing is owed for the hours before it.
        since: topics.length === 0 ? clock.now() : since,
      };
    });
    if (!after.topics.some(({ id }) => id === topic.id)) return 'too-many';
    await gather(topic);
    return 'followed';
  },
  /**
   * Ends one topic, made wider or narrower since or not, or with `*` all of them; gives those that
   * were ended. They are remembered until others are.
   */
  unfollow: async (who: Who, id: string) => {
    const isEnded = (topic: Topic): boolean => id === '*' || wordsId(topic.id) === wordsId(id);
    let ended: Topic[] = [];
    const subscriber = await change(who, ({ topics, former, less, heard }) => {
      ended = topics.filter(isEnded);
      return {
        topics: topics.filter((topic) => !isEnded(topic)),
        former: ended.length > 0 ? ended : former,
        less: without(less, ended),
        heard: without(heard, ended),
      };
    });
    return { subscriber, ended };
  },
  /** Less of a topic, or as much as before; gives the topic, if it is followed. */
  lessOf: async (who: Who, topic: string, less: boolean): Promise<Topic | undefined> => {
    const after = await change(who, ({ less: known, topics }) => {
      const count = Math.max(0, Math.min((known[topic] ?? 0) + (less ? 1 : -1), 3));
      return topics.some(({ id }) => id === topic) ? { less: { ...known, [topic]: count } } : {};
    });
    return after.topics.find(({ id }) => id === topic);
  },
});

/** The chat was shut, or opened again; of readers without a subscription nothing is kept. */
const createSetBlocked =
  ({ subscribers, clock }: Collaborators) =>
  async (reader: number, blocked: boolean): Promise<void> => {
    const now = clock.now();
    const after = await subscribers.change(
      reader,
      (subscriber) => subscriber && { ...subscriber, blocked, since: now },
    );
    if (after) await subscribers.setDue(reader, nextLook(after, now));
  };

/** When and where digests come, or do not: each change voids what was due before it. */
const createSchedule = (change: ReturnType<typeof createChange>, clock: Clock) => {
  const reschedule = (who: Who, apply: (subscriber: Subscriber) => Partial<Subscriber>) =>
    change(who, (before) => ({ ...apply(before), since: clock.now() }));
  return {
    setRhythm: (who: Who, { times = [], cadence }: { times?: string[]; cadence?: Cadence }) =>
      reschedule(who, (before) => {
        const [first = before.times[0] ?? '07:00', second] = [...new Set(times)].toSorted();
        const later = second ?? before.times[1] ?? '19:00';
        const evening = later === first ? (first === '19:00' ? '07:00' : '19:00') : later;
        const once = times.length > 0 && before.cadence === 'twice' ? 'daily' : before.cadence;
        const after = cadence ?? (second === undefined ? once : 'twice');
        const both = [first, evening];
        return { times: after === 'twice' ? both.toSorted() : both, cadence: after };
      }),
    setQuiet: (who: Who, quiet: QuietHours) => change(who, () => ({ quiet })),
    setZone: (who: Who, zone: string) =>
      reschedule(who, () => ({ zone, country: placeOf(zone).country })),
    pause: (who: Who, days: number) =>
      reschedule(who, () => ({ pausedUntil: clock.now() + days * dayMs })),
    resume: (who: Who) => reschedule(who, () => ({ pausedUntil: 0 })),
  };
};

/** Changes what is stored of a reader, and when the tick must look. */
const createChange =
  ({ subscribers, clock }: Collaborators) =>
  async (
    { reader, chat }: Who,
    apply: (subscriber: Subscriber) => Partial<Subscriber>,
  ): Promise<Subscriber> => {
    const now = clock.now();
    const apply2 = (stored: Subscriber | undefined): Subscriber => {
      const before = stored ?? newSubscriber({ reader, chat }, now);
      // Who writes to the bot has not shut the chat.
      return { ...before, ...apply(before), chat, blocked: false };
    };
    const after = (await subscribers.change(reader, apply2)) ?? apply2(undefined);
    await subscribers.setDue(reader, nextLook(after, now));
    return after;
  };

/** Finds what is known already on a topic that is new. */
const createSearch = ({ stories, fit, clock }: Collaborators) => {
  const fitting = async (topic: Topic): Promise<{ stored: StoredStory; score: number }[]> => {
    const recent = await stories.recent(clock.now() - previewMs, looked);
    return recent
      .map((stored) => ({ stored, score: fit(topic, stored) }))
      .filter(({ score }) => score > 0);
  };

  const preview = async (topic: Topic, breadth: Breadth): Promise<Preview> => ({
    topic,
    breadth,
    headlines: (await fitting(topic)).slice(0, previewed).map(({ stored }) => {
      const [{ title, outlet }] = stored.story.items;
      return { title, outlet };
    }),
  });

  const gather = async (topic: Topic): Promise<void> => {
    const found = await fitting(topic);
    const scores = new Map(found.map(({ stored, score }) => [stored.story.id, score]));
    if (scores.size > 0) await stories.addToTopic(topic.id, scores);
  };

  return { preview, gather };
};

export type Subscriptions = ReturnType<typeof createSubscriptions>;

const newSubscriber = ({ reader, chat }: Who, now: number): Subscriber => ({
  reader,
  chat,
  topics: [],
  less: {},
  cadence: 'daily',
  times: ['07:00', '19:00'],
  zone: '',
  country: '',
  pausedUntil: 0,
  quiet: 'night',
  blocked: false,
  since: now,
  former: [],
  heard: {},
  missedAt: 0,
});

const without = <Value>(record: Record<string, Value>, topics: readonly Topic[]) =>
  Object.fromEntries(
    Object.entries(record).filter(([id]) => !topics.some((topic) => topic.id === id)),
  );

/** The same words in another breadth take the place of the earlier ones. */
const isSameWish = (one: Topic, other: Topic): boolean => wordsId(one.id) === wordsId(other.id);

/** Two readers who typed the same words share a topic; its last letter is the breadth. */
const freeId = (text: string, breadth: Breadth): string =>
  `${createHash('sha256').update(fold(text)).digest('base64url').slice(0, 12)}${breadth[0] ?? ''}`;

/** The same for all breadths of a topic. */
const wordsId = (id: string): string => id.replace(/^([\w-]{12})[nuw]$/, '$1');
