import { Composer, type Context } from 'grammy';

import { type StandingTopic, standingTopics, type Topic } from '../../digest/topic.ts';
import { knownZone, placesIn } from '../../jobs/places.ts';
import type { Breadth } from '../../jobs/subscribe.ts';
import { cadences } from '../../jobs/subscription-ports.ts';
import type { Changes, SubscriptionParts, Turn } from './changes.ts';
import type { TurnOf } from './commands.ts';
import { placesMenu, previewMenu, topicsMenu } from './menus.ts';
import { previewText } from './texts.ts';

type Collaborators = SubscriptionParts & { changes: Changes; turnOf: TurnOf };

type Press = [RegExp, (turn: Turn, match: readonly string[]) => Promise<unknown>];

const breadthOf: Record<string, Breadth> = { n: 'narrow', u: 'usual', w: 'wide' };

/** The buttons of the menus: what a press says is checked as if a stranger had written it. */
export const createButtons = (collaborators: Collaborators): Composer<Context> => {
  const { subscriptions, changes, turnOf } = collaborators;

  const topicCalled = async (id: string): Promise<Topic | undefined> => {
    const standing = standingTopics.find((topic): topic is StandingTopic => topic === id);
    return standing ? { kind: 'standing', id: standing } : subscriptions.proposed(id);
  };

  const offerTopics = async ({ who, say, answer }: Turn): Promise<unknown> =>
    answer(say('subscribe-question'), topicsMenu(await subscriptions.of(who.reader), say));

  const showProposal = async (turn: Turn, id: string, breadth: Breadth): Promise<unknown> => {
    const { say, answer } = turn;
    const topic = await subscriptions.proposed(id);
    if (topic?.kind !== 'free') return answer(say('preview-expired'));
    const preview = await subscriptions.propose(topic.text, breadth);
    return answer(previewText(preview, say), previewMenu(preview, say));
  };

  const follow = async (turn: Turn, id: string): Promise<unknown> => {
    const topic = await topicCalled(id);
    return topic === undefined
      ? turn.answer(turn.say('preview-expired'))
      : changes.follow(turn, topic);
  };

  const presses: Press[] = [
    [/^t:\?$/, (turn) => offerTopics(turn)],
    [/^t:\+:([\w-]{1,24})$/, (turn, [, id = '']) => follow(turn, id)],
    [/^t:-:(\*|[\w-]{1,24})$/, (turn, [, id = '']) => changes.unfollow(turn, id)],
    [
      /^t:([nuw]):([\w-]{1,24})$/,
      (turn, [, letter = '', id = '']) => showProposal(turn, id, breadthOf[letter] ?? 'usual'),
    ],
    ...schedulePresses(changes),
  ];

  const composer = new Composer<Context>();
  for (const [pattern, act] of presses) {
    composer.callbackQuery(pattern, async (ctx) => {
      const turn = await turnOf(ctx, 'instead');
      if (turn) await act(turn, Array.from(ctx.match));
      await ctx.answerCallbackQuery();
    });
  }
  return composer;
};

/** Hours, rhythm, zone and pauses. */
const schedulePresses = (changes: Changes): Press[] => [
  [
    /^h:([01]\d|2[0-3])([0-5]\d)$/,
    (turn, [, hour = '', minute = '']) => changes.setTimes(turn, [`${hour}:${minute}`]),
  ],
  [
    /^c:(daily|twice|weekly)$/,
    (turn, [, name]) =>
      changes.setCadence(turn, cadences.find((cadence) => cadence === name) ?? 'daily'),
  ],
  [
    /^z:([\w+/-]{3,40})$/,
    async (turn, [, name = '']) =>
      knownZone(name) === undefined
        ? turn.answer(turn.say('zone-bad'))
        : changes.setZone(turn, name),
  ],
  [
    /^Z:([A-Z]{2})$/,
    async ({ say, language, answer }, [, country = '']) =>
      answer(say('zone-which'), placesMenu(placesIn(country), say, language)),
  ],
  [/^p:(\d{1,2})$/, (turn, [, days = '']) => changes.pause(turn, Math.min(Number(days), 30))],
];
