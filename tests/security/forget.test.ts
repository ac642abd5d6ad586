import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { silentLog } from '../../src/lib/log.ts';
import { connectRedis } from '../../src/redis/connect.ts';
import { loadWords } from '../../src/telegram/words.ts';
import { type LocalApp, openMujaz } from '../support/app-process.ts';
import { pasted, readLabelledArticle } from '../support/articles.ts';
import { enterPlayground, type Reader } from '../support/reader.ts';
import { keysThatName } from '../support/redis-content.ts';
import { hasRedis } from '../support/redis.ts';

const { ar } = loadWords();
/** A number that stands in no time, size or hash by chance. */
const number = 7_654_321_987;
const { text } = readLabelledArticle('jordan-bus-drivers');

describe.skipIf(!hasRedis)('after /forget', () => {
  let app: LocalApp;
  let reader: Reader;
  let connection: Awaited<ReturnType<typeof connectRedis>>;

  beforeAll(async () => {
    app = await openMujaz();
    const address = { socket: join(app.dataDir, 'redis', 'redis.sock') };
    connection = await connectRedis({ address, log: silentLog });
    reader = await enterPlayground(app.origin).joins({ id: number });
  });
  afterAll(async () => {
    connection.close();
    await app.stop();
  });

  test('no key and no value of Redis names the reader, in queues neither', async () => {
    await reader.sends(pasted(readLabelledArticle('jordan-bus-drivers')));
    await reader.receives((said) => (said.text ?? '').includes('جُمل من المقال نفسه'));
    await reader.sends('مرحبا');
    expect(await keysThatName(connection.redis, String(number))).not.toEqual([]);
    expect(await keysThatName(connection.redis, text.slice(40, 80))).not.toEqual([]);
    await reader.sends('احذف بياناتي');
    await reader.receives(({ text: said = '' }) => said.includes(ar('forget-question')));
    await reader.presses(ar('forget-yes'));
    await reader.receives(({ text: said = '' }) => said.includes(ar('forgotten')));
    expect(await keysThatName(connection.redis, String(number))).toEqual([]);
  });

  test('the text of an article that only this reader sent is gone, too', async () => {
    expect(await keysThatName(connection.redis, text.slice(40, 80))).toEqual([]);
  });
});
