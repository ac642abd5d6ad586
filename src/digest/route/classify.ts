import { foldedWords, isStopWord } from '../../arabic/words.ts';
import { type StandingTopic, standingTopics } from '../topic.ts';
import { findTerm, type ItemWords, prominence, wantedForm } from './item-words.ts';
import standingWords from './standing-words.json' with { type: 'json' };

type Cue = { topic: StandingTopic; forms: readonly string[]; weight: number };

const weights = { hint: 0.25, likely: 0.75, sure: 2 };
/** What an item's section says is worth as much as so many sure words in its title. */
const sectionWeight = 8;
/** So much evidence is half of certainty. */
const halfCertain = 3;
/** The first topic needs this much evidence, a further one this much and a share of the first one's. */
const leastEvidence = { first: 0.6, further: 1.2, share: 0.6 };

const cuesOf = (topic: StandingTopic, lines: readonly string[], weight: number): Cue[] =>
  lines
    .flatMap((line) => line.split(' '))
    .map((phrase) => {
      const forms = foldedWords(phrase).map((word) => wantedForm(word, false));
      return { topic, forms, weight };
    })
    // «وفيات» without its ending is «وفي».
    .filter(({ forms: [first = '', ...rest] }) => rest.length > 0 || !isStopWord(first.slice(1)));

/**
 * The words and phrases (joined by «+») of standing-words.json, by hand: `sure` ones hardly occur in
 * other fields, `likely` ones need company, a `hint` is better than nothing. Names of heads of state
 * are likely at most: they stand in news of every field. A form twice in one topic counts by its
 * heavier weight. By their last form: phrases share their first one.
 */
const cues = ((): ReadonlyMap<string, readonly Cue[]> => {
  const unique = new Map<string, Cue>();
  for (const topic of standingTopics) {
    for (const surety of ['hint', 'likely', 'sure'] as const) {
      for (const cue of cuesOf(topic, standingWords[topic][surety], weights[surety])) {
        unique.set([topic, ...cue.forms].join(' '), cue);
      }
    }
  }
  return Map.groupBy(unique.values(), ({ forms }) => forms.at(-1) ?? '');
})();

/**
 * The evidence for each standing topic: the weight of its words by where they stand. A word of the
 * item counts once for a topic, by the surest cue that takes it in.
 */
export const evidence = (
  item: ItemWords,
  sections: readonly StandingTopic[],
): Map<StandingTopic, number> => {
  const found = new Map<StandingTopic, number>(sections.map((topic) => [topic, sectionWeight]));
  const taken = new Map(standingTopics.map((topic) => [topic, new Set<number>()]));
  const hits: { cue: Cue; places: readonly number[] }[] = [];
  for (const form of item.positions.keys()) {
    for (const cue of cues.get(form) ?? []) {
      const places = findTerm(item, cue.forms);
      if (places.length > 0) hits.push({ cue, places });
    }
  }
  hits.sort((one, other) => other.cue.weight - one.cue.weight);
  for (const { cue, places } of hits) {
    const { topic, forms, weight } = cue;
    const used = taken.get(topic);
    const fresh = places.filter((place) => forms.some((_, at) => !used?.has(place + at)));
    for (const place of places) for (const at of forms.keys()) used?.add(place + at);
    if (fresh.length === 0) continue;
    const value = weight * prominence(item, Math.min(...fresh));
    found.set(topic, (found.get(topic) ?? 0) + value);
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
