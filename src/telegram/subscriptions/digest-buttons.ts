import { Composer, type Context, InlineKeyboard } from 'grammy';

import type { AskDigest } from '../../jobs/ask-digest.ts';
import { label } from '../html.ts';
import { changeButtons, type Turn, type TurnOf } from '../turn.ts';
import type { Say } from '../words.ts';
import { topicName } from './menus.ts';

/*
 * The data of a button is `d:act:first-last.next-left:id`, so that each can draw the others without
 * a lookup: the places of the first and last story in the message, and what is behind «more».
 *
 * | act | what it does |
 * | --- | --- |
 * | p | send the next page |
 * | ?m, ?l, ?s | ask which story to mute, to have less of, to report |
 * | m3, l3 | mute story 3, have less of its topic |
 * | M3, L3 | undo that |
 * | s3, s3.1 | ask which outlet of story 3 is doubted; report its second outlet |
 * | b | back to the digest's own buttons |
 */

/** The places of a digest's stories in its snapshot, and what follows them. */
type Shown = { id: string; places: readonly number[]; next: number; left: number };

const dataOf = (act: string, { id, places, next, left }: Shown): string =>
  `d:${act}:${places[0] ?? 0}-${places.at(-1) ?? 0}.${left > 0 ? next : 0}-${left}:${id}`;

/** Under a digest: more, mute, less, wrong source. */
export const digestMenu = (shown: Shown, say: Say): InlineKeyboard => {
  const keyboard = new InlineKeyboard();
  if (shown.left > 0) {
    keyboard.text(label(say('more-button', { left: shown.left })), dataOf('p', shown)).row();
  }
  return keyboard
    .text(label(say('mute-button')), dataOf('?m', shown))
    .text(label(say('less-button')), dataOf('?l', shown))
    .text(label(say('wrong-button')), dataOf('?s', shown));
};

const asking = { m: 'mute-which', l: 'less-which', s: 'wrong-which' } as const;
type Wish = keyof typeof asking;
const isWish = (letter: string): letter is Wish => letter in asking;

const mostNumbers = 20;

/** One button for each story, by its number in the message. */
const numbersMenu = (wish: Wish, shown: Shown, say: Say): InlineKeyboard => {
  const [first = 0, last = 0] = [shown.places[0], shown.places.at(-1)];
  const keyboard = new InlineKeyboard();
  for (let place = first; place <= Math.min(last, first + mostNumbers); place += 1) {
    keyboard.text(String(place + 1), dataOf(`${wish}${place}`, shown));
  }
  return keyboard.row().text(label(say('back-button')), dataOf('b', shown));
};

const mostOutlets = 8;

const outletsMenu = (
  place: number,
  outlets: readonly string[],
  { shown, say }: { shown: Shown; say: Say },
): InlineKeyboard => {
  const keyboard = new InlineKeyboard();
  for (const [at, outlet] of outlets.slice(0, mostOutlets).entries()) {
    keyboard.text(outlet.slice(0, 40), dataOf(`s${place}.${at}`, shown)).row();
  }
  return keyboard.text(label(say('back-button')), dataOf('b', shown));
};

type Press = { turn: Turn; act: string; place: number; at: string; shown: Shown };

/** What a press comes to: the buttons that the message then has, and a word to the reader. */
type Effect = { keyboard?: InlineKeyboard; said?: string; isAlert?: boolean };

const pattern =
  /^d:(p|b|\?[mls]|[mlML]\d{1,3}|s\d{1,3}(?:\.\d)?):(\d{1,3})-(\d{1,3})\.(\d{1,3})-(\d{1,3}):([\w.-]{3,48})$/;

type Collaborators = { askDigest: AskDigest; turnOf: TurnOf };

/** What readers press under a digest. A digest of somebody else's is none of theirs. */
export const createDigestButtons = ({ askDigest, turnOf }: Collaborators): Composer<Context> => {
  const effectOf = createEffects(askDigest);
  const composer = new Composer<Context>();
  composer.callbackQuery(pattern, async (ctx) => {
    const turn = await turnOf(ctx, 'anew');
    const [, whole = '', first, last, next, left, id = ''] = ctx.match;
    const places = [Number(first), Number(last)];
    const shown = { id, places, next: Number(next), left: Number(left) };
    const [, act = '', place = '', at = ''] = /^(\??[a-z])(\d*)\.?(\d*)$/i.exec(whole) ?? [];
    const isTheirs = id.startsWith(`${turn.who.reader}.`);
    const effect = isTheirs
      ? await effectOf({ turn, act, place: Number(place), at, shown })
      : undefined;
    if (effect?.keyboard) await changeButtons(ctx, withQuiet(effect.keyboard, ctx));
    const { said = '', isAlert = false } = effect ?? { said: turn.say('not-yours') };
    await ctx.answerCallbackQuery({ text: said, show_alert: isAlert });
  });
  return composer;
};

/** Undefined where the digest or its story is not known any more. */
const createEffects = (askDigest: AskDigest) => {
  const undoable = async ({ turn, act, place, shown }: Press): Promise<Effect | undefined> => {
    const { who, say } = turn;
    const wish = act.toLowerCase();
    const isWished = act === wish;
    const isMute = wish === 'm';
    const isMuted = isMute && (await askDigest.mute(who.reader, shown.id, place, isWished));
    const topic = isMute ? undefined : await askDigest.less(who, shown.id, place, isWished);
    if (!isMuted && topic === undefined) return undefined;
    if (!isWished) return { keyboard: digestMenu(shown, say), said: say('undone') };
    const keyboard = new InlineKeyboard()
      .text(
        label(say(`${wish}-undo`, { number: place + 1 })),
        dataOf(`${act.toUpperCase()}${place}`, shown),
      )
      .text(label(say('back-button')), dataOf('b', shown));
    return {
      keyboard,
      said: topic ? say('less-noted', { topic: topicName(topic, say) }) : say('muted'),
    };
  };

  const doubt = async ({ turn, place, at, shown }: Press): Promise<Effect | undefined> => {
    const { who, say } = turn;
    const outlets = await askDigest.outletsOf(who.reader, shown.id, place);
    if (at === '' && outlets.length > 1) {
      return { keyboard: outletsMenu(place, outlets, { shown, say }), said: say('wrong-outlet') };
    }
    const outlet = outlets[Number(at)];
    if (outlet === undefined) return undefined;
    await askDigest.doubt(who.reader, shown.id, place, outlet);
    return {
      keyboard: digestMenu(shown, say),
      said: say('wrong-noted', { outlet }),
      isAlert: true,
    };
  };

  return async (press: Press): Promise<Effect | undefined> => {
    const { turn, act, shown } = press;
    const { who, say } = turn;
    const [, letter = ''] = /^\?(.)$/.exec(act) ?? [];
    if (isWish(letter))
      return { keyboard: numbersMenu(letter, shown, say), said: say(asking[letter]) };
    if (act === 'b') return { keyboard: digestMenu(shown, say) };
    if (act === 's') return doubt(press);
    if (act !== 'p') return undoable(press);
    const order = await askDigest.page(who.reader, shown.id, shown.next);
    return order && { said: say(`digest-${order}`) };
  };
};

/** The given buttons, and those about quiet topics that the message has. */
const withQuiet = (keyboard: InlineKeyboard, { msg }: Context): InlineKeyboard => {
  const rows = msg?.reply_markup?.inline_keyboard ?? [];
  const quiet = rows.filter((row) =>
    row.some((button) => 'callback_data' in button && button.callback_data.startsWith('=')),
  );
  return InlineKeyboard.from([...keyboard.inline_keyboard, ...quiet]);
};
