import type { InlineKeyboard, Context } from 'grammy';

import type { Topic } from '../../digest/topic.ts';
import type { AskDigest } from '../../jobs/ask-digest.ts';
import { cityName } from '../../jobs/places.ts';
import type { Subscriptions, Who } from '../../jobs/subscribe.ts';
import { mostTopics, type Subscriber } from '../../jobs/subscription-ports.ts';
import type { Timetable } from '../../jobs/timetable.ts';
import type { Clock } from '../../lib/clock.ts';
import type { OutputLanguage } from '../../summary/summary.ts';
import type { Say, Words } from '../words.ts';
import { countriesMenu, topicName } from './menus.ts';
import { clockTime, scheduleText } from './texts.ts';

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

/** The changes that orders and buttons share; each says what has come of it. */
export const createChanges = ({ subscriptions, timetable, clock }: SubscriptionParts) => {
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

export type Changes = ReturnType<typeof createChanges>;
