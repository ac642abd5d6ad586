/** No word of any language that news is read in is longer. */
const longestWord = 40;

/**
 * The same function of a word, which gives again what it found before: words of the news come again
 * and again. It remembers the `most` words that were asked for last, and up to as many before them.
 * What is given is shared: it is not to be changed.
 */
export const remembering = <T>(most: number, find: (word: string) => T): ((word: string) => T) => {
  let known = new Map<string, T>();
  let older = known;
  return (word) => {
    const before = known.get(word);
    if (before !== undefined) return before;
    const found = older.get(word) ?? find(word);
    if (known.size >= most) [older, known] = [known, new Map()];
    if (word.length <= longestWord) known.set(word, found);
    return found;
  };
};
