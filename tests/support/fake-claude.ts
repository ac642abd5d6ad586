import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parseArgs } from 'node:util';

import { type Block, checkRequest, type MessagesRequest } from './fake-claude-checks.ts';
import { printedOn } from './fake-claude-pictures.ts';
import { honestReply, honestSummary, inventedSummary } from './fake-claude-summaries.ts';

/**
 * What the fake does with one request. `chunks` counts text deltas sent before something happens;
 * texts go out in deltas of 40 characters.
 */
export type FakeAnswer =
  /** A valid summary made of the article in the request; of pictures, what is printed on them. */
  | { kind: 'honest' }
  /** The same with a minister, a number and a quote that the article does not have. */
  | { kind: 'inventing' }
  | { kind: 'json'; json: unknown }
  | { kind: 'text'; text: string }
  | { kind: 'refusal'; category?: string | null }
  | { kind: 'max-tokens'; text?: string }
  /** Half a stream, then the socket is dropped, the response ends, nothing more comes, or an error. */
  | { kind: 'drop' | 'end-early' | 'stall'; chunks?: number }
  | { kind: 'stream-error'; chunks?: number; type: string; message: string }
  /** The connection stays open without an answer, or is reset before one. */
  | { kind: 'silence' }
  | { kind: 'reset' }
  | {
      kind: 'error';
      status: number;
      type: string;
      message?: string;
      code?: string;
      retryAfter?: number | string;
    };

type Task = 'summarize' | 'repair' | 'picture' | 'answer';

export type FakeRule = {
  /** Applies to requests whose body contains this text. */
  contains?: string;
  /** `repair` are requests whose input names faults, `answer` those with a question, `picture` with images. */
  task?: Task;
  /** How often the rule may answer; without it, always. */
  times?: number;
  /** Milliseconds before the response begins. */
  delayMs?: number;
  answer: FakeAnswer;
};

type FakeCall = {
  headers: Record<string, string | string[] | undefined>;
  body: MessagesRequest;
  task: Task;
  /** The status that the request was answered with. */
  status: number;
};

export type FakeClaude = {
  url: string;
  port: number;
  /** Requests to /v1/messages in order, refused ones included. */
  calls: FakeCall[];
  /** The first rule that applies answers; where none does, `fallback`, which is honest at first. */
  script: (rules: FakeRule[], fallback?: FakeAnswer) => void;
  /** Answers by a function from now on, before all rules. */
  answerWith: (answer: ((call: FakeCall) => FakeAnswer) | undefined) => void;
  /** Forgets calls, rules and function. */
  reset: () => void;
  close: () => Promise<void>;
};

type Outcome = { text: string; stopReason: string; stopDetails?: unknown };

/**
 * A server on loopback that answers POST /v1/messages as Claude's API does, by stream or in one
 * piece, and refuses what that API refuses. From another process it is driven over HTTP:
 * `POST /__fake/script` with `{ rules, fallback }`, `GET /__fake/calls`, `POST /__fake/reset`.
 */
