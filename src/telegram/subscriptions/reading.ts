import { parseClockTimes } from '../../arabic/clock-times.ts';
import { parseDaySpan } from '../../arabic/day-spans.ts';
import { findPlaces } from '../../jobs/places.ts';
import type { Cadence } from '../../jobs/subscription-ports.ts';
import { createReadOrder as createReadPlain, namesIn, spelled } from '../plain-words.ts';
import type { Words } from '../words.ts';

/** Commands of subscriptions, in the order of Telegram's menu. */
export const subscriptionCommands = [
  'subscribe',
  'topics',
  'digest',
  'time',
  'timezone',
  'pause',
  'resume',
  'unsubscribe',
] as const;
export type SubscriptionCommand = (typeof subscriptionCommands)[number];

/** How often and when, as far as a reader said so. */
export type Rhythm = { cadence?: Cadence; times?: string[] };

const lengthOf = (text: string): number => text.split(/\s+/).filter(Boolean).length;

/**
 * Reads orders written as plain words. Many of these words begin sentences of the news as well
 * («توقف إطلاق النار», «تابع الوزير»): an order is only what goes on like one.
 */
export const createReadOrder = (words: Words) => {
  const readPlain = createReadPlain(words, subscriptionCommands);
  const readRhythm = createReadRhythm(words);
  const divide = createDivideWish(words);
  const everyday = namesIn(words, 'words-everyday');
  const goesOn: Record<SubscriptionCommand, (argument: string) => boolean> = {
    // «سياسة ورياضة وعلوم» counts as one.
    subscribe: (argument) => lengthOf(divide(argument).wish.replaceAll(/ (?=و)/g, '')) <= 5,
    unsubscribe: (argument) => lengthOf(argument) <= 6,
    digest: (argument) => lengthOf(argument) <= 4,
    topics: (argument) => argument === '',
    resume: (argument) => argument === '',
    pause: (argument) => argument === '' || parseDaySpan(argument) !== undefined,
    time: (argument) => lengthOf(argument) <= 2 || readRhythm(argument) !== undefined,
    timezone: (argument) => lengthOf(argument) <= 2 || findPlaces(argument).length > 0,
  };
  return (text: string) => {
    const order = readPlain(text);
    if (order === undefined || !goesOn[order.command](order.argument)) return undefined;
    const isEveryday = everyday.some((word) => spelled(text).startsWith(`${word} `));
    const isShort = lengthOf(divide(order.argument).wish) <= 2;
    return isEveryday && !isShort && readRhythm(order.argument) === undefined ? undefined : order;
  };
};

const rhythms = ['daily', 'twice', 'weekly', 'morning', 'evening'] as const;

/** Reads «كل صباح», «كل يوم الساعة ٧:٣٠ مساء», «أسبوعيا»; undefined where a word is anything else. */
export const createReadRhythm = (words: Words) => {
  const named = rhythms
    .flatMap((rhythm) => namesIn(words, `words-${rhythm}`).map((name) => ({ rhythm, name })))
    .sort((one, other) => other.name.length - one.name.length);
  const fillers = namesIn(words, 'words-fillers').map((name) => ({ rhythm: undefined, name }));

  return (text: string): Rhythm | undefined => {
    const said = new Set<(typeof rhythms)[number]>();
    let rest = spelled(text);
    let times: string[] | undefined;
    while (rest !== '') {
      times = parseClockTimes(rest);
      if (times !== undefined) break;
      const begins = ({ name }: { name: string }): boolean => `${rest} `.startsWith(`${name} `);
      const found = [...named, ...fillers].find(begins);
      if (found === undefined) return undefined;
      if (found.rhythm) said.add(found.rhythm);
      rest = rest.slice(found.name.length).trim();
    }
    if (said.size === 0 && times === undefined) return undefined;
    return rhythmOf(said, times);
  };
};

const rhythmOf = (said: ReadonlySet<string>, times: string[] | undefined): Rhythm | undefined => {
  if (times !== undefined && times.length > 2) return undefined;
  const parts = [
    ...(said.has('morning') ? ['07:00'] : []),
    ...(said.has('evening') ? ['19:00'] : []),
  ];
  // «كل مساء الساعة ٧» is seven in the evening.
  const isEvening = said.has('evening') && !said.has('morning');
  const late = (time: string): string =>
    isEvening && time < '12:00' ? `${Number(time.slice(0, 2)) + 12}${time.slice(2)}` : time;
  const hours = times?.map(late) ?? parts;
  const cadence = said.has('weekly')
    ? 'weekly'
    : said.has('twice') || hours.length === 2
      ? 'twice'
      : 'daily';
  const isSaid = said.size > 0 || hours.length === 2;
  return { ...(isSaid && { cadence }), ...(hours.length > 0 && { times: hours }) };
};

/** No rhythm is said in more words: of a long text only the end is tried, or each word costs them all. */
const mostRhythmWords = 12;

/** Divides «سوريا كل صباح» into the wish and its rhythm. A bare number belongs to the wish. */
export const createDivideWish = (words: Words) => {
  const readRhythm = createReadRhythm(words);
  return (text: string): { wish: string; rhythm: Rhythm | undefined } => {
    const said = text.split(/\s+/).filter(Boolean);
    for (let at = Math.max(1, said.length - mostRhythmWords); at < said.length; at += 1) {
      const tail = said.slice(at).join(' ');
      const rhythm = /^[\d٠-٩]+$/.test(tail) ? undefined : readRhythm(tail);
      if (rhythm !== undefined) return { wish: said.slice(0, at).join(' '), rhythm };
    }
    return { wish: said.join(' '), rhythm: undefined };
  };
};
