import { InlineKeyboard } from 'grammy';

import { cityName, placesIn } from '../jobs/places.ts';
import { digitKinds, outputs, type Settings, sourceStyles } from '../jobs/settings.ts';
import { quietNames, type Subscriber } from '../jobs/subscription-ports.ts';
import { type OutputLanguage, outputLanguages, shapes } from '../summary/summary.ts';
import { escapeHtml, label, lineAmid } from './html.ts';
import { dataMenu } from './own-data.ts';
import {
  countriesMenu,
  hoursMenu,
  placesMenu,
  topicName,
  topicsMenu,
} from './subscriptions/menus.ts';
import type { Say } from './words.ts';

/*
 * | data | what it does |
 * | --- | --- |
 * | set:home, set:length | show all settings; the choices of one |
 * | set:length:short, set:output:en … | choose |
 * | set:h:0730, set:z:Asia/Beirut, set:t:+:sport … | what the menus of digests do, seen from here |
 */

/** Settings that are one of a few values. */
export const choices = {
  length: shapes,
  output: outputs,
  digits: digitKinds,
  sources: sourceStyles,
  language: outputLanguages,
  quiet: quietNames,
} as const satisfies Record<string, readonly string[]>;
export type Choice = keyof typeof choices;

/** The pages of the settings, in their order. */
const pages = [
  'length',
  'output',
  'digits',
  'sources',
  'language',
  'time',
  'zone',
  'topics',
  'quiet',
  'data',
] as const;
export type Page = (typeof pages)[number];
export const isPage = (name: string): name is Page => pages.some((page) => page === name);
export const isChoice = (page: Page): page is Page & Choice => page in choices;

/** All that can be set, as it stands. */
export type Standing = {
  settings: Settings;
  speaks: OutputLanguage;
  subscriber: Subscriber | undefined;
  /** Whether what is kept of one reader can be had or deleted here: not among others. */
  isPrivate: boolean;
};

/** The value of a setting that is one of a few. */
const valueOf = ({ settings, speaks, subscriber }: Standing, choice: Choice): string => {
  if (choice === 'language') return speaks;
  if (choice === 'quiet') return subscriber?.quiet ?? 'night';
  return settings[choice];
};

const mostNamed = 4;

const wordsFor = (page: Page, standing: Standing, say: Say): string => {
  if (isChoice(page)) return say(`set-${page}-${valueOf(standing, page)}`);
  const { subscriber, speaks } = standing;
  const { topics = [], zone = '', cadence = 'daily', times = [] } = subscriber ?? {};
  if (page === 'zone') return zone === '' ? say('set-zone-none') : cityName(zone, speaks);
  if (page === 'time') {
    const hours = cadence === 'twice' ? times : times.slice(0, 1);
    return [say(`cadence-${cadence}`), ...(hours.length > 0 ? hours : ['07:00'])].join(' · ');
  }
  const named = topics.slice(0, mostNamed).map((topic) => topicName(topic, say));
  const counted = say('set-topics-count', { count: topics.length });
  return topics.length === 0
    ? counted
    : `${counted} (${named.join(say('list-comma'))}${topics.length > mostNamed ? '…' : ''})`;
};

/** Every setting with its value; the one whose choices are shown stands out. */
export const settingsText = (open: Page | undefined, standing: Standing, say: Say): string => {
  const { speaks } = standing;
  const lines = pages
    .filter((page) => page !== 'data')
    .map((page) => {
      const value = wordsFor(page, standing, say);
      const text = escapeHtml(say('set-line', { name: say(`set-${page}`), value }));
      return page === open ? `▸ <b>${text}</b>` : `• ${text}`;
    });
  return [`<b>${escapeHtml(say('settings-title'))}</b>`, ...lines]
    .map((line) => lineAmid(speaks, line))
    .join('\n');
};

/** One button for each setting, and one that takes the last change back. */
export const settingsMenu = (
  { isPrivate }: Standing,
  say: Say,
  undo: string | undefined,
): InlineKeyboard => {
  const keyboard = new InlineKeyboard();
  for (const [index, page] of pages.filter((one) => isPrivate || one !== 'data').entries()) {
    if (index > 0 && index % 2 === 0) keyboard.row();
    keyboard.text(label(say(`set-${page}`)), `set:${page}`);
  }
  if (undo !== undefined) keyboard.row().text(label(say('undo-button')), `set:${undo}`);
  return keyboard;
};

/** The choices of one setting, and the way back; `undo` takes the last change back. */
export const pageMenu = (
  page: Page,
  standing: Standing,
  say: Say,
  more: { undo?: string; country?: string } = {},
): InlineKeyboard => {
  const keyboard = optionsOf(page, standing, say, more.country);
  keyboard.row();
  if (more.undo !== undefined) keyboard.text(label(say('undo-button')), `set:${more.undo}`);
  return keyboard.text(label(say('back-button')), 'set:home');
};

const optionsOf = (
  page: Page,
  standing: Standing,
  say: Say,
  country: string | undefined,
): InlineKeyboard => {
  const { subscriber, speaks } = standing;
  if (isChoice(page)) {
    const keyboard = new InlineKeyboard();
    // Telegram cuts labels that do not fit beside their neighbours: three only where all are short.
    const names = choices[page].map((value) => say(`set-${page}-${value}`));
    const perRow = names.length === 3 && names.every((name) => name.length <= 10) ? 3 : 2;
    for (const [index, value] of choices[page].entries()) {
      if (index > 0 && index % perRow === 0) keyboard.row();
      const name = names[index] ?? '';
      const isChosen = value === valueOf(standing, page);
      keyboard.text(
        label(isChosen ? say('chosen', { label: name }) : name),
        `set:${page}:${value}`,
      );
    }
    return keyboard;
  }
  if (page === 'data') return dataMenu(say);
  if (page === 'time') return asSetting(hoursMenu(subscriber, say));
  if (page === 'topics') return asSetting(topicsMenu(subscriber, say));
  return asSetting(
    country === undefined ? countriesMenu(speaks) : placesMenu(placesIn(country), say, speaks),
  );
};

/** A menu of digests whose presses come back to the settings. */
const asSetting = ({ inline_keyboard }: InlineKeyboard): InlineKeyboard =>
  new InlineKeyboard(
    inline_keyboard
      .map((row) =>
        row.flatMap((button) =>
          'callback_data' in button && /^[hczZt]:[^?]/.test(button.callback_data)
            ? [{ ...button, callback_data: `set:${button.callback_data}` }]
            : [],
        ),
      )
      .filter((row) => row.length > 0),
  );