export const startFakeClaude = async ({ port = 0 } = {}): Promise<FakeClaude> => {
  const calls: FakeCall[] = [];
  let rules: FakeRule[] = [];
  let fallback: FakeAnswer = { kind: 'honest' };
  let choose: ((call: FakeCall) => FakeAnswer) | undefined;

  const script: FakeClaude['script'] = (newRules, newFallback = { kind: 'honest' }) => {
    rules = newRules.map((rule) => ({ ...rule }));
    fallback = newFallback;
  };
  const reset = () => {
    calls.length = 0;
    choose = undefined;
    script([]);
  };
  const ruleFor = (call: FakeCall): Omit<FakeRule, 'times'> => {
    if (choose !== undefined) return { answer: choose(call) };
    const body = JSON.stringify(call.body);
    const rule = rules.find(
      ({ contains, task, times }) =>
        times !== 0 &&
        (task === undefined || task === call.task) &&
        (contains === undefined || body.includes(contains)),
    );
    if (rule?.times !== undefined) rule.times -= 1;
    return rule ?? { answer: fallback };
  };

  const control = async (request: IncomingMessage, response: ServerResponse) => {
    if (request.url === '/__fake/script') {
      const { rules: newRules = [], fallback: newFallback } = JSON.parse(await read(request));
      script(newRules, newFallback);
    }
    if (request.url === '/__fake/reset') reset();
    send(response, 200, { calls });
  };

  const messages = async (request: IncomingMessage, response: ServerResponse) => {
    const text = await read(request);
    const refusal = checkRequest(request.headers, text);
    const body = parseBody(text);
    const isRepair = 'faults' in inputOf(body);
    const isQuestion = 'question' in inputOf(body);
    const ofText = isQuestion ? 'answer' : isRepair ? 'repair' : 'summarize';
    const task = imagesOf(body).length > 0 ? 'picture' : ofText;
    const call: FakeCall = { headers: request.headers, body, task, status: 200 };
    calls.push(call);
    if (refusal !== undefined) {
      call.status = refusal.status;
      return sendError(response, refusal);
    }
    const { answer, delayMs = 0 } = ruleFor(call);
    if (delayMs > 0) await new Promise((resolve) => setTimeout(resolve, delayMs));
    if (answer.kind === 'error') call.status = answer.status;
    return act(answer, call, response);
  };

  const server = createServer((request, response) => {
    const handle = request.url?.startsWith('/__fake/') ? control : messages;
    const path = request.url?.split('?')[0];
    if (handle === messages && (request.method !== 'POST' || path !== '/v1/messages')) {
      sendError(response, { status: 404, type: 'not_found_error', message: 'Not found' });
      return;
    }
    handle(request, response).catch((error: unknown) => {
      sendError(response, { status: 500, type: 'api_error', message: String(error) });
    });
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const { port: bound } = server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${bound}`,
    port: bound,
    calls,
    script,
    answerWith: (answer) => (choose = answer),
    reset,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

const act = async (answer: FakeAnswer, call: FakeCall, response: ServerResponse) => {
  const { body } = call;
  switch (answer.kind) {
    case 'error':
      return sendError(response, answer);
    case 'silence':
      return;
    case 'reset':
      response.socket?.destroy();
      return;
    case 'drop':
    case 'end-early':
    case 'stall':
    case 'stream-error': {
      const text = JSON.stringify(honestSummary(inputOf(body)));
      await streamBeginning(response, body, text, answer.chunks ?? 2);
      if (answer.kind === 'drop') response.socket?.destroy();
      if (answer.kind === 'end-early') response.end();
      if (answer.kind === 'stream-error') {
        const { type, message } = answer;
        response.write(event('error', { type: 'error', error: { type, message } }));
        response.end();
      }
      return;
    }
    case 'honest':
    case 'inventing':
    case 'json':
    case 'text':
    case 'max-tokens':
    case 'refusal': {
      const outcome = outcomeOf(answer, body);
      if (body.stream) streamWhole(response, body, outcome);
      else send(response, 200, messageOf(body, outcome));
    }
  }
};

type WholeAnswer = Extract<
  FakeAnswer,
  { kind: 'honest' | 'inventing' | 'json' | 'text' | 'refusal' | 'max-tokens' }
>;

const outcomeOf = (answer: WholeAnswer, body: MessagesRequest): Outcome => {
  const end = (text: string): Outcome => ({ text, stopReason: 'end_turn' });
  const input = inputOf(body);
  const images = imagesOf(body);
  if (images.length > 0 && (answer.kind === 'honest' || answer.kind === 'inventing')) {
    const pages = images.map(printedOn);
    const text = pages.map((page) => page.text).join('\n\n');
    return end(JSON.stringify({ title: pages[0]?.title ?? '', text }));
  }
  switch (answer.kind) {
    case 'honest':
      return end(JSON.stringify('question' in input ? honestReply(input) : honestSummary(input)));
    case 'inventing':
      return end(JSON.stringify(inventedSummary(input)));
    case 'json':
      return end(JSON.stringify(answer.json));
    case 'text':
      return end(answer.text);
    case 'max-tokens': {
      const whole = JSON.stringify(honestSummary(input));
      const text = answer.text ?? whole.slice(0, whole.length / 2);
      return { text, stopReason: 'max_tokens' };
    }
    case 'refusal':
      break;
  }
  const stopDetails = { type: 'refusal', category: answer.category ?? null, explanation: null };
  return { text: '', stopReason: 'refusal', stopDetails };
};

/** The JSON object that the first text block of the last user turn holds, as Mujaz sends it. */
const inputOf = (body: MessagesRequest): Record<string, unknown> => {
  const content = body.messages?.at(-1)?.content;
  const text =
    typeof content === 'string'
      ? content
      : (content?.find(({ type }) => type === 'text')?.text ?? '');
  try {
    const input: unknown = JSON.parse(text);
    return typeof input === 'object' && input !== null ? (input as Record<string, unknown>) : {};
  } catch {
    return {};
  }
};

const imagesOf = ({ messages }: MessagesRequest): Block[] => {
  const content = messages?.at(-1)?.content;
  return typeof content === 'string' ? [] : (content ?? []).filter(({ type }) => type === 'image');
};

const parseBody = (text: string): MessagesRequest => {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
};

/** About what the tokenizer gives for Arabic. */
const tokens = (text: string): number => Math.ceil(text.length / 2.5);

const usageOf = (body: MessagesRequest, output: number) => ({
  input_tokens: tokens(JSON.stringify([body.messages, body.system])),
  cache_creation_input_tokens: 0,
  cache_read_input_tokens: 0,
  cache_creation: { ephemeral_5m_input_tokens: 0, ephemeral_1h_input_tokens: 0 },
  output_tokens: output,
  service_tier: 'standard',
});

let messageCount = 0;

const messageOf = (body: MessagesRequest, { text, stopReason, stopDetails = null }: Outcome) => ({
  id: `msg_fake_${(messageCount += 1)}`,
  type: 'message',
  role: 'assistant',
  model: body.model,
  content: text === '' ? [] : [{ type: 'text', text }],
  stop_reason: stopReason,
  stop_sequence: null,
  stop_details: stopDetails,
  usage: usageOf(body, tokens(text)),
});

const event = (type: string, json: object): string =>
  `event: ${type}\ndata: ${JSON.stringify({ type, ...json })}\n\n`;

const startOf = (body: MessagesRequest): string => {
  const empty = messageOf(body, { text: '', stopReason: '' });
  const message = { ...empty, stop_reason: null, usage: usageOf(body, 1) };
  return event('message_start', { message }) + event('ping', {});
};

const blockStart = event('content_block_start', {
  index: 0,
  content_block: { type: 'text', text: '' },
});

const deltasOf = (text: string): string[] =>
  (text.match(/[\s\S]{1,40}/g) ?? []).map((part) =>
    event('content_block_delta', { index: 0, delta: { type: 'text_delta', text: part } }),
  );

const streamHead = (response: ServerResponse) =>
  response.writeHead(200, { 'content-type': 'text/event-stream', 'request-id': requestId() });

/** The first deltas, flushed, so that what happens next happens amid a stream. */
const streamBeginning = async (
  response: ServerResponse,
  body: MessagesRequest,
  text: string,
  chunks: number,
) => {
  streamHead(response);
  const parts = [startOf(body), blockStart, ...deltasOf(text).slice(0, chunks)];
  await new Promise((resolve) => response.write(parts.join(''), resolve));
};

const streamWhole = (response: ServerResponse, body: MessagesRequest, outcome: Outcome) => {
  const { text, stopReason, stopDetails = null } = outcome;
  const block = [blockStart, ...deltasOf(text), event('content_block_stop', { index: 0 })];
  const end = event('message_delta', {
    delta: { stop_reason: stopReason, stop_sequence: null, stop_details: stopDetails },
    usage: { output_tokens: tokens(text) },
  });
  streamHead(response);
  const parts = [startOf(body), ...(text === '' ? [] : block), end, event('message_stop', {})];
  response.end(parts.join(''));
};

const requestId = () => `req_fake_${messageCount}`;

const send = (response: ServerResponse, status: number, json: unknown, headers = {}) => {
  if (response.headersSent) return;
  response.writeHead(status, {
    'content-type': 'application/json',
    'request-id': requestId(),
    ...headers,
  });
  response.end(JSON.stringify(json));
};

type ApiError = {
  status: number;
  type: string;
  message?: string;
  code?: string;
  retryAfter?: number | string;
};

const sendError = (
  response: ServerResponse,
  { status, type, message = type, code, retryAfter }: ApiError,
) => {
  const details = code === undefined ? {} : { details: { error_code: code } };
  const headers = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) };
  send(response, status, { type: 'error', error: { type, message, ...details } }, headers);
};

const read = async (request: IncomingMessage): Promise<string> => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
};

if (import.meta.main) {
  const { values } = parseArgs({ options: { port: { type: 'string', default: '0' } } });
  const fake = await startFakeClaude({ port: Number(values.port) });
  process.stdout.write(`${fake.url}\n`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void fake.close().then(() => process.exit(0)));
  }
}
