import { Anthropic } from '@anthropic-ai/sdk';
import { zodOutputFormat } from '@anthropic-ai/sdk/helpers/zod';
import type {
  ImageBlockParam,
  Message,
  MessageStreamParams,
} from '@anthropic-ai/sdk/resources/messages/messages';

import type { Picture } from '../article/ports.ts';
import type { Clock } from '../lib/clock.ts';
import { Failure } from '../lib/failure.ts';
import type { Log } from '../lib/log.ts';
import type { Model, Question, Reply } from '../summary/ask.ts';
import { failureOf } from './failures.ts';
import { claudeModels, type ModelRow, priceOf, rowOf, withoutThinking } from './models.ts';

export type ClaudeSettings = {
  apiKey: string;
  /** Another server that speaks the Messages API, without `/v1`. */
  baseUrl?: string | undefined;
  model: string;
  /** `prompt` for servers that ignore output schemas: the schema is then part of the instructions. */
  schemaMode: 'native' | 'prompt';
  models?: readonly ModelRow[];
  /** Longest silence of a stream, and longest duration of a whole call. */
  idleMs?: number;
  deadlineMs?: number;
  clock: Clock;
  log: Log;
};

type MessageStream = ReturnType<Anthropic['messages']['stream']>;

/**
 * A model behind Anthropic's Messages API, asked by stream. It never tries again by itself: the
 * queue does the waiting, so that no worker sleeps and no wait is lost.
 */
export const createClaude = (settings: ClaudeSettings): Model => {
  const { apiKey, baseUrl, model, schemaMode, models = claudeModels, clock, log } = settings;
  const { idleMs = 30_000, deadlineMs = 120_000 } = settings;
  const row = rowOf(model, models);
  const client = new Anthropic({
    apiKey,
    baseURL: baseUrl,
    maxRetries: 0,
    logLevel: 'off',
    openTelemetry: { traces: false, propagation: false },
  });

  const ask = async (question: Question, signal?: AbortSignal): Promise<Reply> => {
    signal?.throwIfAborted();
    // A model that thinks may be silent for long and well at work.
    const watch = watchdog(thinks(question, row) ? deadlineMs : idleMs, deadlineMs, signal);
    const started = clock.now();
    const stream = client.messages.stream(requestOf(question, row, schemaMode), {
      signal: watch.signal,
    });
    stream.on('streamEvent', watch.alive);
    try {
      const message = await stream.finalMessage();
      const costMicroUsd = priceOf(row, message.usage);
      question.bill?.(costMicroUsd);
      log.info(
        { model, ...callFacts(question, stream, message), costMicroUsd, ms: clock.now() - started },
        'asked the model',
      );
      return replyOf(message, schemaMode);
    } catch (thrown) {
      const costMicroUsd = leastCost(row, stream.currentMessage);
      question.bill?.(costMicroUsd);
      const failure = watch.reason() ?? failureOf(thrown, clock, question.pictures?.length);
      log.warn(
        {
          model,
          ...callFacts(question, stream, stream.currentMessage),
          costAtLeastMicroUsd: costMicroUsd,
          failure: failure instanceof Failure ? failure.kind : 'stopped',
          reason: failure instanceof Error ? failure.message : String(failure),
        },
        'the model gave no answer',
      );
      throw failure;
    } finally {
      watch.stop();
    }
  };

  return { id: model, ask, estimate: (question) => estimateOf(question, row) };
};

const thinks = ({ prompt }: Question, row: ModelRow): boolean =>
  withoutThinking(row, prompt.effort).thinking === undefined;

/** Thinking counts towards `max_tokens`, so where it cannot be turned off it gets room of its own. */
const thinkingRoom = 8192;

const roomOf = (question: Question, row: ModelRow): number =>
  (question.maxTokens ?? question.prompt.maxTokens) + (thinks(question, row) ? thinkingRoom : 0);

const requestOf = (
  question: Question,
  row: ModelRow,
  schemaMode: ClaudeSettings['schemaMode'],
): MessageStreamParams => {
  const { prompt, input, reader, pictures = [] } = question;
  const { type, schema } = zodOutputFormat(prompt.schema);
  const asked: MessageStreamParams = {
    model: row.id,
    max_tokens: roomOf(question, row),
    messages: [
      {
        role: 'user',
        content: [
          ...pictures.map(imageBlock),
          { type: 'text', text: JSON.stringify(input) },
          { type: 'text', text: prompt.closing },
        ],
      },
    ],
    ...(reader === undefined ? {} : { metadata: { user_id: reader } }),
  };
  if (schemaMode === 'prompt') {
    return { ...asked, system: `${prompt.system}\n\n${schemaInstruction(schema)}` };
  }
  return {
    ...asked,
    system: [{ type: 'text', text: prompt.system, cache_control: { type: 'ephemeral' } }],
    output_config: { format: { type, schema }, ...(row.takesEffort && { effort: prompt.effort }) },
    ...withoutThinking(row, prompt.effort),
  };
};

