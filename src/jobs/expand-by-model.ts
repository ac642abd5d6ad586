import { z } from 'zod';

import { words } from '../arabic/words.ts';
import { expandTopic } from '../digest/route/expand-topic.ts';
import { itemWords } from '../digest/route/item-words.ts';
import { matchTopic } from '../digest/route/match-topic.ts';
import { type Term, type TopicQuery, topicQuerySchema } from '../digest/topic.ts';
import { asFailure } from '../lib/failure.ts';
import type { Log } from '../lib/log.ts';
import { readJson } from '../lib/read-json.ts';
import type { Budget, Model } from '../summary/ask.ts';
import type { Prompt } from '../summary/prompt.ts';
import { createTill } from '../summary/till.ts';
import type { ModelQuota } from './digest-ports.ts';
import type { ExpandTopic } from './subscribe.ts';

/** A topic as a model writes it: each term one string. */
export const expansionSchema = z.strictObject({
  must: z.array(z.array(z.string())),
  any: z.array(z.string()),
  not: z.array(z.string()),
  places: z.array(z.string()),
  people: z.array(z.string()),
});

type Parts = {
  model: Model;
  prompt: Prompt;
  budget: Budget;
  quota: ModelQuota;
  log: Log;
};

/** A reader waits for this; and so many new topics a day are about eight cents. */
const withinMs = 8_000;
const mostADay = 300;
const most = { groups: 8, inGroup: 24, terms: 40, words: 6, letters: 40 };

/**
 * Lets a model say by which words, places and people a reader's topic is known in the news. Our own
 * morphology stands in where it may not, cannot or does not answer in time, and where what it says
 * would not even find the reader's own words. «Narrower» is always the words as they stand.
 */
export const createExpandByModel =
  ({ model, prompt, budget, quota, log }: Parts): ExpandTopic =>
  async (text, breadth) => {
    const own = expandTopic(text, breadth);
    if (breadth === 'narrow') return own;
    const till = createTill(model, budget);
    let outcome = 'capped';
    try {
      if ((await quota.take('expand-topic', 1, mostADay)) === 0) return own;
      const signal = AbortSignal.timeout(withinMs);
      const reply = await till.ask({ prompt, input: { topic: text, breadth } }, signal);
      outcome = reply.outcome;
      if (reply.outcome !== 'answered') return own;
      const query = readExpansion(reply.text);
      if (query !== undefined && finds(query, text)) return query;
      outcome = 'unusable';
      return own;
    } catch (thrown) {
      outcome = asFailure(thrown).kind;
      return own;
    } finally {
      log.info({ outcome, costMicroUsd: till.spent() }, 'expanded a topic');
    }
  };

/** Whether an item that says what the reader said belongs to the topic. */
const finds = (query: TopicQuery, text: string): boolean =>
  query.must.length + query.places.length + query.people.length > 0 &&
  matchTopic(query, itemWords({ title: text, lead: '' })) > 0;

/** A model's answer as a question to items, cut to what may be stored; `undefined` if it is none. */
export const readExpansion = (answer: string): TopicQuery | undefined => {
  const read = readJson(expansionSchema, answer);
  if (read === undefined) return undefined;
  const groups = read.must.map((group) => termsOf(group, most.inGroup));
  return topicQuerySchema.safeParse({
    must: groups.filter((group) => group.length > 0).slice(0, most.groups),
    any: termsOf(read.any, most.terms),
    not: termsOf(read.not, most.terms),
    places: termsOf(read.places, most.terms),
    people: termsOf(read.people, most.terms),
  }).data;
};

const termsOf = (texts: readonly string[], atMost: number): Term[] =>
  texts
    .map((text) => words(text.slice(0, 200)).map(({ raw }) => raw))
    .filter(
      (term) =>
        term.length > 0 &&
        term.length <= most.words &&
        term.every((word) => word.length <= most.letters),
    )
    .slice(0, atMost);
