import { fold } from '../../arabic/normalise.ts';
import { type StandingTopic, standingTopics } from '../../digest/topic.ts';
import { outputLanguages } from '../../summary/summary.ts';
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

/** What a reader orders, and what they wrote after it. */
export type Order = { command: SubscriptionCommand; argument: string };

/** A longer message is no command with its argument any more. */
const longestOrder = 80;

const spelled = (text: string): string => fold(text).replaceAll(/\s+/g, ' ').trim();

const namesIn = (words: Words, id: string): string[] =>
  outputLanguages.flatMap((language) =>
    words[language](id)
      .split(/[،,]/)
      .map(spelled)
      .filter((name) => name !== ''),
  );

/**
 * Reads orders written as plain words of either language: the whole message is the command's word,
 * or begins with it. The longest word wins, so that «وقت الموجز» is not «وقت».
 */
export const createReadOrder = (words: Words) => {
  const named = subscriptionCommands
    .flatMap((command) =>
      namesIn(words, `words-${command}`).map((name) => ({ command, name, parts: name.split(' ') })),
    )
    .sort((one, other) => other.name.length - one.name.length);
  return (text: string): Order | undefined => {
    if (text.length > longestOrder || text.includes('\n')) return undefined;
    const wanted = spelled(text);
    const found = named.find(({ name }) => wanted === name || wanted.startsWith(`${name} `));
    if (found === undefined) return undefined;
    // The argument as written: folding would take its spelling away.
    const argument = text.trim().split(/\s+/).slice(found.parts.length).join(' ');
    return { command: found.command, argument };
  };
};

/** Finds the standing topic that words name, in either language. */
export const createReadTopic = (words: Words) => {
  const named = new Map(
    standingTopics.flatMap((topic) =>
      namesIn(words, `words-topic-${topic}`).map((name): [string, StandingTopic] => [name, topic]),
    ),
  );
  return (text: string): StandingTopic | undefined => named.get(spelled(text));
};