const schemaInstruction = (schema: object): string =>
  `أجب بكائن JSON واحد فقط، بلا أي نص قبله أو بعده وبلا علامات Markdown، يطابق هذا المخطط (JSON Schema):\n${JSON.stringify(schema)}`;

const replyOf = (message: Message, schemaMode: ClaudeSettings['schemaMode']): Reply => {
  const text = message.content.flatMap((block) => (block.type === 'text' ? [block.text] : []));
  const joined = text.join('');
  if (message.stop_reason === 'refusal') {
    return { outcome: 'refused', category: message.stop_details?.category ?? '' };
  }
  const cut = message.stop_reason === 'max_tokens';
  if (cut || message.stop_reason === 'model_context_window_exceeded') {
    return { outcome: 'truncated', text: joined };
  }
  return { outcome: 'answered', text: schemaMode === 'prompt' ? jsonWithin(joined) : joined };
};

/** What stands between the outermost braces: small models wrap JSON in fences, words and thoughts. */
const jsonWithin = (text: string): string => {
  const spoken = text.slice(text.lastIndexOf('</think>') + 1);
  const [first, last] = [spoken.indexOf('{'), spoken.lastIndexOf('}')];
  return first === -1 || last < first ? spoken : spoken.slice(first, last + 1);
};

/** A picture that would be shrunk until its letters blur is to be refused instead. */
const imageBlock = ({ mediaType, bytes }: Picture): ImageBlockParam => ({
  type: 'image',
  source: { type: 'base64', media_type: mediaType, data: Buffer.from(bytes).toString('base64') },
  transformations: { oversized_image: 'error' },
});

/** The most that the API bills for one image, of models that take 2,576 pixels. */
const mostTokensOfPicture = 4_784;

/** Two bytes a token: Arabic and English prose are cut into fewer. */
const estimateOf = (question: Question, row: ModelRow): number => {
  const { prompt, input, pictures = [] } = question;
  const asked = [prompt.system, prompt.closing, JSON.stringify(input), schemaOf(prompt.schema)];
  const bytes = asked.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  return priceOf(row, {
    input_tokens: pictures.length * mostTokensOfPicture,
    // Writing to the cache is dearer than plain input, and the first call of a prompt does it.
    cache_creation_input_tokens: Math.ceil(bytes / 2),
    output_tokens: roomOf(question, row),
  });
};

const schemaOf = (schema: Question['prompt']['schema']): string =>
  JSON.stringify(zodOutputFormat(schema).schema);

/**
 * What a call that broke off did cost at least: the input that was counted at its start, and a token
 * for every four characters that had come.
 */
const leastCost = (row: ModelRow, message: Message | undefined): number => {
  if (message === undefined) return 0;
  const characters = message.content.reduce(
    (sum, block) => sum + (block.type === 'text' ? block.text.length : 0),
    0,
  );
  const output = Math.max(message.usage.output_tokens, Math.ceil(characters / 4));
  return priceOf(row, { ...message.usage, output_tokens: output });
};

const callFacts = (question: Question, stream: MessageStream, message: Message | undefined) => ({
  prompt: `${question.prompt.id} ${question.prompt.fingerprint}`,
  requestId: stream.request_id,
  stopReason: message?.stop_reason,
  inputTokens: message?.usage.input_tokens,
  cacheReadTokens: message?.usage.cache_read_input_tokens,
  cacheWriteTokens: message?.usage.cache_creation_input_tokens,
  outputTokens: message?.usage.output_tokens,
});

/**
 * The SDK's own timeout ends with the response's headers, so a stream that stalls would be waited
 * for without end. `reason` says why the call was stopped, if it was.
 */
const watchdog = (idleMs: number, deadlineMs: number, outer?: AbortSignal) => {
  const own = new AbortController();
  const stopFor = (what: string) => () =>
    own.abort(new Failure('model-busy', `the model ${what}, so the call was stopped`));
  const idle = setTimeout(stopFor(`sent nothing for ${idleMs} ms`), idleMs);
  const deadline = setTimeout(stopFor(`took longer than ${deadlineMs} ms`), deadlineMs);
  const signal = outer === undefined ? own.signal : AbortSignal.any([own.signal, outer]);
  return {
    signal,
    alive: () => void idle.refresh(),
    reason: (): unknown => (signal.aborted ? signal.reason : undefined),
    stop: () => {
      clearTimeout(idle);
      clearTimeout(deadline);
    },
  };
};
