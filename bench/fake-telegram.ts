import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * The least that a bot needs of Telegram, so that both ways of a bench meet the same, fast peer:
 * prepared updates by long poll, and sends and edits that are counted. Run as a process of its own:
 * `node bench/fake-telegram.ts`, prints its address. `POST /load` with a JSON array of texts
 * queues one update each, from as many chats; `GET /stats` tells when each was answered, and
 * `GET /unconfirmed` how many updates are still to be handled.
 */
type Stats = { placeholder: number; answer: number; sent: number };

const updates: object[] = [];
const stats = new Map<number, Stats>();
const waiting: (() => void)[] = [];
let lastMessage = 0;
let startedAt = 0;
let lastUpdate = 1000;
const longestPlaceholder = 200;

const reads: Record<string, (body: Record<string, unknown>) => unknown> = {
  getme: () => ({ id: 1_000_000, is_bot: true, first_name: 'bench', username: 'bench_bot' }),
  getupdates: ({ offset }) => {
    const from = Number(offset ?? 0);
    while (updates.length > 0 && (updates[0] as { update_id: number }).update_id < from) {
      updates.shift();
    }
    return updates.slice(0, 100);
  },
  sendmessage: ({ chat_id: chat, text }) => {
    lastMessage += 1;
    const at = performance.now() - startedAt;
    const stat = stats.get(Number(chat)) ?? { placeholder: at, answer: 0, sent: 0 };
    stat.sent += 1;
    // Where nobody knows whether the placeholder came, the answer is a message of its own.
    if (stat.sent > 1 && String(text).length > longestPlaceholder) stat.answer = at;
    stats.set(Number(chat), stat);
    return { message_id: lastMessage, date: 0, chat: { id: chat, type: 'private' } };
  },
  editmessagetext: ({ chat_id: chat, message_id, text }) => {
    const stat = stats.get(Number(chat));
    // Words of patience, which begin so, are no answer.
    if (stat && !String(text).includes('⏳')) stat.answer = performance.now() - startedAt;
    return { message_id, date: 0, chat: { id: chat, type: 'private' } };
  },
};

const load = (texts: string[]): void => {
  stats.clear();
  startedAt = performance.now();
  const first = lastUpdate + 1;
  lastUpdate += texts.length;
  texts.forEach((text, index) => {
    const chat = { id: first + index, type: 'private', first_name: 'r' };
    updates.push({
      update_id: first + index,
      message: {
        message_id: 1,
        date: Math.floor(Date.now() / 1000),
        chat,
        from: { ...chat, is_bot: false },
        text,
      },
    });
  });
  for (const wake of waiting.splice(0)) wake();
};

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const send = (value: unknown): void => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(value));
    };
    const raw = Buffer.concat(chunks).toString();
    if (request.url === '/load') {
      load(JSON.parse(raw) as string[]);
      return send({ ok: true });
    }
    if (request.url === '/unconfirmed') return send(updates.length);
    if (request.url === '/stats') return send([...stats.values()]);
    const method = (request.url ?? '').split('/').at(-1)!.toLowerCase();
    const body = raw === '' ? {} : (JSON.parse(raw) as Record<string, unknown>);
    const answer = (): void => send({ ok: true, result: reads[method]?.(body) ?? true });
    if (method !== 'getupdates' || (reads.getupdates!(body) as unknown[]).length > 0)
      return answer();
    let done = false;
    const wake = (): void => {
      if (!done) answer();
      done = true;
    };
    waiting.push(wake);
    setTimeout(wake, 20_000).unref();
  });
});

server.listen(0, '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
