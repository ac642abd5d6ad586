import { z } from 'zod';

import type { Story } from '../digest/story.ts';
import { asFailure } from '../lib/failure.ts';
import type { Log } from '../lib/log.ts';
import { readJson } from '../lib/read-json.ts';
import type { Budget, Model } from '../summary/ask.ts';
import type { Prompt } from '../summary/prompt.ts';
import { createTill } from '../summary/till.ts';
import type { ModelQuota, Stories, Verdicts } from './digest-ports.ts';

/** What a model says of the pairs that it was shown: the numbers of those that are one report. */
export const sameReportSchema = z.strictObject({ same: z.array(z.int()) });

/**
 * Finds out which of these stories are one report that the clusterer left apart, between two stories
 * that it linked: each story's twins, by id. Never rejects: where nobody can tell, stories stay apart.
 */
export type FindTwins = (
  stories: readonly Story[],
  /** What the reader knows already, by id: a twin of it is no news. */
  told: ReadonlySet<string>,
  signal: AbortSignal,
) => Promise<ReadonlyMap<string, readonly string[]>>;

type Parts = {
  stories: Pick<Stories, 'load'>;
  verdicts: Verdicts;
  quota: ModelQuota;
  model: Model;
  prompt: Prompt;
  budget: Budget;
  log: Log;
};

/** So many pairs in one call, and in all calls of a day: about two cents. */
const most = { together: 12, aDay: 400 };
const shownCharacters = 350;

/** Two stories under one name, whichever comes first. */
export const pairOf = (one: string, other: string): string => [one, other].toSorted().join(' ');

/**
 * Lets a model judge linked stories of a shortlist, in batches and capped a day. A verdict counts for
 * all readers; a pair that somebody else is judging stays apart meanwhile.
 */
export const createFindTwins = (parts: Parts): FindTwins => {
  const { stories, verdicts, quota, log } = parts;

  const judge = async (open: readonly string[], signal: AbortSignal): Promise<void> => {
    const granted = await quota.take('same-report', open.length, most.aDay);
    const claimed = await verdicts.claim(open.slice(0, granted));
    for (let at = 0; at < claimed.length; at += most.together) {
      const pairs = claimed.slice(at, at + most.together).map((pair) => pair.split(' '));
      const known = await stories.load([...new Set(pairs.flat())]);
      const byId = new Map(known.map(({ story }) => [story.id, story]));
      const asked = pairs.flatMap(([a = '', b = '']) => {
        const [one, other] = [byId.get(a), byId.get(b)];
        return one && other ? [[one, other] as const] : [];
      });
      if (asked.length > 0) await verdicts.settle(await ask(parts, asked, signal));
    }
  };

  return async (shortlist, told, signal) => {
    const near = new Set([...shortlist.map(({ id }) => id), ...told]);
    const pairs = new Set(
      shortlist.flatMap(({ id, related }) =>
        related.filter((other) => near.has(other)).map((other) => pairOf(id, other)),
      ),
    );
    try {
      const names = [...pairs];
      const known = await verdicts.of(names);
      const open = names.filter((_, at) => known[at] === undefined);
      if (open.length > 0) await judge(open, signal);
      return twinsOf(names, open.length > 0 ? await verdicts.of(names) : known);
    } catch (thrown) {
      signal.throwIfAborted();
      log.warn({ failure: asFailure(thrown).kind, pairs: pairs.size }, 'linked stories stay apart');
      return new Map();
    }
  };
};

const twinsOf = (
  names: readonly string[],
  known: readonly (boolean | undefined)[],
): ReadonlyMap<string, readonly string[]> => {
  const twins = new Map<string, string[]>();
  names.forEach((name, at) => {
    const [one = '', other = ''] = name.split(' ');
    if (known[at] !== true) return;
    twins.set(one, [...(twins.get(one) ?? []), other]);
    twins.set(other, [...(twins.get(other) ?? []), one]);
  });
  return twins;
};

const shown = ({ items: [{ title, lead, outlet, time }] }: Story) => ({
  outlet,
  time: new Date(time).toISOString().slice(0, 16),
  title,
  text: lead.slice(0, shownCharacters),
});

/** One call; an answer that cannot be read leaves all its pairs unjudged. */
const ask = async (
  { model, prompt, budget, log }: Parts,
  pairs: readonly (readonly [Story, Story])[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, boolean>> => {
  const till = createTill(model, budget);
  const input = { pairs: pairs.map(([a, b], at) => ({ id: at + 1, a: shown(a), b: shown(b) })) };
  const reply = await till.ask({ prompt, input }, signal);
  const same = reply.outcome === 'answered' ? sameIn(reply.text) : undefined;
  log.info(
    { outcome: reply.outcome, pairs: pairs.length, same: same?.size, costMicroUsd: till.spent() },
    'compared linked stories',
  );
  if (same === undefined) return new Map();
  return new Map(pairs.map(([a, b], at) => [pairOf(a.id, b.id), same.has(at + 1)]));
};

const sameIn = (answer: string): ReadonlySet<number> | undefined => {
  const read = readJson(sameReportSchema, answer);
  return read && new Set(read.same);
};
