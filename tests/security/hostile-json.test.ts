import { describe, expect, test } from 'vitest';

import { requestSchema } from '../../src/jobs/request.ts';
import { silentLog } from '../../src/lib/log.ts';
import { readStored } from '../../src/redis/store.ts';
import { answerSchema } from '../../src/summary/answer.ts';
import { readSummary } from '../../src/summary/read-summary.ts';
import { summarySchema } from '../../src/summary/summary.ts';
import { requestFor } from '../contracts/backends.ts';

const hostile = [
  '{"__proto__":{"polluted":true}}',
  '{"constructor":{"prototype":{"polluted":true}}}',
  '{"headline":"x","bullets":[{"__proto__":{"polluted":true}}],"sources":[],"topics":[]}',
  `${'['.repeat(50_000)}${']'.repeat(50_000)}`,
  '{"toString":"x","hasOwnProperty":1}',
];

/** What every object would have if one of them had been poisoned. */
const everyObject = () => Object.keys(Object.getPrototypeOf({}) as object);

describe('JSON that means harm', () => {
  test.each(['__proto__', 'constructor', 'isAdmin'])(
    'that is a request but for a field «%s» is refused whole',
    (field) => {
      const json = JSON.stringify(requestFor());
      const read = (stored: string) =>
        readStored<unknown>(requestSchema, stored, { kind: 'test', log: silentLog });
      expect(read(json)).toBeDefined();
      expect(read(json.replace('{', `{"${field}":{"polluted":true},`))).toBeUndefined();
      expect(everyObject()).toEqual([]);
    },
  );

  test.each(hostile.map((json) => [json.slice(0, 60), json]))(
    'is refused from the store and from the model, and changes no object: %s',
    (_name, json) => {
      for (const schema of [requestSchema, answerSchema, summarySchema]) {
        const read = readStored<unknown>(schema, json, { kind: 'test', log: silentLog });
        expect(read).toBeUndefined();
      }
      expect(() => readSummary(json)).not.toThrow(RangeError);
      expect(everyObject()).toEqual([]);
      expect('polluted' in {}).toBe(false);
    },
  );
});
