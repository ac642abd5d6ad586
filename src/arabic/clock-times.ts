import { numbered } from './lists.ts';
import { fold } from './normalise.ts';

const hours = numbered('hours');
const fractions = numbered('hourFractions');

type Part = 'morning' | 'noon' | 'evening' | 'night';
const parts = new Map<string, Part>(
  Object.entries({
    morning: 'صباحا الصباح صباح ص فجرا الفجر am a.m.',
    noon: 'ظهرا الظهر ظهر',
    evening: 'مساء المساء م عصرا العصر pm p.m.',
    night: 'ليلا الليل',
  } satisfies Record<Part, string>).flatMap(([part, names]): [string, Part][] =>
    fold(names)
      .split(' ')
      // The object's keys are the parts.
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion
      .map((name) => [name, part as Part]),
  ),
);

const digits = /^(?<hour>\d{1,2})(?: ?[:.] ?(?<minute>\d{2}))?(?![\d:.])/;

/**
 * The clock times that a whole text names, as `HH:MM`, in its order: «٧:٣٠ مساء», `7.30 pm`,
 * «السابعة والنصف صباحا», `07:00 و 19:00`. Undefined where anything in it is no time.
 */
export const parseClockTimes = (text: string): string[] | undefined => {
  if (text.length > 80) return undefined;
  const pieces = fold(text)
    .trim()
    .replace(/^(?:الساعه|في الساعه|at) /, '')
    .split(/ ?[،,;] ?| (?:and|و) | و(?=\d)| (?=\d{1,2}[:.]\d)/)
    .filter((piece) => piece !== '');
  const times = pieces.map(parseOne);
  return times.length > 0 && times.every((time) => time !== undefined) ? times : undefined;
};

const parseOne = (piece: string): string | undefined => {
  const { hour, minute, rest } = inDigits(piece) ??
    inWords(piece) ?? { hour: -1, minute: 0, rest: '' };
  if (hour < 0) return undefined;
  const words = rest.split(/\s+/).filter(Boolean);
  const fraction = fractions.get(words[0] ?? '');
  if (fraction !== undefined && minute === 0) words.shift();
  const [name, ...more] = words;
  const part = name === undefined ? undefined : parts.get(name);
  if (more.length > 0 || (name !== undefined && part === undefined)) return undefined;
  const clock = onClock(hour, part);
  const minutes = minute === 0 ? (fraction ?? 0) : minute;
  if (clock === undefined || minutes > 59) return undefined;
  return `${String(clock).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
};

type Read = { hour: number; minute: number; rest: string };

const inDigits = (piece: string): Read | undefined => {
  const found = digits.exec(piece);
  if (!found?.groups) return undefined;
  const { hour, minute } = found.groups;
  return {
    hour: Number(hour),
    minute: Number(minute ?? 0),
    rest: piece.slice(found[0].length),
  };
};

/** «الحادية عشرة» before «الحادية»: two words first. */
const inWords = (piece: string): Read | undefined => {
  const words = piece.split(' ');
  for (const count of [2, 1]) {
    const hour = hours.get(words.slice(0, count).join(' '));
    if (hour !== undefined) return { hour, minute: 0, rest: words.slice(count).join(' ') };
  }
  return undefined;
};

/** The hour of a day of 24; an hour above 12 says enough without a part of the day. */
const onClock = (hour: number, part: Part | undefined): number | undefined => {
  if (hour > 24) return undefined;
  if (hour > 12) return part === undefined || part === 'evening' ? hour % 24 : undefined;
  return part === undefined ? hour : within[part](hour);
};

/** What an hour up to twelve is in each part of the day. */
const within: Record<Part, (hour: number) => number> = {
  morning: (hour) => hour % 12,
  noon: (hour) => (hour >= 11 ? hour : hour + 12),
  evening: (hour) => (hour % 12) + 12,
  night: (hour) => (hour <= 4 ? hour : (hour + 12) % 24),
};
