/**
 * What the work gives if it ends within so many milliseconds, else what `late` gives or throws. Late
 * work goes on; whoever wants to hear of it keeps its promise.
 */
export const inTime = async <T, L>(work: Promise<T>, ms: number, late: () => L): Promise<T | L> => {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  try {
    return await Promise.race([work, over.then(late)]);
  } finally {
    // What is not cleared keeps all that its work has read until the time is over.
    clearTimeout(timer);
  }
};
