/**
 * What the work gives if it ends within so many milliseconds, else what `late` gives or throws. Late
 * work goes on; whoever wants to hear of it keeps its promise.
 */
export const inTime = <T, L>(work: Promise<T>, ms: number, late: () => L): Promise<T | L> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      Promise.try(late).then(resolve, reject);
    }, ms);
    // What is not cleared keeps all that its work has read until the time is over.
    const ended =
      <V>(tell: (value: V) => void) =>
      (value: V): void => {
        clearTimeout(timer);
        tell(value);
      };
    work.then(ended(resolve), ended(reject));
  });
