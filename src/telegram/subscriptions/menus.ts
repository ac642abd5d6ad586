import { InlineKeyboard } from 'grammy';

import { breadths } from '../../digest/route/expand-topic.ts';
import { standingTopics, type Topic } from '../../digest/topic.ts';
import { offeredCountries, type Place } from '../../jobs/places.ts';
import type { Preview } from '../../jobs/subscribe.ts';
import { cadences, type Subscriber } from '../../jobs/subscription-ports.ts';
import type { OutputLanguage } from '../../summary/summary.ts';
import { label } from '../html.ts';
import type { Say } from '../words.ts';

/*
 * What a button does is said whole in its 64 bytes, as a state to reach and not as a step: pressed
 * twice, or delivered twice, it does the same. Whose it is, is never said: it is who presses it.
 *
 * | data | what it does |
 * | --- | --- |
 * | t:+:id, t:-:id | follow a topic, no longer follow it |
 * | t:+:*, t:-:* | follow again what was given up last; no longer follow any |
 * | t:n:id, t:u:id, t:w:id | show a proposed topic narrower, as usual, wider |
 * | t:? | offer topics |
 * | h:?, h:0730, c:twice | offer hours; hour; cadence |
 * | z:?, z:Asia/Beirut, Z:US | offer countries; zone; the zones of a country |
 * | p:7 | pause for so many days; 0 ends it |
 * | now | a digest at once |
 *
 * With an `=` before it, as under a digest, the answer is a new message: what was told stays.
 */

/** A topic as its reader calls it. */
export const topicName = (topic: Topic, say: Say): string =>
  topic.kind === 'standing' ? say(`topic-${topic.id}`) : topic.text;

type Button = { text: string; data: string };

const inRows = (buttons: readonly Button[], most: number): InlineKeyboard => {
  // Telegram cuts labels that do not fit beside their neighbours.
  const longest = Math.max(...buttons.map(({ text }) => label(text).length));
  const perRow = longest > 20 ? 1 : longest > 14 ? Math.min(most, 2) : most;
  const keyboard = new InlineKeyboard();
  for (const [index, { text, data }] of buttons.entries()) {
    if (index > 0 && index % perRow === 0) keyboard.row();
    keyboard.text(label(text), data);
  }
  return keyboard;
};

const chosen = (text: string, isChosen: boolean, say: Say): string =>
  isChosen ? say('chosen', { label: text }) : text;

/** The standing topics; those that are followed carry a mark, and pressing takes it away. */
export const topicsMenu = (subscriber: Subscriber | undefined, say: Say): InlineKeyboard => {
  const followed = new Set(subscriber?.topics.map(({ id }) => id));
  const keyboard = inRows(
    standingTopics.map((id) => ({
      text: chosen(say(`topic-${id}`), followed.has(id), say),
      data: `t:${followed.has(id) ? '-' : '+'}:${id}`,
    })),
    2,
  );
  return followed.size > 0 ? keyboard.row().text(label(say('now-button')), 'now') : keyboard;
};

/** What can be done next by who follows something: a digest at once, another topic, the hour. */
export const nextMenu = (say: Say, undo?: string): InlineKeyboard => {
  const keyboard = new InlineKeyboard();
  if (undo) keyboard.text(label(say('undo-button')), undo).row();
  return keyboard
    .text(label(say('now-button')), 'now')
    .text(label(say('topics-add')), 't:?')
    .row()
    .text(label(say('hour-button')), 'h:?')
    .text(label(say('city-button')), 'z:?');
};

export const undoMenu = (say: Say, data: string): InlineKeyboard =>
  new InlineKeyboard().text(label(say('undo-button')), data);

export const unfollowMenu = ({ topics }: Subscriber, say: Say): InlineKeyboard => {
  const buttons = topics.map((topic) => ({
    text: say('unfollow-button', { topic: topicName(topic, say) }),
    data: `t:-:${topic.id}`,
  }));
  const keyboard = inRows(buttons, 2)
    .row()
    .text(label(say('topics-add')), 't:?');
  return topics.length > 1 ? keyboard.text(label(say('unfollow-all-button')), 't:-:*') : keyboard;
};

const offeredHours = ['06:00', '07:00', '07:30', '08:00', '09:00', '13:00', '18:00', '21:00'];

export const hoursMenu = (subscriber: Subscriber | undefined, say: Say): InlineKeyboard => {
  const { times = [], cadence = 'daily', topics = [], zone = '' } = subscriber ?? {};
  const shown = cadence === 'twice' ? times : times.slice(0, 1);
  const keyboard = inRows(
    offeredHours.map((hour) => ({
      text: chosen(hour, shown.includes(hour), say),
      data: `h:${hour.replace(':', '')}`,
    })),
    4,
  ).row();
  for (const each of cadences) {
    keyboard.text(label(chosen(say(`cadence-${each}`), cadence === each, say)), `c:${each}`);
  }
  const isReady = topics.length > 0 && zone !== '';
  return isReady ? keyboard.row().text(label(say('now-button')), 'now') : keyboard;
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
  )
    .row()
    .text(label(say('unfollow-all-button')), 't:-:*');

/** Under a proposed topic: narrower, wider, right. */
export const previewMenu = ({ topic, breadth }: Preview, say: Say): InlineKeyboard => {
  const keyboard = new InlineKeyboard().text(label(say('preview-right')), `t:+:${topic.id}`).row();
  const at = breadths.indexOf(breadth);
  const [narrower, wider] = [breadths[at - 1], breadths[at + 1]];
  if (narrower) keyboard.text(label(say('preview-narrower')), `t:${narrower[0]}:${topic.id}`);
  if (wider) keyboard.text(label(say('preview-wider')), `t:${wider[0]}:${topic.id}`);
  return keyboard;
};

const mostQuiet = 4;

/** For topics of which nothing came for a week: wider, or no longer. */
export const quietMenu = (
  topics: readonly Topic[],
  say: Say,
  keyboard = new InlineKeyboard(),
): InlineKeyboard => {
  for (const topic of topics.slice(0, mostQuiet)) {
    const named = { topic: topicName(topic, say) };
    keyboard.row();
    if (topic.kind === 'free') keyboard.text(label(say('quiet-wider', named)), `=t:w:${topic.id}`);
    keyboard.text(label(say('quiet-stop', named)), `=t:-:${topic.id}`);
  }
  return keyboard;
};
