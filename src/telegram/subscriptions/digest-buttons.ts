import { Composer, type Context, InlineKeyboard } from 'grammy';

import type { AskDigest } from '../../jobs/ask-digest.ts';
import type { Say } from '../words.ts';
import type { TurnOf } from './commands.ts';

/*
 * | data | what it does |
 * | --- | --- |
 * | d:p:7:id | send the page of the digest that begins at story 7 |
 * | d:?m:id, d:?l:id, d:?s:id | ask which story to mute, to have less of, to report |
 * | d:m:3:id, d:l:3:id, d:s:3:id | mute story 3, have less of its topic, report its source |
 * | d:?b:id | back to the digest's own buttons |
 */

/** The buttons of a digest, from the places of its stories in the snapshot. */
type Shown = { id: string; places: readonly number[]; next: number; left: number };

/** Under a digest: more, mute, less, wrong source. */
export const digestMenu = ({ id, places, next, left }: Shown, say: Say): InlineKeyboard => {
  const keyboard = new InlineKeyboard();
  // What the other buttons ask about is kept in their data, so that they need no lookup.
  const about = `${places[0] ?? 0}-${places.at(-1) ?? 0}:${left > 0 ? next : 0}-${left}`;
  if (left > 0) keyboard.text(plain(say('more-button', { left })), `d:p:${next}:${id}`).row();
  return keyboard
    .text(plain(say('mute-button')), `d:?m:${about}:${id}`)
    .text(plain(say('less-button')), `d:?l:${about}:${id}`)
    .text(plain(say('wrong-button')), `d:?s:${about}:${id}`);
};

const plain = (text: string): string => text.replaceAll(/[\u2068\u2069]/g, '');

const asking = { m: 'mute-which', l: 'less-which', s: 'wrong-which' } as const;
const noting = { m: 'muted', l: 'less-noted', s: 'wrong-noted' } as const;
type Wish = keyof typeof asking;
const isWish = (letter: string): letter is Wish => letter in asking;

/** One button for each story, by its number in the message. */
const numbersMenu = (wish: Wish, about: string, id: string, say: Say): InlineKeyboard => {
  const [range = '', rest = ''] = about.split(':');
  const [first = 0, last = 0] = range.split('-').map(Number);
  const keyboard = new InlineKeyboard();
  for (let place = first; place <= Math.min(last, first + 20); place += 1) {
    keyboard.text(String(place + 1), `d:${wish}:${place}:${id}`);
  }
  return keyboard.row().text(plain(say('back-button')), `d:?b:${range}:${rest}:${id}`);
};

type Collaborators = { askDigest: AskDigest; turnOf: TurnOf };

/** What readers press under a digest. A digest of somebody else's is none of theirs. */
export const createDigestButtons = ({ askDigest, turnOf }: Collaborators): Composer<Context> => {
  const composer = new Composer<Context>();

  composer.callbackQuery(/^d:p:(\d{1,3}):([\w.-]{3,48})$/, async (ctx) => {
    const turn = await turnOf(ctx, 'anew');
    if (turn === undefined) return;
    const [, from = '', id = ''] = ctx.match;
    const ordered = await askDigest.page(turn.who.reader, id, Number(from));
    await ctx.answerCallbackQuery(turn.say(ordered ? 'digest-ordered' : 'not-yours'));
  });

  composer.callbackQuery(
    /^d:\?([mlsb]):(\d{1,3}-\d{1,3}:\d{1,3}-\d{1,3}):([\w.-]{3,48})$/,
    async (ctx) => {
      const turn = await turnOf(ctx, 'anew');
      const [, letter = '', about = '', id = ''] = ctx.match;
      if (turn === undefined || !id.startsWith(`${turn.who.reader}.`)) {
        await ctx.answerCallbackQuery(turn?.say('not-yours') ?? '');
        return;
      }
      const { say } = turn;
      if (isWish(letter)) {
        await changeButtons(ctx, numbersMenu(letter, about, id, say));
        await ctx.answerCallbackQuery(say(asking[letter]));
        return;
      }
      const [first = 0, last = 0, next = 0, left = 0] = about.split(/[-:]/).map(Number);
      const places = [first, last];
      await changeButtons(ctx, digestMenu({ id, places, next, left }, say));
      await ctx.answerCallbackQuery();
    },
  );

  composer.callbackQuery(/^d:([mls]):(\d{1,3}):([\w.-]{3,48})$/, async (ctx) => {
    const turn = await turnOf(ctx, 'anew');
    const [, letter = '', place = '', id = ''] = ctx.match;
    if (turn === undefined || !isWish(letter)) return;
    const { who, say } = turn;
    const act = {
      m: () => askDigest.mute(who.reader, id, Number(place)),
      l: () => askDigest.less(who, id, Number(place)),
      s: () => askDigest.wrongSource(who.reader, id, Number(place)),
    }[letter];
    const text = say((await act()) ? noting[letter] : 'not-yours');
    await ctx.answerCallbackQuery({ text, show_alert: letter !== 'l' });
  });
  return composer;
};

const changeButtons = async (ctx: Context, keyboard: InlineKeyboard): Promise<void> => {
  try {
    await ctx.editMessageReplyMarkup({ reply_markup: keyboard });
  } catch (thrown) {
    if (!/message is not modified|message to edit not found/.test(String(thrown))) throw thrown;
  }
};
