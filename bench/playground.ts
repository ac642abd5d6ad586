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
const supplied = 4_000;
const takenIn = 1_000;
const atOnce = 40;

if (process.argv[2] === 'serve') {
  console.log(`open at ${(await startPlayground()).origin}`);
} else {
  await measure();
}

type Rate = { 'a second': number; 'ms of its processor': number };

async function measure(): Promise<void> {
  const playground = await startChild('bench/playground.ts serve', { ready: /open at (\S+)/ });
  const telegram = clientOf(playground.said);
  const rates: Record<string, Rate> = {};
  /** Measures so many of what `act` brings about, and what each costs the playground. */
  const rate = async (name: string, count: number, act: () => Promise<unknown>): Promise<void> => {
    const before = playground.usage().cpuSeconds;
    const started = performance.now();
    await act();
    const seconds = (performance.now() - started) / 1000;
    const ms = ((playground.usage().cpuSeconds - before) * 1000) / count;
    rates[name] = {
      'a second': Math.round(count / seconds),
      'ms of its processor': Number(ms.toFixed(2)),
    };
  };

  await rate('messages of readers', supplied, () => telegram.load(supplied));
  await rate('updates by polling', supplied, () => telegram.poll(supplied));
  await telegram.load(supplied);
  await rate('updates by webhook', supplied, () => telegram.receive(supplied));
  await rate('messages of the bot', supplied, () => telegram.write(supplied));
  for (const way of ['polling', 'webhook'] as const) {
    await telegram.load(takenIn);
    const app = await startBot(telegram, playground.said, way);
    const left = await telegram.waiting();
    await rate(`Mujaz by ${way}`, left, async () => {
      while ((await telegram.waiting()) > 0) await pause(20);
    });
    await app.stop();
    await telegram.call('deleteWebhook');
  }
  await playground.stop();

  const times = (way: string): string =>
    (rates[`updates by ${way}`]!['a second'] / rates[`Mujaz by ${way}`]!['a second']).toFixed(1);
  console.table(rates);
  console.log(
    `The playground hands out ${times('polling')} times what Mujaz takes in by polling, ` +
      `${times('webhook')} times by webhook (goal 5).`,
  );
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
    waiting: async (): Promise<number> =>
      (await call<{ pending_update_count: number }>('getWebhookInfo')).pending_update_count,
    load: async (count: number): Promise<void> => {
      run += 1;
      await each(readers.length, (id) => post('/sim/users', { id: readers[id], first_name: 'ر' }));
      // Short of an article, so that what is measured is the taking in and not the summary.
      await each(count, (index) =>
        post(`/sim/chats/${readers[index % readers.length]}/messages`, {
          text: `رسالة رقم ${index} من الجولة ${run}`,
        }),
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
    write: (count: number): Promise<void> =>
      each(count, (index) =>
        call('sendMessage', {
          chat_id: readers[index % readers.length],
          text: `<b>جواب</b> رقم ${index}`,
          parse_mode: 'HTML',
          reply_markup: { inline_keyboard: [[{ text: 'زر', callback_data: `${index}` }]] },
        }),
      ),
  };
}

/** Starts Mujaz as its users run it, with the playground as its Telegram. */
async function startBot(
  telegram: ReturnType<typeof clientOf>,
  apiRoot: string,
  way: 'polling' | 'webhook',
) {
  const environment = { TELEGRAM_BOT_TOKEN: testToken, TELEGRAM_API_ROOT: apiRoot };
  if (way === 'polling') return startMujaz(environment);
  const secret = 'secret';
  const app = await startMujaz({
    ...environment,
    TELEGRAM_WEBHOOK_URL: 'https://bot.example/hook',
    TELEGRAM_WEBHOOK_SECRET: secret,
  });
  // It has named an address that does not exist; the playground may be told the near one.
  while ((await telegram.call<{ url: string }>('getWebhookInfo')).url === '') await pause(20);
  await telegram.call('setWebhook', { url: `${app.origin}/hook`, secret_token: secret });
  return app;
}
