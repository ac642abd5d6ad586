import { Failure } from '../../src/lib/failure.ts';
import type { Budget, Model, Question, Reply } from '../../src/summary/ask.ts';

/** A model whose answers a test writes; keeps what it was asked. A thrown Failure is a failed call. */
export const createFakeModel = (answer: (input: object) => unknown) => {
  const asked: Question[] = [];
  const model: Model = {
    id: 'fake',
    estimate: () => 100,
    ask: async (question): Promise<Reply> => {
      asked.push(question);
      question.bill?.(60);
      const given = answer(question.input);
      if (given instanceof Failure) throw given;
      return {
        outcome: 'answered',
        text: typeof given === 'string' ? given : JSON.stringify(given),
      };
    },
  };
  return { model, asked };
};

/** So much money, and what is left of it. */
export const createPurse = (microUsd: number): Budget & { left: () => number } => {
  let left = microUsd;
  return {
    left: () => left,
    reserve: async (amount) => {
      if (amount > left) return false;
      left -= amount;
      return true;
    },
    settle: async (reserved, spent) => {
      left += reserved - spent;
    },
  };
};
