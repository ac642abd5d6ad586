import { Composer, type Context } from 'grammy';

import { type Breadth, breadths } from '../../digest/route/expand-topic.ts';
import { knownZone, placesIn } from '../../jobs/places.ts';
import { cadences } from '../../jobs/subscription-ports.ts';
import type { Turn, TurnOf } from '../turn.ts';
import type { Changes, SubscriptionParts } from './changes.ts';
import { countriesMenu, hoursMenu, placesMenu, previewMenu, topicsMenu } from './menus.ts';
import { previewText } from './texts.ts';

type Collaborators = SubscriptionParts & { changes: Changes; turnOf: TurnOf };

type Press = [RegExp, (turn: Turn, first: string, second: string) => Promise<unknown>];

/** The buttons of the menus: what a press says is checked as if a stranger had written it. */
export const createButtons = (collaborators: Collaborators): Composer<Context> => {
  const { turnOf, changes } = collaborators;
  const presses: Press[] = [
    ...topicPresses(collaborators),
    ...schedulePresses(collaborators),
    [/^now$/, (turn) => changes.digestNow(turn)],
  ];
  const composer = new Composer<Context>();
  for (const [pattern, act] of presses) {
    const place = new RegExp(`^(=?)${pattern.source.slice(1)}`);
    composer.callbackQuery(place, async (ctx) => {
      const [, isAnew = '', first = '', second = ''] = ctx.match;
      const turn = await turnOf(ctx, isAnew === '' ? 'instead' : 'anew');
      const said = await act(turn, first, second);
      await ctx.answerCallbackQuery(typeof said === 'string' ? said : '');
    });
  }
  return composer;
};

const topicPresses = ({ subscriptions, changes }: Collaborators): Press[] => {
  const showProposal = async (turn: Turn, id: string, breadth: Breadth): Promise<unknown> => {
    const { say, answer } = turn;
    const topic = await subscriptions.topicOf(turn.who.reader, id);
    if (topic?.kind !== 'free') return answer(say('preview-expired'));
    const preview = await subscriptions.propose(topic.text, breadth);
    return answer(previewText(preview, say), previewMenu(preview, say));
  };

  const follow = async (turn: Turn, id: string): Promise<unknown> => {
    const { who, say, answer } = turn;
    const topic = await subscriptions.topicOf(who.reader, id);
    const topics =
      id === '*' ? ((await subscriptions.of(who.reader))?.former ?? []) : topic ? [topic] : [];
    return topics.length === 0 ? answer(say('preview-expired')) : changes.follow(turn, topics);
  };

  return [
    [
      /^t:\?$/,
      async ({ who, say, answer }) =>
        answer(say('subscribe-question'), topicsMenu(await subscriptions.of(who.reader), say)),
    ],
    [/^t:\+:(\*|[\w-]{1,24})$/, follow],
    [/^t:-:(\*|[\w-]{1,24})$/, (turn, id) => changes.unfollow(turn, id)],
    [
      /^t:([nuw]):([\w-]{1,24})$/,
      (turn, letter, id) => {
        const breadth = breadths.find(([first]) => first === letter);
        return showProposal(turn, id, breadth ?? 'usual');
      },
    ],
  ];
};

/** Hours, rhythm, zone and pauses. */
const schedulePresses = ({ subscriptions, changes }: Collaborators): Press[] => [
  [
    /^h:\?$/,
    async ({ who, say, answer }) =>
      answer(say('time-question'), hoursMenu(await subscriptions.of(who.reader), say)),
  ],
  [
    /^h:([01]\d|2[0-3])([0-5]\d)$/,
    (turn, hour, minute) => changes.setRhythm(turn, { times: [`${hour}:${minute}`] }),
  ],
  [
    /^c:(daily|twice|weekly)$/,
    (turn, name) =>
      changes.setRhythm(turn, { cadence: cadences.find((each) => each === name) ?? 'daily' }),
  ],
  [/^z:\?$/, ({ say, language, answer }) => answer(say('zone-question'), countriesMenu(language))],
  [
    /^z:([\w+/-]{3,40})$/,
    (turn, name) =>
      knownZone(name) === undefined
        ? turn.answer(turn.say('zone-bad'))
        : changes.setZone(turn, name),
  ],
  [
    /^Z:([A-Z]{2})$/,
    ({ say, language, answer }, country) =>
      answer(say('zone-which'), placesMenu(placesIn(country), say, language)),
  ],
  [/^p:(\d{1,2})$/, (turn, days) => changes.pause(turn, Math.min(Number(days), 30))],
];
