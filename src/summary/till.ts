import type { Budget, Model, Question, Reply } from './ask.ts';

/** A reply, or that there was no money for the question. */
export type PaidReply = Reply | { outcome: 'unaffordable' };

/** Asks within a budget and adds up what was spent. */
export type Till = {
  /** Sets aside what the call may cost, asks, and settles by what it did cost; rejects as `ask` does. */
  ask: (question: Question, signal?: AbortSignal) => Promise<PaidReply>;
  /** Micro-dollars so far, broken calls included. */
  spent: () => number;
};

/** A till for one piece of work, such as one summary with its repair. */
export const createTill = (model: Model, budget: Budget): Till => {
  let total = 0;
  const ask: Till['ask'] = async (question, signal) => {
    const reserved = model.estimate(question);
    if (!(await budget.reserve(reserved))) return { outcome: 'unaffordable' };
    let spent = 0;
    const bill = (microUsd: number) => {
      spent = microUsd;
      total += microUsd;
    };
    try {
      return await model.ask({ ...question, bill }, signal);
    } finally {
      await budget.settle(reserved, spent);
    }
  };
  return { ask, spent: () => total };
};
