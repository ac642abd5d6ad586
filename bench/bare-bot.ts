import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { Queue, Worker } from 'bullmq';
import type { Update } from 'grammy/types';

import { articleFromText } from '../src/article/clean.ts';
import { createClaude } from '../src/claude/claude.ts';
import { silentLog } from '../src/lib/log.ts';
import { madeWithoutModel } from '../src/summary/answer.ts';
import { extractiveSummary } from '../src/summary/extractive.ts';
import { ground } from '../src/summary/ground.ts';
import { loadPrompts } from '../src/summary/prompt.ts';
import { summarySchema } from '../src/summary/summary.ts';
import { createClient } from '../src/telegram/bot.ts';
import { arabicLine, escapeHtml } from '../src/telegram/html.ts';
import { formOf } from '../src/telegram/messages/form.ts';
import { readMessage } from '../src/telegram/messages/read-message.ts';
import { wishOf } from '../src/telegram/messages/wish.ts';
import { renderSummary } from '../src/telegram/render.ts';
import { loadWords } from '../src/telegram/words.ts';

/**
 * The bare way that the benches compare with, as a process: the same HTTP calls by the same
 * clients, one BullMQ job and the same pure functions, and nothing of what the product adds. It
 * promises nothing: whatever is under way when it dies is lost or sent twice.
 */
const {
  API_ROOT = '',
  CLAUDE_URL = '',
  REDIS_SOCKET = '',
  REDIS_URL = '',
  CONCURRENCY = '64',
  /** `polling` or `webhook`: takes updates in only, as far as the job; nobody works on it. */
  INGRESS = '',
} = process.env;
const clock = { now: () => Date.now() };
const claude = createClaude({
  apiKey: 'k',
  baseUrl: CLAUDE_URL,
  model: 'claude-haiku-5-5',
  schemaMode: 'native',
  clock,
  log: silentLog,
});
const prompts = loadPrompts('prompts');
const words = loadWords();
const { api } = createClient({ token: '1000000:bench-token-of-nobody', apiRoot: API_ROOT });
const connection = REDIS_URL === '' ? { path: REDIS_SOCKET } : { url: REDIS_URL };
const queue = new Queue<{ chat: number; text: string }>('bare', { connection });

const summarise = async (article: ReturnType<typeof articleFromText>) => {
  if (CLAUDE_URL === '') return extractiveSummary(article);
  const { title, text, language } = article;
  const reply = await claude.ask({
    prompt: prompts.summarize,
    input: { article: { title, text, language } },
  });
  if (reply.outcome !== 'answered') throw new Error(reply.outcome);
  return ground(article, summarySchema.parse(JSON.parse(reply.text)), { output: 'ar' }).kept;
};

/** What a bare ingress does with one update: reads it, shows that it came, and stores the work. */
const takeIn = async ({ message }: Update): Promise<void> => {
  if (!message) return;
  const parts = [readMessage(message)];
  const wish = wishOf(parts);
  if (wish.kind === 'failure') return;
  const { id, chat } = formOf(message, parts)(0);
  await api.sendMessage(chat, arabicLine(escapeHtml(words.ar('placeholder'))), {
    parse_mode: 'HTML',
    link_preview_options: { is_disabled: true },
    reply_parameters: { message_id: message.message_id, allow_sending_without_reply: true },
  });
  const [subject] = wish.subjects;
  if (subject?.kind === 'text') {
    await queue.add('article', { chat, text: subject.text }, { jobId: `u${id}` });
  }
};

if (INGRESS === 'webhook') {
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const update = JSON.parse(Buffer.concat(parts).toString()) as Update;
      void takeIn(update).then(() => response.end());
    });
  });
  server.listen(0, '127.0.0.1', () => {
    console.log(`ready at http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  });
  await new Promise(() => {});
}
if (INGRESS === 'polling') {
  console.log('ready');
  for (let offset = 0; ;) {
    const updates = await api.getUpdates({ offset, limit: 100, timeout: 20 });
    await Promise.all(updates.map(takeIn));
    offset = (updates.at(-1)?.update_id ?? offset - 1) + 1;
  }
}

const worker = new Worker<{ chat: number; text: string }>(
  'bare',
  async ({ data: { chat, text } }) => {
    const { message_id } = await api.sendMessage(chat, 'جار التلخيص');
    const article = articleFromText(text);
    const summary = await summarise(article);
    const made = madeWithoutModel({ summary, language: 'ar', shape: 'standard', reason: '' });
    const answer = { ...made, how: 'model' as const };
    const settings = { digits: 'article', sources: 'shown' } as const;
    const voice = { words, speaks: 'ar' } as const;
    const html = renderSummary({ answer, byline: article, settings }, voice);
    await api.editMessageText(chat, message_id, html, { parse_mode: 'HTML' });
  },
  { connection, concurrency: Number(CONCURRENCY), removeOnComplete: { count: 0 } },
);

await worker.waitUntilReady();
console.log('ready');
let offset = 0;
for (;;) {
  const updates = await api.getUpdates({ offset, limit: 100, timeout: 20 });
  await Promise.all(
    updates.flatMap(({ message }) =>
      message?.text
        ? [queue.add('article', { chat: message.chat.id, text: message.text }, { attempts: 3 })]
        : [],
    ),
  );
  offset = (updates.at(-1)?.update_id ?? offset - 1) + 1;
}
