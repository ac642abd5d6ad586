import { InlineKeyboard } from 'grammy';

import { standingTopics, type Topic } from '../../digest/topic.ts';
import { offeredCountries, type Place } from '../../jobs/places.ts';
import type { Breadth, Preview } from '../../jobs/subscribe.ts';
import { cadences, type Subscriber } from '../../jobs/subscription-ports.ts';
import type { OutputLanguage } from '../../summary/summary.ts';
import type { Say } from '../words.ts';

/*
 * What a button does is said whole in its 64 bytes, as a state to reach and not as a step: pressed
 * twice, or delivered twice, it does the same. Whose it is, is never said: it is who presses it.
 *
 * | data | what it does |
 * | --- | --- |
 * | t:+:id, t:-:id, t:-:* | follow a topic, no longer follow it or any |
 * | t:n:id, t:u:id, t:w:id | show a proposed topic narrower, as usual, wider |
 * | t:? | offer topics |
 * | h:0730, c:twice | hour and cadence |
 * | z:Asia/Beirut, Z:US | zone; the zones of a country |
 * | p:7 | pause for so many days; 0 ends it |
 */

/** A topic as its reader calls it. */
export const topicName = (topic: Topic, say: Say): string =>
  topic.kind === 'standing' ? say(`topic-${topic.id}`) : topic.text;

/** Ordinary labels get no isolates: a button shows plain text. */
const label = (text: string): string => text.replaceAll(/[\u2068\u2069]/g, '');

const inRows = (
  buttons: readonly { text: string; data: string }[],
  perRow: number,
): InlineKeyboard => {
  const keyboard = new InlineKeyboard();
  for (const [index, { text, data }] of buttons.entries()) {
    if (index > 0 && index % perRow === 0) keyboard.row();
    keyboard.text(label(text), data);
  }
  return keyboard;
};

/** The standing topics; those that are followed carry a mark, and pressing takes it away. */
export const topicsMenu = (subscriber: Subscriber | undefined, say: Say): InlineKeyboard => {
  const followed = new Set(subscriber?.topics.map(({ id }) => id));
  return inRows(
    standingTopics.map((id) => {
      const name = say(`topic-${id}`);
      return followed.has(id)
        ? { text: say('chosen', { label: name }), data: `t:-:${id}` }
        : { text: name, data: `t:+:${id}` };
    }),
    2,
  );
};

export const unfollowMenu = ({ topics }: Subscriber, say: Say): InlineKeyboard => {
  const buttons = topics.map((topic) => ({
    text: say('unfollow-button', { topic: topicName(topic, say) }),
    data: `t:-:${topic.id}`,
  }));
  const keyboard = inRows(buttons, 2)
    .row()
    .text(label(say('topics-add')), 't:?');
  if (topics.length > 1) keyboard.text(label(say('unfollow-all-button')), 't:-:*');
  return keyboard;
};

const offeredHours = ['06:00', '07:00', '08:00', '09:00', '13:00', '18:00', '20:00', '21:00'];

export const hoursMenu = (subscriber: Subscriber | undefined, say: Say): InlineKeyboard => {
  const chosen = (label: string, isChosen: boolean) =>
    isChosen ? say('chosen', { label }) : label;
  const hours = offeredHours.map((hour) => ({
    text: chosen(hour, subscriber?.times[0] === hour),
    data: `h:${hour.replace(':', '')}`,
  }));
  const rhythms = cadences.map((cadence) => ({
    text: chosen(say(`cadence-${cadence}`), subscriber?.cadence === cadence),
    data: `c:${cadence}`,
  }));
  const keyboard = inRows(hours, 4).row();
  for (const { text, data } of rhythms) keyboard.text(label(text), data);
  return keyboard;
};

export const countriesMenu = (language: OutputLanguage): InlineKeyboard =>
  inRows(
    offeredCountries().flatMap(({ country, places }) => {
      const [first] = places;
      if (first === undefined) return [];
      const data = places.length === 1 ? `z:${first.zone}` : `Z:${country}`;
      return [{ text: first[language].country, data }];
    }),
    3,
  );

export const placesMenu = (
  places: readonly Place[],
  say: Say,
  language: OutputLanguage,
): InlineKeyboard =>
  inRows(
    places.slice(0, 12).map((place) => ({
      text: say('zone-city', place[language]),
      data: `z:${place.zone}`,
    })),
    2,
  );

export const pauseMenu = (say: Say): InlineKeyboard =>
  inRows(
    [1, 7, 30].map((days) => ({ text: say('pause-days', { days }), data: `p:${days}` })),
    3,
  );

/** Under a proposed topic: narrower, wider, right. */
export const previewMenu = ({ topic, breadth }: Preview, say: Say): InlineKeyboard => {
  const { narrower, wider } = steps[breadth];
  const keyboard = new InlineKeyboard().text(label(say('preview-right')), `t:+:${topic.id}`).row();
  if (narrower) keyboard.text(label(say('preview-narrower')), `t:${narrower}:${topic.id}`);
  if (wider) keyboard.text(label(say('preview-wider')), `t:${wider}:${topic.id}`);
  return keyboard;
};

const steps: Record<Breadth, { narrower: string; wider: string }> = {
  narrow: { narrower: '', wider: 'u' },
  usual: { narrower: 'n', wider: 'w' },
  wide: { narrower: 'u', wider: '' },
};

/** Under the line about a week without news. */
export const silenceMenu = (say: Say): InlineKeyboard =>
  new InlineKeyboard()
    .text(label(say('silence-wider')), 't:?')
    .text(label(say('silence-stop')), 't:-:*');
