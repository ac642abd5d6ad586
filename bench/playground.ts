import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

import { startMujaz } from '../tests/support/app-process.ts';
import { startPlayground, testToken } from '../tests/support/playground.ts';
import { startChild } from './processes.ts';

/**
 * `npm run bench:playground`: how many updates a second the playground hands out by polling and by
 * webhook, beside what Mujaz takes in of the same updates in the same run, and how many calls and
 * readers' messages it takes. With `serve` it is the playground itself, in a process of its own.
 */
const supplied = 6_000;
const takenIn = 1_500;
const atOnce = 40;

if (process.argv[2] === 'serve') {
  console.log(`open at ${(await startPlayground()).origin}`);
} else {
  await measure();
}

async function measure(): Promise<void> {
  const playground = await startChild('bench/playground.ts serve', { ready: /open at (\S+)/ });
  const telegram = clientOf(playground.said);
  const rates: Record<string, number> = {};
  rates['messages of readers'] = await telegram.load(supplied);
  rates['updates by polling'] = await rateOf(supplied, () => telegram.poll(supplied));
  await telegram.load(supplied);
  rates['updates by webhook'] = await rateOf(supplied, () => telegram.receive(supplied));
  rates['messages of the bot'] = await telegram.writes(supplied);
  await telegram.load(takenIn);
  rates['Mujaz by polling'] = await intakeOf(telegram, playground.said);
  await telegram.load(takenIn);
  rates['Mujaz by webhook'] = await intakeOf(telegram, playground.said, true);
  await playground.stop();

  const times = (of: string, by: string): string => (rates[of]! / rates[by]!).toFixed(1);
  console.table(
    Object.fromEntries(
      Object.entries(rates).map(([name, rate]) => [name, { 'a second': Math.round(rate) }]),
    ),
  );
  console.log(
    `The playground hands out ${times('updates by polling', 'Mujaz by polling')} times what Mujaz ` +
      `takes in by polling, and ${times('updates by webhook', 'Mujaz by webhook')} times by webhook (goal 5).`,
  );
}

async function rateOf(count: number, act: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await act();
  return (count * 1000) / (performance.now() - started);
}

/** So many acts with a bounded number under way. */
async function each(count: number, act: (index: number) => Promise<unknown>): Promise<void> {
  let next = 0;
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (next < count) await act(next++);
    }),
  );
}

function clientOf(origin: string) {
  const post = async (path: string, body: object): Promise<unknown> => {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(origin + path, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    });
    const answer: unknown = await response.json();
    if (!response.ok) throw new Error(`${path}: ${JSON.stringify(answer)}`);
    return answer;
  };
  const call = async <Result>(method: string, body: object = {}): Promise<Result> =>
    ((await post(`/bot${testToken}/${method}`, body)) as { result: Result }).result;
  const readers = Array.from({ length: 100 }, (_, index) => 1_000 + index);
  let run = 0;

  return {
    call,
    load: async (count: number): Promise<number> => {
      run += 1;
      await each(readers.length, (id) => post('/sim/users', { id: readers[id], first_name: 'ر' }));
      // Short of an article, so that what is measured is the taking in and not the summary.
      return rateOf(count, () =>
        each(count, (index) =>
          post(`/sim/chats/${readers[index % readers.length]}/messages`, {
            text: `رسالة رقم ${index} من الجولة ${run}`,
          }),
        ),
      );
    },
    poll: async (count: number): Promise<void> => {
      let offset = 0;
      for (let got = 0; got < count;) {
        const updates = await call<{ update_id: number }[]>('getUpdates', { offset, timeout: 5 });
        got += updates.length;
        offset = (updates.at(-1)?.update_id ?? offset - 1) + 1;
      }
      await call('getUpdates', { offset });
    },
    receive: async (count: number): Promise<void> => {
      let got = 0;
      const done = Promise.withResolvers<void>();
      const server = createServer((request, response) => {
        request.resume().on('end', () => {
          response.end();
          got += 1;
          if (got === count) done.resolve();
        });
      });
      await new Promise<void>((resolve) => {
        server.listen(0, '127.0.0.1', resolve);
      });
      const { port } = server.address() as AddressInfo;
      await call('setWebhook', { url: `http://127.0.0.1:${port}/` });
      await done.promise;
      await call('deleteWebhook');
      server.closeAllConnections();
      server.close();
    },
    writes: (count: number): Promise<number> =>
      rateOf(count, () =>
        each(count, (index) =>
          call('sendMessage', {
            chat_id: readers[index % readers.length],
            text: `<b>جواب</b> رقم ${index}`,
            parse_mode: 'HTML',
            reply_markup: { inline_keyboard: [[{ text: 'زر', callback_data: `${index}` }]] },
          }),
        ),
      ),
  };
}

/** What Mujaz takes in a second of the updates that wait for it. */
async function intakeOf(
  telegram: ReturnType<typeof clientOf>,
  apiRoot: string,
  byWebhook = false,
): Promise<number> {
  const app = await startMujaz({
    TELEGRAM_BOT_TOKEN: testToken,
    TELEGRAM_API_ROOT: apiRoot,
    LOG_LEVEL: 'info',
    ...(byWebhook
      ? {
          TELEGRAM_WEBHOOK_URL: 'https://bot.example/hook',
          TELEGRAM_WEBHOOK_SECRET: 'secret',
        }
      : {}),
  });
  const waiting = async (): Promise<number> =>
    (await telegram.call<{ pending_update_count: number }>('getWebhookInfo')).pending_update_count;
  if (byWebhook) {
    // It has asked for an address that does not exist; the playground may be told a near one.
    while ((await telegram.call<{ url: string }>('getWebhookInfo')).url === '') await pause(20);
    await telegram.call('setWebhook', { url: `${app.origin}/hook`, secret_token: 'secret' });
  }
  const before = await waiting();
  const rate = await rateOf(before, async () => {
    while ((await waiting()) > 0) await pause(20);
  });
  await app.stop();
  await telegram.call('deleteWebhook');
  return rate;
}
