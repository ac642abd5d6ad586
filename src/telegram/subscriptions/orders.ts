import { parseClockTimes } from '../../arabic/clock-times.ts';
import { fold } from '../../arabic/normalise.ts';
import type { Topic } from '../../digest/topic.ts';
import { findPlaces } from '../../jobs/places.ts';
import type { Subscriber } from '../../jobs/subscription-ports.ts';
import { type Changes, createChanges, type SubscriptionParts, type Turn } from './changes.ts';
import {
  countriesMenu,
  hoursMenu,
  pauseMenu,
  placesMenu,
  previewMenu,
  topicsMenu,
  unfollowMenu,
} from './menus.ts';
import { createReadTopic, type SubscriptionCommand } from './reading.ts';
import { previewText, topicsText } from './texts.ts';

const longestTopic = 60;

type Order = (turn: Turn, argument: string) => Promise<unknown>;

/** What each command does with what was written after it; nothing written is asked for by buttons. */
export const createOrders = (
  parts: SubscriptionParts,
): { orders: Record<SubscriptionCommand, Order>; changes: Changes } => {
  const changes = createChanges(parts);
  const topics = createTopicReading(parts);
  const orders = {
    ...topicOrders(parts, changes, topics),
    ...readingOrders(parts, topics),
    ...scheduleOrders(parts, changes),
  };
  return { orders, changes };
};

type TopicReading = ReturnType<typeof createTopicReading>;

/** Topics by what readers call them. */
const createTopicReading = ({ words }: SubscriptionParts) => {
  const readTopic = createReadTopic(words);
  return {
    standing: (text: string): Topic | undefined => {
      const id = readTopic(text);
      return id && { kind: 'standing', id };
    },
    followed: (subscriber: Subscriber | undefined, text: string): Topic | undefined =>
      subscriber?.topics.find(
        (topic) =>
          topic.id === readTopic(text) ||
          (topic.kind === 'free' && fold(topic.text) === fold(text)),
      ),
  };
};

const topicOrders = (
  { subscriptions }: SubscriptionParts,
  changes: Changes,
  topics: TopicReading,
): Record<'subscribe' | 'unsubscribe', Order> => ({
  subscribe: async (turn, argument) => {
    const { who, say, answer } = turn;
    if (argument === '') {
      return answer(say('subscribe-question'), topicsMenu(await subscriptions.of(who.reader), say));
    }
    const topic = topics.standing(argument);
    if (topic !== undefined) return changes.follow(turn, topic);
    if (argument.length > longestTopic) return answer(say('subscribe-too-long'));
    if (!/\p{L}{2}/u.test(argument)) return answer(say('subscribe-too-short'));
    const preview = await subscriptions.propose(argument);
    return answer(previewText(preview, say), previewMenu(preview, say));
  },
  unsubscribe: async (turn, argument) => {
    const { who, say, answer } = turn;
    const subscriber = await subscriptions.of(who.reader);
    if (subscriber === undefined || subscriber.topics.length === 0) {
      return answer(say('topics-none'), topicsMenu(subscriber, say));
    }
    if (argument === '') return answer(say('unfollow-question'), unfollowMenu(subscriber, say));
    const topic = topics.followed(subscriber, argument);
    return topic === undefined ? answer(say('unfollow-unknown')) : changes.unfollow(turn, topic.id);
  },
});

const readingOrders = (
  { subscriptions, askDigest, timetable, clock }: SubscriptionParts,
  topics: TopicReading,
): Record<'topics' | 'digest', Order> => {
  /** A topic for one digest alone: its stories are gathered now, as for a new subscription. */
  const askedTopic = async (text: string): Promise<Topic> => {
    const { topic } = await subscriptions.propose(text.slice(0, longestTopic));
    await subscriptions.gather(topic);
    return topic;
  };
  return {
    topics: async ({ who, say, language, answer }) => {
      const subscriber = await subscriptions.of(who.reader);
      if (subscriber === undefined || subscriber.topics.length === 0) {
        return answer(say('topics-none'), topicsMenu(subscriber, say));
      }
      const now = clock.now();
      const told = { say, language, now, next: timetable.next(subscriber, now) };
      return answer(topicsText(subscriber, told), unfollowMenu(subscriber, say));
    },
    digest: async ({ ctx, who, say, language, answer }, argument) => {
      const subscriber = await subscriptions.of(who.reader);
      const topic =
        argument === ''
          ? undefined
          : (topics.followed(subscriber, argument) ?? topics.standing(argument));
      if (argument === '' && (subscriber?.topics.length ?? 0) === 0) {
        return answer(say('schedule-no-topics'), topicsMenu(subscriber, say));
      }
      const asked = argument === '' || topic !== undefined ? topic : await askedTopic(argument);
      const message = ctx.msg?.message_id ?? 0;
      return askDigest.now({ ...who, message, language }, asked);
    },
  };
};

const scheduleOrders = (
  { subscriptions }: SubscriptionParts,
  changes: Changes,
): Record<'time' | 'timezone' | 'pause' | 'resume', Order> => ({
  time: async (turn, argument) => {
    const { who, say, answer } = turn;
    const subscriber = await subscriptions.of(who.reader);
    if (argument === '') return answer(say('time-question'), hoursMenu(subscriber, say));
    const times = parseClockTimes(argument);
    return times === undefined || times.length > 2
      ? answer(say('time-bad'), hoursMenu(subscriber, say))
      : changes.setTimes(turn, times);
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
    if (argument === '') return answer(say('pause-question'), pauseMenu(say));
    const [, number = ''] = /^(\d{1,2})(?:\s|$)/.exec(fold(argument)) ?? [];
    const days = Number(number);
    return days >= 1 && days <= 30
      ? changes.pause(turn, days)
      : answer(say('pause-bad'), pauseMenu(say));
  },
  resume: (turn) => changes.pause(turn, 0),
});
