import { Composer, type Context, type InlineKeyboard } from 'grammy';

import { standingTopics, type Topic } from '../digest/topic.ts';
import { knownZone } from '../jobs/places.ts';
import type { Readers } from '../jobs/ports.ts';
import { settingsSchema } from '../jobs/settings.ts';
import { cadences, mostTopics, quietNames } from '../jobs/subscription-ports.ts';
import { outputLanguages } from '../summary/summary.ts';
import { changeText } from './change-message.ts';
import { type LanguageOf, partyOf } from './party.ts';
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
import type { SubscriptionParts } from './subscriptions/changes.ts';
import type { Words } from './words.ts';

type Collaborators = {
  words: Words;
  languageOf: LanguageOf;
  readers: Pick<Readers, 'settings' | 'set' | 'setLanguage'>;
  digestChat?: Pick<SubscriptionParts, 'subscriptions'> | undefined;
};

/** What is to be shown after a press: a page, with what would undo the press. */
type Next = { page: Page | 'home'; undo?: string; country?: string; alert?: string };

/**
 * All settings in one message that changes in place. A press says the state to reach, and what it
 * changed is one press away; whose settings they are is who presses, or in a group the group.
 */
export const createSettings = (collaborators: Collaborators) => {
  const { words, languageOf, readers, digestChat } = collaborators;
  const standingOf = async (ctx: Context): Promise<Standing> => ({
    settings: await readers.settings(partyOf(ctx)),
    speaks: await languageOf(ctx),
    subscriber: await digestChat?.subscriptions.of(partyOf(ctx)),
    isPrivate: ctx.chat?.type === 'private',
  });

  const show = async (
    ctx: Context,
    { page, undo, country }: Next,
    put: (html: string, keyboard: InlineKeyboard) => Promise<unknown>,
  ): Promise<void> => {
    const standing = await standingOf(ctx);
    const say = words[standing.speaks];
    const open = page === 'home' ? undefined : page;
    const more = { ...(undo && { undo }), ...(country && { country }) };
    await put(
      settingsText(open, standing, say),
      open === undefined ? settingsMenu(standing, say, undo) : pageMenu(open, standing, say, more),
    );
  };

  const choose = createChoose(collaborators);
  const order = createOrder(collaborators);
  const settings = (ctx: Context): Promise<void> =>
    show(ctx, { page: 'home' }, (html, keyboard) =>
      ctx.reply(html, { parse_mode: 'HTML', reply_markup: keyboard }),
    );
  const buttons = new Composer<Context>();
  buttons.callbackQuery(/^set:([a-z]+)(?::([a-z]+))?$/, async (ctx) => {
    const [, page = '', value] = ctx.match;
    if (isPage(page) && value !== undefined) await choose(ctx, page, value);
    const next = isPage(page) ? page : 'home';
    await show(ctx, { page: next }, (html, keyboard) => changeText(ctx, html, keyboard));
    await ctx.answerCallbackQuery();
  });
  buttons.callbackQuery(/^set:([hczZt]):([\w+/:*-]{2,40})$/, async (ctx) => {
    const [, letter = '', value = ''] = ctx.match;
    const next = await order(ctx, letter, value);
    await show(ctx, next, (html, keyboard) => changeText(ctx, html, keyboard));
    await ctx.answerCallbackQuery(next.alert ? { text: next.alert, show_alert: true } : {});
  });

  return { settings, buttons };
};

/** The command and the presses that change what holds for a whole chat. */
export const isOfSettings = (ctx: Context): boolean =>
  ctx.hasCommand('settings') || (ctx.callbackQuery?.data ?? '').startsWith('set:');

/** Sets one of a few values; what is none of them changes nothing. */
const createChoose =
  ({ readers, digestChat }: Collaborators) =>
  async (ctx: Context, page: Page, value: string): Promise<void> => {
    const party = partyOf(ctx);
    if (page === 'language') {
      const language = outputLanguages.find((known) => known === value);
      if (language) await readers.setLanguage(party, language);
    } else if (page === 'quiet') {
      const quiet = quietNames.find((known) => known === value);
      const who = { reader: party, chat: ctx.chat?.id ?? party };
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
  ({ words, languageOf, digestChat }: Collaborators) =>
  async (ctx: Context, letter: string, value: string): Promise<Next> => {
    const subscriptions = digestChat?.subscriptions;
    if (subscriptions === undefined) return { page: 'home' };
    const party = partyOf(ctx);
    const who = { reader: party, chat: ctx.chat?.id ?? party };
    const before = await subscriptions.of(party);
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
    const standing = standingTopics.find((topic) => topic === id);
    const topic: Topic | undefined = standing
      ? { kind: 'standing', id: standing }
      : await subscriptions.topicOf(party, id);
    if (topic === undefined) return { page: 'topics' };
    if ((await subscriptions.follow(who, topic)) === 'too-many') {
      const say = words[await languageOf(ctx)];
      return { page: 'topics', alert: say('subscribe-too-many', { most: mostTopics }) };
    }
    return { page: 'topics', undo: `t:-:${id}` };
  };
