import { enter, type Register } from './register.ts';
import { containsAll, type Described, isMisprintOf, isShortFor, type Speaker } from './speaker.ts';

/** The fullest form in which the article prints a name, with the first role that it gives. */
const inFull = ({ people }: Register, found: Described): Described => {
  const longer = people.filter(({ words }) => isShortFor(found.words, words));
  // A longer form that nobody introduces («وقال ولد سيدينا») holds more than the name.
  const within =
    longer.length > 0
      ? []
      : people.filter(({ words }) => words.length > 1 && isShortFor(words, found.words));
  const fullest = [...longer, ...within].toSorted((a, b) => b.words.length - a.words.length)[0];
  const better = fullest && (within.length > 0 || fullest.words.length > found.words.length);
  const named = better ? fullest : found;
  const roles = [found, named, ...longer].filter(({ role }) => role !== '');
  const role = roles.find(({ roleWords }) => roleWords.length > 1) ?? roles[0];
  return {
    ...named,
    agreement: found.agreement,
    role: role?.role ?? '',
    roleWords: role?.roleWords ?? found.roleWords,
  };
};

/** «الوزير ليو كون» names whom the article has so far called «وزير المالية الصيني». */
const named = ({ speakers }: Register, full: Described): Speaker | undefined => {
  const unnamed = speakers.find(
    ({ kind, named, words }) =>
      ((kind === 'person' && !named) || (kind === 'anonymous' && words.length > 2)) &&
      full.roleWords.length > 0 &&
      containsAll(words, full.roleWords),
  );
  if (unnamed === undefined) return undefined;
  const { name: role, words: roleWords } = unnamed;
  return Object.assign(unnamed, full, { role, roleWords });
};

/** «وقال زيد رعد الحسين» goes on with whom the article has just called «مفوض الأمم المتحدة». */
const addedBy = (
  { recent, people }: Register,
  full: Described,
  before: number,
): Speaker | undefined => {
  const last = recent.at(-1)?.speaker;
  if (last?.kind !== 'person' || last.named || full.role !== '') return undefined;
  if (people.some(({ words, start }) => start < before && isShortFor(full.words, words)))
    return undefined;
  const { name: role, words: roleWords } = last;
  return Object.assign(last, full, { role, roleWords });
};

/** The speaker of this name or role: who bears it already, else entered anew. */
export const personFor = (register: Register, found: Described, before = 0): Speaker => {
  // «الأمير محمد»: of two the one who spoke last.
  const short = found.named && found.words.length === 1;
  const last = register.recent.findLast(
    ({ speaker: { kind, named, words } }) =>
      kind === 'person' && named && words.length > 1 && isShortFor(found.words, words),
  );
  if (short && last !== undefined) return last.speaker;
  const full = found.named ? inFull(register, found) : found;
  const same = register.speakers.find(
    ({ kind, named, words }) =>
      kind === 'person' &&
      named === full.named &&
      (isShortFor(full.words, words) ||
        isShortFor(words, full.words) ||
        isMisprintOf(full.words, words)),
  );
  if (same === undefined)
    return (
      (full.named && (named(register, full) ?? addedBy(register, full, before))) ||
      enter(register, full)
    );
  const { words, name, mention, role, roleWords } = full;
  if (words.length > same.words.length) Object.assign(same, { words, name, mention });
  if (same.role === '') Object.assign(same, { role, roleWords });
  return same;
};
