import type { Term, TopicQuery } from '../../digest/topic.ts';
import type { Upcoming } from '../../jobs/ask-digest.ts';
import type { Quiet } from '../../jobs/deliver-digest.ts';
import { cityName } from '../../jobs/places.ts';
import type { Preview } from '../../jobs/subscribe.ts';
import type { Subscriber } from '../../jobs/subscription-ports.ts';
import type { OutputLanguage } from '../../summary/summary.ts';
import type { Say } from '../words.ts';
import { topicName } from './menus.ts';

const local = (language: OutputLanguage, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(`${language}-u-ca-gregory-nu-latn`, options);

/** The clock time in a zone, as in `07:30`. */
export const clockTime = (at: number, timeZone: string): string =>
  local('en', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at);

/** The clock time, with its weekday where that is not today. */
export const dayAndTime = (
  at: number,
  { zone, language, today }: { zone: string; language: OutputLanguage; today: number },
): string => {
  const day = (time: number): string => longDate(time, zone, language);
  const weekday = local(language, { timeZone: zone, weekday: 'long' }).format(at);
  return `${day(at) === day(today) ? '' : `${weekday} `}${clockTime(at, zone)}`;
};

export const longDate = (at: number, timeZone: string, language: OutputLanguage): string =>
  local(language, { timeZone, weekday: 'long', day: 'numeric', month: 'long' }).format(at);

/** When digests come, or why none does; `next` is when the next one does, where that is known. */
export const scheduleText = (
  subscriber: Subscriber,
  { say, language, now, next }: { say: Say; language: OutputLanguage; now: number; next: Upcoming },
): string => {
  const { topics, zone, cadence, times, pausedUntil } = subscriber;
  const whenOf = (at: number) => ({
    date: longDate(at, zone, language),
    time: clockTime(at, zone),
  });
  if (topics.length === 0) return say('topics-none');
  if (zone === '') return say('schedule-no-zone');
  if (pausedUntil > now) return say('schedule-paused', whenOf(next?.at ?? pausedUntil));
  const [first = '', second = ''] = times;
  const city = cityName(zone, language);
  const day = next ? local(language, { timeZone: zone, weekday: 'long' }).format(next.at) : '';
  const usual = say(`schedule-${cadence}`, { first, second, city, day });
  if (!next?.isLater) return usual;
  return `${usual}\n${say('schedule-later', whenOf(next.at))}`;
};

/** The reader's topics and the schedule. */
export const topicsText = ({ topics, less }: Subscriber, schedule: string, say: Say): string => {
  const lines = topics.map((topic) => {
    const name = topicName(topic, say);
    return `• ${(less[topic.id] ?? 0) > 0 ? say('topics-less', { topic: name }) : name}`;
  });
  return [say('topics-title'), ...lines, '', schedule].join('\n');
};

/** Topics of which nothing came for a week, and why where the reason is known. */
export const quietText = (quiet: readonly Quiet[], say: Say): string =>
  [false, true]
    .map((isCutOff) => {
      const found = quiet.filter((each) => each.isCutOff === isCutOff);
      const topics = found.map(({ topic }) => say('quotation', { text: topicName(topic, say) }));
      const id = isCutOff ? 'digest-cut-off' : 'digest-silence';
      return found.length === 0 ? '' : say(id, { topics: topics.join('، ') });
    })
    .filter(Boolean)
    .join('\n');

const mostTerms = 12;

const termsText = (terms: readonly Term[], say: Say): string => {
  const named = [...new Set(terms.map((term) => term.join(' ')))].slice(0, mostTerms);
  return named.reduce((one, other) => say('preview-or', { one, other }));
};

const queryLines = ({ must, any, not, places, people }: TopicQuery, say: Say): string[] => [
  ...[...must, places, people]
    .filter((terms) => terms.length > 0)
    .map((terms) => say('preview-must', { terms: termsText(terms, say) })),
  ...(any.length > 0 ? [say('preview-any', { terms: termsText(any, say) })] : []),
  ...(not.length > 0 ? [say('preview-not', { terms: termsText(not, say) })] : []),
];

/** A proposed topic: its latest news, what it stands for, and the question whether it is right. */
export const previewText = ({ topic, breadth, headlines }: Preview, say: Say): string => {
  const name = topicName(topic, say);
  const news =
    headlines.length === 0
      ? [say('preview-empty', { topic: name })]
      : [
          say('preview-title', { topic: name }),
          ...headlines.map(({ title, outlet }) => `• ${say('preview-line', { title, outlet })}`),
        ];
  const lines = topic.kind === 'free' ? queryLines(topic.query, say) : [];
  return [...news, '', ...lines, say(`preview-breadth-${breadth}`)].join('\n');
};
