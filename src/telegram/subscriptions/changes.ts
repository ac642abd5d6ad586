import type { InlineKeyboard } from 'grammy';

import type { Topic } from '../../digest/topic.ts';
import type { AskDigest } from '../../jobs/ask-digest.ts';
import { cityName } from '../../jobs/places.ts';
import type { Subscriptions } from '../../jobs/subscribe.ts';
import { mostTopics, type Subscriber } from '../../jobs/subscription-ports.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Turn } from '../turn.ts';
import type { Say, Words } from '../words.ts';
import { countriesMenu, hoursMenu, nextMenu, topicName, topicsMenu, undoMenu } from './menus.ts';
import type { Rhythm } from './reading.ts';
import { clockTime, scheduleText } from './texts.ts';

export type SubscriptionParts = {
  words: Words;
  subscriptions: Subscriptions;
  askDigest: AskDigest;
  clock: Clock;
};

/** The changes that orders and buttons share; each says what has come of it, and how to undo it. */
export const createChanges = (parts: SubscriptionParts) => {
  const confirming = createConfirm(parts);
  const following = createFollowing(parts);
  return {
    following,
    ...createTopicChanges(parts, confirming),
    ...createScheduleChanges(parts, confirming),
    schedule: confirming.schedule,
    digestNow: createDigestNow(parts, following),
  };
};

export type Changes = ReturnType<typeof createChanges>;

/** Who follows something; to anybody else it is said that they do not, with what there is to follow. */
const createFollowing =
  ({ subscriptions }: SubscriptionParts) =>
  async ({ who, say, answer }: Turn): Promise<Subscriber | undefined> => {
    const subscriber = await subscriptions.of(who.reader);
    if (subscriber && subscriber.topics.length > 0) return subscriber;
    await answer(say('topics-none'), topicsMenu(subscriber, say));
    return undefined;
  };

const createConfirm = ({ askDigest, clock }: SubscriptionParts) => {
  const schedule = async (subscriber: Subscriber, { say, language }: Turn): Promise<string> =>
    scheduleText(subscriber, {
      say,
      language,
      now: clock.now(),
      next: await askDigest.upcoming(subscriber),
    });

  /** What was done and when digests come; whoever follows something without a zone is asked for it. */
  const confirm = async (
    turn: Turn,
    line: string,
    { subscriber, keyboard }: { subscriber: Subscriber; keyboard?: InlineKeyboard },
  ): Promise<unknown> => {
    const { say, language, answer } = turn;
    if (subscriber.topics.length === 0) {
      return answer(`${line}\n${await schedule(subscriber, turn)}`, topicsMenu(subscriber, say));
    }
    if (subscriber.zone === '') {
      return answer(`${line}\n\n${say('zone-question')}`, countriesMenu(language));
    }
    return answer(`${line}\n${await schedule(subscriber, turn)}`, keyboard ?? nextMenu(say));
  };

  return { schedule, confirm };
};

type Confirming = ReturnType<typeof createConfirm>;

const list = (topics: readonly Topic[], say: Say): string =>
  topics.map((topic) => topicName(topic, say)).join('، ');

const createTopicChanges = (
  { subscriptions }: SubscriptionParts,
  { schedule, confirm }: Confirming,
) => ({
  follow: async (turn: Turn, topics: readonly Topic[]): Promise<unknown> => {
    const { who, say, answer } = turn;
    const known = new Set((await subscriptions.of(who.reader))?.topics.map(({ id }) => id));
    for (const topic of topics) {
      if ((await subscriptions.follow(who, topic)) === 'too-many') {
        return answer(say('subscribe-too-many', { most: mostTopics }));
      }
    }
    const subscriber = await subscriptions.of(who.reader);
    if (subscriber === undefined) return undefined;
    const isNew = topics.some(({ id }) => !known.has(id));
    const line = say(isNew ? 'followed' : 'followed-already', { topic: list(topics, say) });
    const [first, ...others] = topics;
    const keyboard =
      first?.kind === 'standing'
        ? topicsMenu(subscriber, say)
        : nextMenu(say, isNew && first && others.length === 0 ? `t:-:${first.id}` : undefined);
    return confirm(turn, line, { subscriber, keyboard });
  },
  /** Gives up a topic, or with `*` all of them. */
  unfollow: async (turn: Turn, id: string): Promise<unknown> => {
    const { who, say, answer } = turn;
    const { subscriber, ended } = await subscriptions.unfollow(who, id);
    const [first] = ended;
    if (first === undefined) return answer(say('not-yours'));
    if (id === '*') return answer(say('unfollowed-all'), undoMenu(say, 't:+:*'));
    const line = say('unfollowed', { topic: list(ended, say) });
    return answer(`${line}\n${await schedule(subscriber, turn)}`, undoMenu(say, `t:+:${first.id}`));
  },
});

const createScheduleChanges = (
  { subscriptions, clock }: SubscriptionParts,
  { schedule, confirm }: Confirming,
) => ({
  setRhythm: async (turn: Turn, rhythm: Rhythm): Promise<unknown> => {
    const subscriber = await subscriptions.setRhythm(turn.who, rhythm);
    const keyboard = hoursMenu(subscriber, turn.say);
    return confirm(turn, turn.say('done'), { subscriber, keyboard });
  },
  setZone: async (turn: Turn, zone: string): Promise<unknown> => {
    const { who, say, language } = turn;
    const subscriber = await subscriptions.setZone(who, zone);
    const city = cityName(zone, language);
    const line = say('zone-set', { city, time: clockTime(clock.now(), zone) });
    return confirm(turn, line, { subscriber });
  },
  pause: async (turn: Turn, days: number): Promise<unknown> => {
    const { who, say, answer } = turn;
    const before = await subscriptions.of(who.reader);
    const isPaused = (before?.pausedUntil ?? 0) > clock.now();
    if (days > 0) {
      const after = await subscriptions.pause(who, days);
      const line = `${say('done')}\n${await schedule(after, turn)}`;
      return answer(line, after.topics.length > 0 ? undoMenu(say, 'p:0') : topicsMenu(after, say));
    }
    const line = say(isPaused ? 'resumed' : 'not-paused');
    return confirm(turn, line, { subscriber: await subscriptions.resume(who) });
  },
});

/** A digest at once; the same message asks for one at most every ten minutes. */
const createDigestNow =
  ({ askDigest, clock }: SubscriptionParts, following: ReturnType<typeof createFollowing>) =>
  async (turn: Turn, topic?: Topic): Promise<unknown> => {
    const { ctx, who, say, language } = turn;
    if (topic === undefined && !(await following(turn))) return undefined;
    // What a digest takes to prepare is told by the chat itself.
    await ctx.replyWithChatAction('typing').catch(() => {});
    const part = Math.floor(clock.now() / 600_000);
    const message = `${ctx.msg?.message_id ?? 0}${ctx.callbackQuery ? `-${part}` : ''}`;
    return say(`digest-${await askDigest.now({ ...who, message, language }, topic)}`);
  };
