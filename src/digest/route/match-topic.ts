import { foldedWords } from '../../arabic/words.ts';
import type { Term, TopicQuery } from '../topic.ts';
import { findTerm, type ItemWords, prominence, wantedForm } from './item-words.ts';

type Forms = readonly (readonly string[])[];
type Compiled = { required: readonly Forms[]; wishes: number; any: Forms; not: Forms };

const compiled = new WeakMap<TopicQuery, Compiled>();

const formsOf = (terms: readonly Term[], areNames: boolean): Forms =>
  terms.map((term) => foldedWords(term.join(' ')).map((word) => wantedForm(word, areNames)));

/** Names of places and people must stand as they are; other words may have endings. */
const compile = (query: TopicQuery): Compiled => {
  const known = compiled.get(query);
  if (known) return known;
  const required = [
    ...query.must.map((terms) => formsOf(terms, false)),
    formsOf(query.places, true),
    formsOf(query.people, true),
  ].filter((forms) => forms.length > 0);
  const wishes = query.must.filter((terms) => terms.length > 0).length;
  const fresh = {
    required,
    wishes,
    any: formsOf(query.any, false),
    not: formsOf(query.not, false),
  };
  compiled.set(query, fresh);
  return fresh;
};

/** A wish that an item mentions only far down is background there. */
const leastProminence = 0.42;
/** At least one wish must stand in the title or the first sentence. */
const leastFirst = 0.6;
/** What each preferred term adds, up to three. */
const preference = 0.07;

const best = (item: ItemWords, forms: Forms): number => {
  let most = 0;
  for (const form of forms) {
    for (const at of findTerm(item, form)) most = Math.max(most, prominence(item, at));
  }
  return most;
};

/** So many words apart, two wishes still are one: «سوق العمل» is not «سوق عكاظ» with its «ورش عمل». */
const nearby = 6;

const placesOf = (item: ItemWords, forms: Forms): number[] =>
  forms.flatMap((form) => findTerm(item, form));

/** Whether each wish stands near the one after it, somewhere in the item. */
const areNear = (item: ItemWords, wishes: readonly Forms[]): boolean =>
  wishes.slice(1).every((forms, at) => {
    const before = placesOf(item, wishes[at] ?? []);
    return placesOf(item, forms).some((place) =>
      before.some((other) => Math.abs(place - other) <= nearby),
    );
  });

/**
 * How well an item fits a free-text topic, from 0 to 1; 0 where it does not belong to it. Every group
 * of required terms must be met, one of them early.
 */
export const matchTopic = (query: TopicQuery, item: ItemWords): number => {
  const { required, wishes, any, not } = compile(query);
  if (required.length === 0 && any.length === 0) return 0;
  const found: number[] = [];
  for (const forms of required) {
    const prominent = best(item, forms);
    if (prominent < leastProminence) return 0;
    found.push(prominent);
  }
  if (!areNear(item, required.slice(0, wishes))) return 0;
  const preferred = any.filter((form) => best(item, [form]) > 0).length;
  if (required.length === 0 && preferred === 0) return 0;
  if (found.length > 0 && Math.max(...found) < leastFirst) return 0;
  if (best(item, not) > 0) return 0;
  const mean = found.reduce((sum, prominent) => sum + prominent, 0) / Math.max(1, found.length);
  return Math.min(1, mean * (1 - 3 * preference) + Math.min(preferred, 3) * preference);
};
