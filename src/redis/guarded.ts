import { Failure } from '../lib/failure.ts';

/**
 * The same store, whose methods reject with a Failure only: whatever Redis or the way to it throws
 * becomes `store-away`, with its cause.
 */
export const guarded = <Store extends object>(store: Store): Store =>
  new Proxy(store, {
    get: (target, name) => {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== 'function') return method;
      return async (...values: unknown[]): Promise<unknown> => {
        try {
          return await Reflect.apply(method, target, values);
        } catch (thrown) {
          throw storeAway(thrown);
        }
      };
    },
  });

const storeAway = (thrown: unknown): Failure =>
  thrown instanceof Failure
    ? thrown
    : new Failure(
        'store-away',
        `Redis: ${thrown instanceof Error ? thrown.message : 'no answer'}`,
        {
          cause: thrown,
        },
      );
