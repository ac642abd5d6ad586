import { Composer, type Context } from 'grammy';

import { knownZone } from '../jobs/places.ts';
import { settingsSchema } from '../jobs/settings.ts';
import { cadences, mostTopics, quietNames } from '../jobs/subscription-ports.ts';
import { outputLanguages } from '../summary/summary.ts';
import type { Uses } from './bot-parts.ts';
import {
  choices,
  isChoice,
  isPage,
  type Page,
  pageMenu,
  settingsMenu,
  settingsText,
  type Standing,
} from './settings-page.ts';
import type { Turn } from './turn.ts';

type Parts = Uses<'turnOf' | 'readers' | 'digestChat'>;

/** What is to be shown after a press: a page, with what would undo the press. */
type Next = { page: Page | 'home'; undo?: string; country?: string; alert?: string };

/**
 * All settings in one message that changes in place. A press says the state to reach, and what it
 * changed is one press away; whose settings they are is who presses, or in a group the group.
 */
export const createSettings = (collaborators: Parts) => {
  const { turnOf, readers, digestChat } = collaborators;
  const show = async (turn: Turn, { page, ...more }: Next): Promise<void> => {
    const { ctx, who, say, language } = turn;
    const standing: Standing = {
      settings: await readers.settings(who.reader),
      speaks: language,
      subscriber: await digestChat?.subscriptions.of(who.reader),
      isPrivate: ctx.chat?.type === 'private',
    };
    const open = page === 'home' ? undefined : page;
    await turn.put(
      settingsText(open, standing, say),
      open === undefined
        ? settingsMenu(standing, say, more.undo)
        : pageMenu(open, standing, say, more),
    );
  };

  const choose = createChoose(collaborators);
  const order = createOrder(collaborators);
  const settings = async (ctx: Context): Promise<void> => show(await turnOf(ctx), { page: 'home' });
  const buttons = new Composer<Context>();
  buttons.callbackQuery(/^set:([a-z]+)(?::([a-z]+))?$/, async (ctx) => {
    const [, page = '', value] = ctx.match;
    if (isPage(page) && value !== undefined) await choose(await turnOf(ctx), page, value);
    // A choice may be the language that is spoken from now on.
    await show(await turnOf(ctx, 'instead'), { page: isPage(page) ? page : 'home' });
    await ctx.answerCallbackQuery();
  });
  buttons.callbackQuery(/^set:([hczZt]):([\w+/:*-]{2,40})$/, async (ctx) => {
    const [, letter = '', value = ''] = ctx.match;
    const turn = await turnOf(ctx, 'instead');
    const next = await order(turn, letter, value);
    await show(turn, next);
    await ctx.answerCallbackQuery(next.alert ? { text: next.alert, show_alert: true } : {});
  });

  return { settings, buttons };
};

/** The command and the presses that change what holds for a whole chat. */
export const isOfSettings = (ctx: Context): boolean =>
  ctx.hasCommand('settings') || (ctx.callbackQuery?.data ?? '').startsWith('set:');

/** Sets one of a few values; what is none of them changes nothing. */
const createChoose =
  ({ readers, digestChat }: Parts) =>
  async ({ who }: Turn, page: Page, value: string): Promise<void> => {
    const party = who.reader;
    if (page === 'language') {
      const language = outputLanguages.find((known) => known === value);
      if (language) await readers.setLanguage(party, language);
    } else if (page === 'quiet') {
      const quiet = quietNames.find((known) => known === value);
      if (quiet) await digestChat?.subscriptions.setQuiet(who, quiet);
    } else if (isChoice(page)) {
      const known: readonly string[] = choices[page];
      if (!known.includes(value)) return;
      const settings = await readers.settings(party);
      await readers.set(party, settingsSchema.parse({ ...settings, [page]: value }));
    }
  };

/** Does what a menu of digests says: hour, rhythm, zone, topics; tells what would undo it. */
const createOrder =
  ({ digestChat }: Parts) =>
  async ({ who, say }: Turn, letter: string, value: string): Promise<Next> => {
    const subscriptions = digestChat?.subscriptions;
    if (subscriptions === undefined) return { page: 'home' };
    const before = await subscriptions.of(who.reader);
    const [hour = '07:00'] = before?.times ?? [];
    if (letter === 'h' && /^(?:[01]\d|2[0-3])[0-5]\d$/.test(value)) {
      await subscriptions.setRhythm(who, { times: [`${value.slice(0, 2)}:${value.slice(2)}`] });
      return { page: 'time', undo: `h:${hour.replace(':', '')}` };
    }
    if (letter === 'c') {
      const cadence = cadences.find((known) => known === value);
      if (cadence) await subscriptions.setRhythm(who, { cadence });
      return { page: 'time', undo: `c:${before?.cadence ?? 'daily'}` };
    }
    if (letter === 'Z') return { page: 'zone', country: value };
    if (letter === 'z') {
      if (knownZone(value) === undefined) return { page: 'zone' };
      await subscriptions.setZone(who, value);
      const undo = before?.zone ? { undo: `z:${before.zone}` } : {};
      return { page: 'home', ...undo };
    }
    const [, sign = '', id = ''] = /^([+-]):([\w-]{1,24})$/.exec(value) ?? [];
    if (sign === '-') {
      await subscriptions.unfollow(who, id);
      return { page: 'topics', undo: `t:+:${id}` };
    }
    const topic = await subscriptions.topicOf(who.reader, id);
    if (topic === undefined) return { page: 'topics' };
    if ((await subscriptions.follow(who, topic)) === 'too-many') {
      return { page: 'topics', alert: say('subscribe-too-many', { most: mostTopics }) };
    }
    return { page: 'topics', undo: `t:-:${id}` };
  };
