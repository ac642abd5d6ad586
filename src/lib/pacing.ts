/**
 * Lets so many things be under way at once, in the order of their coming. One that takes longer than
 * `fairMs` no longer counts, so that what hangs holds up nobody.
 */
export const createPacing = (most: number, fairMs: number) => {
  const waiting: (() => void)[] = [];
  let free = most;

  const takePlace = async (): Promise<() => void> => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    let given = false;
    return () => {
      if (given) return;
      given = true;
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    };
  };

  return async <T>(act: () => Promise<T>): Promise<T> => {
    const givePlace = await takePlace();
    const timer = setTimeout(givePlace, fairMs);
    try {
      return await act();
    } finally {
      clearTimeout(timer);
      givePlace();
    }
  };
};
