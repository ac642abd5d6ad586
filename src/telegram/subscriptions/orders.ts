import type { Context, InlineKeyboard } from 'grammy';

import { parseClockTimes } from '../../arabic/clock-times.ts';
import { fold } from '../../arabic/normalise.ts';
import type { Topic } from '../../digest/topic.ts';
import type { AskDigest } from '../../jobs/ask-digest.ts';
import { cityName, findPlaces } from '../../jobs/places.ts';
import type { Subscriptions, Who } from '../../jobs/subscribe.ts';
import { mostTopics, type Subscriber } from '../../jobs/subscription-ports.ts';
import type { Timetable } from '../../jobs/timetable.ts';
import type { Clock } from '../../lib/clock.ts';
import type { OutputLanguage } from '../../summary/summary.ts';
import type { Say, Words } from '../words.ts';
import {
  countriesMenu,
  hoursMenu,
  pauseMenu,
  placesMenu,
  previewMenu,
  topicName,
  topicsMenu,
  unfollowMenu,
} from './menus.ts';
import { createReadTopic, type SubscriptionCommand } from './reading.ts';
import { clockTime, previewText, scheduleText, topicsText } from './texts.ts';

/** Who speaks, in which language, and how to answer. */
export type Turn = {
  ctx: Context;
  who: Who;
  say: Say;
  language: OutputLanguage;
  /** Answers by a new message, or, after a button, in the place of the message that bore it. */
  answer: (text: string, keyboard?: InlineKeyboard) => Promise<unknown>;
};

export type SubscriptionParts = {
  words: Words;
  subscriptions: Subscriptions;
  askDigest: AskDigest;
  timetable: Timetable;
  clock: Clock;
};

const longestTopic = 60;

/** What each command does with what was written after it; nothing written is asked for by buttons. */
export const createOrders = (parts: SubscriptionParts) => {
  const { words, subscriptions, askDigest, timetable, clock } = parts;
  const readTopic = createReadTopic(words);
  const changes = createChanges(parts);

  const topicOf = (text: string): Topic | undefined => {
    const id = readTopic(text);
    return id && { kind: 'standing', id };
  };
  const known = (subscriber: Subscriber | undefined, text: string): Topic | undefined =>
    subscriber?.topics.find(
      (topic) =>
        topic.id === readTopic(text) || (topic.kind === 'free' && fold(topic.text) === fold(text)),
    );

  const orders: Record<SubscriptionCommand, (turn: Turn, argument: string) => Promise<unknown>> = {
    subscribe: async (turn, argument) => {
      const { who, say, answer } = turn;
      if (argument === '') {
        return answer(
          say('subscribe-question'),
          topicsMenu(await subscriptions.of(who.reader), say),
        );
      }
      const topic = topicOf(argument);
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
      const topic = known(subscriber, argument);
      return topic === undefined
        ? answer(say('unfollow-unknown'))
        : changes.unfollow(turn, topic.id);
    },
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
        argument === '' ? undefined : (known(subscriber, argument) ?? topicOf(argument));
      if (argument === '' && (subscriber?.topics.length ?? 0) === 0) {
        return answer(say('schedule-no-topics'), topicsMenu(subscriber, say));
      }
      const asked =
        argument === '' || topic !== undefined
          ? topic
          : await askedTopic(argument.slice(0, longestTopic));
      const message = ctx.msg?.message_id ?? 0;
      return askDigest.now({ ...who, message, language }, asked);
    },
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
  };

  /** A topic for one digest alone: its stories are gathered now, as for a new subscription. */
  async function askedTopic(text: string): Promise<Topic> {
    const { topic } = await subscriptions.propose(text);
    await subscriptions.gather(topic);
    return topic;
  }

  return { orders, changes };
};

/** The changes that orders and buttons share; each says what has come of it. */
const createChanges = ({ subscriptions, timetable, clock }: SubscriptionParts) => {
  const schedule = (subscriber: Subscriber, { say, language }: Turn): string => {
    const now = clock.now();
    return scheduleText(subscriber, { say, language, now, next: timetable.next(subscriber, now) });
  };

  /** What a reader who follows something is asked next: the zone, as long as there is none. */
  const confirm = (turn: Turn, line: string, subscriber: Subscriber): Promise<unknown> => {
    const { say, language, answer } = turn;
    if (subscriber.topics.length > 0 && subscriber.zone === '') {
      return answer(`${line}\n\n${say('zone-question')}`, countriesMenu(language));
    }
    return answer(`${line}\n${schedule(subscriber, turn)}`);
  };

  return {
    follow: async (turn: Turn, topic: Topic): Promise<unknown> => {
      const { who, say, answer } = turn;
      if ((await subscriptions.follow(who, topic)) === 'too-many') {
        return answer(say('subscribe-too-many', { most: mostTopics }));
      }
      const subscriber = await subscriptions.of(who.reader);
      const line = say('followed', { topic: topicName(topic, say) });
      return subscriber && confirm(turn, line, subscriber);
    },
    unfollow: async (turn: Turn, id: string): Promise<unknown> => {
      const { who, say, answer } = turn;
      if (id === '*') {
        await subscriptions.unfollowAll(who);
        return answer(say('unfollowed-all'));
      }
      const before = await subscriptions.of(who.reader);
      const topic = before?.topics.find((known) => known.id === id);
      if (topic === undefined) return answer(say('not-yours'));
      const after = await subscriptions.unfollow(who, id);
      return answer(
        `${say('unfollowed', { topic: topicName(topic, say) })}\n${schedule(after, turn)}`,
      );
    },
    setTimes: async (turn: Turn, times: readonly string[]): Promise<unknown> =>
      confirm(turn, turn.say('done'), await subscriptions.setTimes(turn.who, times)),
    setCadence: async (turn: Turn, cadence: Subscriber['cadence']): Promise<unknown> =>
      confirm(turn, turn.say('done'), await subscriptions.setCadence(turn.who, cadence)),
    setZone: async (turn: Turn, zone: string): Promise<unknown> => {
      const { who, say, language } = turn;
      const city = cityName(zone, language);
      const line = say('zone-set', { city, time: clockTime(clock.now(), zone) });
      return confirm(turn, line, await subscriptions.setZone(who, zone));
    },
    pause: async (turn: Turn, days: number): Promise<unknown> => {
      const { who, say } = turn;
      if (days === 0) return confirm(turn, say('resumed'), await subscriptions.resume(who));
      return confirm(turn, say('done'), await subscriptions.pause(who, days));
    },
  };
};
