import type { Redis } from 'ioredis';

import { Failure } from '../lib/failure.ts';
import { keys } from './keys.ts';

/**
 * The form of what is stored. To be raised with each change that an earlier version could not read:
 * 1 is that of 0.1.0, 2 packs long values. What earlier ones wrote is still read, by defaults of the
 * schemas and by `readStored`; `tests/redis/upgrade.test.ts` holds that.
 */
const form = 2;

/**
 * Notes the form that this version writes. Rejects with a Failure where a later version has been at
 * work: its values would look broken here, and their readers' wishes would be lost.
 */
export const adoptForm = async (redis: Redis): Promise<void> => {
  const found = Number(await redis.get(keys.form)) || 0;
  if (found > form) {
    throw new Failure(
      'internal',
      `what is stored has form ${found}, and this version of Mujaz knows ${form}: start the later version`,
    );
  }
  await redis.set(keys.form, form);
};
