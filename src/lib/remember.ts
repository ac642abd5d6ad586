/** No word of any language that news is read in is longer. */
const longestWord = 40;

/**
 * The same function of a word, which gives again what it found before: words of the news come again
 * and again. It remembers up to `most` words, and then begins anew. What is given is shared: it is
 * not to be changed.
 */
export const remembering = <T>(most: number, find: (word: string) => T): ((word: string) => T) => {
  const known = new Map<string, T>();
  return (word) => {
    const before = known.get(word);
    if (before !== undefined) return before;
    const found = find(word);
    if (known.size >= most) known.clear();
    if (word.length <= longestWord) known.set(word, found);
    return found;
  };
};
