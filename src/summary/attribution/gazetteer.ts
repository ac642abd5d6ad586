import { words } from '../../arabic/words.ts';
import { isAlsoWord, outlets } from '../../article/outlets.ts';
import { honorifics, knownBodies, spelled } from './lexicon.ts';
import { isJoined, type Token } from './tokens.ts';

type Entry = readonly string[];

const table = (names: readonly string[]): ReadonlyMap<string, readonly Entry[]> => {
  const found = new Map<string, Entry[]>();
  for (const name of names) {
    const entry = words(name).map(({ raw }) => spelled(raw));
    const [first] = entry;
    if (first === undefined) continue;
    found.set(
      first,
      [...(found.get(first) ?? []), entry].sort((a, b) => b.length - a.length),
    );
  }
  return found;
};

const bodies = table(knownBodies);
const honours = table(honorifics);
/** Names that are ordinary words count only after a noun like «قناة», which the phrase sees to. */
const outletNames = outlets.flatMap(({ name, aliases }) => [name, ...aliases]);
const certain = table(outletNames.filter((name) => !isAlsoWord(name)));
const headed = table(outletNames.filter(isAlsoWord));

const match = (
  entries: ReadonlyMap<string, readonly Entry[]>,
  tokens: readonly Token[],
  at: number,
  clitic = 0,
): number => {
  const candidates = entries.get(tokens[at]?.folded.slice(clitic) ?? '') ?? [];
  const fits = (entry: Entry): boolean =>
    entry.every((word, index) => {
      const token = tokens[at + index];
      return (
        token?.folded.slice(index === 0 ? clitic : 0) === word && (index === 0 || isJoined(token))
      );
    });
  return candidates.find(fits)?.length ?? 0;
};

/** How many words from here name a body that needs no noun before it; 0 if none. */
export const matchKnownBody = (tokens: readonly Token[], at: number): number =>
  match(bodies, tokens, at);

/** How many words from here honour whoever is named next, and name nobody; 0 if none. */
export const matchHonorific = (tokens: readonly Token[], at: number): number =>
  match(honours, tokens, at);

/** How many words from here name an outlet or agency, after so many letters of clitics; 0 if none. */
export const matchOutlet = (tokens: readonly Token[], at: number, clitic = 0): number =>
  match(certain, tokens, at, clitic);

/** The same after «قناة» or «صحيفة», where «العربية» and «الجزيرة» are outlets too. */
export const matchHeadedOutlet = (tokens: readonly Token[], at: number): number =>
  match(certain, tokens, at) || match(headed, tokens, at);
