import { parseDaySpan } from '../../arabic/day-spans.ts';
import { fold } from '../../arabic/normalise.ts';
import { isNear } from '../../arabic/words.ts';
import { standingTopicOf, type Topic } from '../../digest/topic.ts';
import { findPlaces } from '../../jobs/places.ts';
import type { Subscriber } from '../../jobs/subscription-ports.ts';
import { namesIn, spelled } from '../plain-words.ts';
import type { Turn } from '../turn.ts';
import { type Changes, createChanges, type SubscriptionParts } from './changes.ts';
import {
  countriesMenu,
  hoursMenu,
  pauseMenu,
  placesMenu,
  previewMenu,
  topicsMenu,
  unfollowMenu,
} from './menus.ts';
import { createDivideWish, createReadRhythm, type SubscriptionCommand } from './reading.ts';
import { previewText, topicsText } from './texts.ts';

const longestTopic = 60;
/** Shorter names are one letter away from too many others. */
const leastForTypos = 5;

type Order = (turn: Turn, argument: string) => Promise<unknown>;

/** What each command does with what was written after it; nothing written is asked for by buttons. */
export const createOrders = (
  parts: SubscriptionParts,
): { orders: Record<SubscriptionCommand, Order>; changes: Changes } => {
  const changes = createChanges(parts);
  const orders = {
    ...topicOrders(parts, changes),
    ...readingOrders(parts, changes),
    ...scheduleOrders(parts, changes),
  };
  return { orders, changes };
};

/** «رياضة», «رياضة واقتصاد», «صحة، علوم»: standing topics; none where any other word is said. */
const standingIn = (text: string): Topic[] => {
  const whole = standingTopicOf(text);
  const ids = whole
    ? [whole]
    : text.split(/\s*[،,]\s*|\s+و\s*|\s+and\s+/).map((part) => standingTopicOf(part));
  return ids.every((id) => id !== undefined) ? ids.map((id) => ({ kind: 'standing', id })) : [];
};

/** The topic that a reader follows under these words, or under a name one letter away from them. */
const followedAs = (subscriber: Subscriber | undefined, text: string): Topic | undefined => {
  const wanted = spelled(text);
  const field = standingTopicOf(text);
  const named = (isSame: (name: string) => boolean): Topic | undefined =>
    subscriber?.topics.find((topic) =>
      topic.kind === 'free' ? isSame(spelled(topic.text)) : topic.id === field,
    );
  return (
    named((name) => name === wanted) ??
    named((name) => name.length >= leastForTypos && isNear(name, wanted))
  );
};

/** Why these words cannot be a topic. */
const unfitTopic = (text: string): 'subscribe-too-long' | 'subscribe-too-short' | undefined => {
  if (text.length > longestTopic) return 'subscribe-too-long';
  return /\p{L}{2}/u.test(text) ? undefined : 'subscribe-too-short';
};

const topicOrders = (
  { subscriptions, words }: SubscriptionParts,
  changes: Changes,
): Record<'subscribe' | 'unsubscribe', Order> => {
  const divide = createDivideWish(words);
  const all = namesIn(words, 'words-all');
  return {
    subscribe: async (turn, argument) => {
      const { who, say, answer } = turn;
      if (argument === '') {
        const menu = topicsMenu(await subscriptions.of(who.reader), say);
        return answer(say('subscribe-question'), menu);
      }
      const { wish, rhythm } = divide(argument);
      const unfit = unfitTopic(wish);
      if (unfit) return answer(say(unfit));
      const subscriber = rhythm
        ? await subscriptions.setRhythm(who, rhythm)
        : await subscriptions.of(who.reader);
      const known = followedAs(subscriber, wish);
      const named = known ? [known] : standingIn(wish);
      if (named.length > 0) return changes.follow(turn, named);
      const preview = await subscriptions.propose(wish);
      return answer(previewText(preview, say), previewMenu(preview, say));
    },
    unsubscribe: async (turn, argument) => {
      const { say, answer } = turn;
      const subscriber = await changes.following(turn);
      if (subscriber === undefined) return undefined;
      if (argument === '') return answer(say('unfollow-question'), unfollowMenu(subscriber, say));
      if (all.includes(fold(argument))) return changes.unfollow(turn, '*');
      const topic = followedAs(subscriber, argument);
      return topic === undefined
        ? answer(say('unfollow-unknown'), unfollowMenu(subscriber, say))
        : changes.unfollow(turn, topic.id);
    },
  };
};

const readingOrders = (
  { subscriptions }: SubscriptionParts,
  changes: Changes,
): Record<'topics' | 'digest', Order> => {
  /** A topic for one digest alone: its stories are gathered now, as for a new subscription. */
  const askedTopic = async (text: string): Promise<Topic> => {
    const { topic } = await subscriptions.propose(text.slice(0, longestTopic));
    await subscriptions.gather(topic);
    return topic;
  };
  return {
    topics: async (turn) => {
      const { say, answer } = turn;
      const subscriber = await changes.following(turn);
      if (subscriber === undefined) return undefined;
      const text = topicsText(subscriber, await changes.schedule(subscriber, turn), say);
      return answer(text, unfollowMenu(subscriber, say));
    },
    digest: async (turn, argument) => {
      if (argument === '') return changes.digestNow(turn);
      const unfit = unfitTopic(argument);
      if (unfit) return turn.answer(turn.say(unfit));
      const followed = followedAs(await subscriptions.of(turn.who.reader), argument);
      const [named, another] = followed ? [followed] : standingIn(argument);
      return changes.digestNow(turn, named && !another ? named : await askedTopic(argument));
    },
  };
};

const scheduleOrders = (
  { subscriptions, words }: SubscriptionParts,
  changes: Changes,
): Record<'time' | 'timezone' | 'pause' | 'resume', Order> => {
  const readRhythm = createReadRhythm(words);
  return {
    time: async (turn, argument) => {
      const { who, say, answer } = turn;
      const menu = hoursMenu(await subscriptions.of(who.reader), say);
      if (argument === '') return answer(say('time-question'), menu);
      const rhythm = readRhythm(argument);
      return rhythm === undefined ? answer(say('time-bad'), menu) : changes.setRhythm(turn, rhythm);
    },
    timezone: async (turn, argument) => {
      const { say, language, answer } = turn;
      if (argument === '') return answer(say('zone-question'), countriesMenu(language));
      const places = findPlaces(argument);
      const [first] = places;
      if (first === undefined) return answer(say('zone-bad'), countriesMenu(language));
      return places.length === 1
        ? changes.setZone(turn, first.zone)
        : answer(say('zone-which'), placesMenu(places, say, language));
    },
    pause: async (turn, argument) => {
      const { say, answer } = turn;
      if (!(await changes.following(turn))) return undefined;
      if (argument === '') return answer(say('pause-question'), pauseMenu(say));
      const days = parseDaySpan(argument);
      return days !== undefined && days >= 1 && days <= 30
        ? changes.pause(turn, days)
        : answer(say('pause-bad'), pauseMenu(say));
    },
    resume: (turn) => changes.pause(turn, 0),
  };
};
