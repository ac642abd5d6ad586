import { fold } from '../../arabic/normalise.ts';
import { words } from '../../arabic/words.ts';
import { type StandingTopic, standingTopics } from '../topic.ts';
import { findTerm, type ItemWords, prominence, wantedForm } from './item-words.ts';
import standingWords from './standing-words.json' with { type: 'json' };

type Cue = { topic: StandingTopic; forms: readonly string[]; weight: number };

const weights = { sure: 2, likely: 0.45 };
/** Heads of state and courts stand in news of every field: their words count for less. */
const politicsWeight = 0.7;
/** What an item's section says is worth as much as so many sure words in its title. */
const sectionWeight = 8;
/** So much evidence is half of certainty. */
const halfCertain = 3;
/** The first topic needs this much evidence, a further one this much and a share of the first one's. */
const leastEvidence = { first: 0.4, further: 1.2, share: 0.6 };

const cuesOf = (topic: StandingTopic, lines: readonly string[], weight: number): Cue[] =>
  lines
    .flatMap((line) => line.split(' '))
    .map((phrase) => {
      const parts = words(fold(phrase.replaceAll('+', ' ')));
      return {
        topic,
        forms: parts.map(({ folded }) => wantedForm(folded, false)),
        weight: weight * (parts.length > 1 ? 1.3 : 1) * (topic === 'politics' ? politicsWeight : 1),
      };
    });

/**
 * The words and phrases (joined by «+») of standing-words.json, by hand: `sure` ones hardly occur in
 * other fields, `likely` ones need company. By their first form; a form twice in one topic counts by
 * its heavier weight.
 */
const cues = ((): ReadonlyMap<string, readonly Cue[]> => {
  const unique = new Map<string, Cue>();
  for (const topic of standingTopics) {
    const { sure, likely } = standingWords[topic];
    for (const cue of [
      ...cuesOf(topic, likely, weights.likely),
      ...cuesOf(topic, sure, weights.sure),
    ]) {
      unique.set([topic, ...cue.forms].join(' '), cue);
    }
  }
  return Map.groupBy(unique.values(), ({ forms: [first = ''] }) => first);
})();

/** The evidence for each standing topic: the weight of its words by where they stand. */
export const evidence = (
  item: ItemWords,
  sections: readonly StandingTopic[],
): Map<StandingTopic, number> => {
  const found = new Map<StandingTopic, number>(sections.map((topic) => [topic, sectionWeight]));
  for (const form of item.positions.keys()) {
    for (const { topic, forms, weight } of cues.get(form) ?? []) {
      const places = findTerm(item, forms);
      if (places.length === 0) continue;
      const value = Math.max(...places.map((at) => prominence(item, at)));
      const more = 1 + Math.min(places.length - 1, 2) * 0.25;
      found.set(topic, (found.get(topic) ?? 0) + weight * value * more);
    }
  }
  return found;
};

/** The standing topics of an item with their scores from 0 to 1, the surest first; often one or none. */
export const classify = (
  item: ItemWords,
  sections: readonly StandingTopic[] = [],
): { topic: StandingTopic; score: number }[] => {
  const all = [...evidence(item, sections)].sort(([, one], [, other]) => other - one);
  const further = Math.max(leastEvidence.further, (all[0]?.[1] ?? 0) * leastEvidence.share);
  return all
    .filter(([, value], at) => value >= (at === 0 ? leastEvidence.first : further))
    .map(([topic, value]) => ({ topic, score: value / (value + halfCertain) }));
};
