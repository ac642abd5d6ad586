import type { IncomingHttpHeaders } from 'node:http';

import { refusalOfImage } from './fake-claude-pictures.ts';

export type Block = { type: string; text?: string; cache_control?: unknown };
export type MessagesRequest = {
  model?: string;
  max_tokens?: number;
  stream?: boolean;
  system?: string | Block[];
  messages?: { role: string; content: string | Block[] }[];
  metadata?: { user_id?: string };
  thinking?: { type: string; budget_tokens?: number };
  output_config?: { effort?: string; format?: { type: string; schema: unknown } };
  [key: string]: unknown;
};

export type Refusal = { status: number; type: string; message: string };

const bad = (message: string): Refusal => ({ status: 400, type: 'invalid_request_error', message });

const topLevelKeys = new Set([
  'model',
  'max_tokens',
  'messages',
  'system',
  'stream',
  'metadata',
  'stop_sequences',
  'thinking',
  'output_config',
  'cache_control',
  'tools',
  'tool_choice',
  'service_tier',
  'inference_geo',
  'container',
]);

/** The ways of turning thinking off that a model takes; other models are taken to refuse none. */
const thinkingOff: Record<string, string[]> = {
  'claude-haiku-5-5': ['disabled'],
  'claude-sonnet-5-5': ['between_tools'],
  'claude-opus-5-5': [],
};

const efforts = ['low', 'medium', 'high', 'xhigh', 'max'];

/** Why the API would refuse a request, in its words where they are known; `undefined` if it would not. */
export const checkRequest = (headers: IncomingHttpHeaders, text: string): Refusal | undefined => {
  if (!/^Bearer \S+$/.test(headers.authorization ?? '')) {
    return { status: 401, type: 'authentication_error', message: 'invalid bearer token' };
  }
  if (headers['anthropic-version'] !== '2026-10-21') {
    return bad('anthropic-version: this fake speaks 2026-10-21 only');
  }
  if (Buffer.byteLength(text) > 32 * 1024 * 1024) {
    return { status: 413, type: 'request_too_large', message: 'Request exceeds the maximum size' };
  }
  let body: MessagesRequest;
  try {
    body = JSON.parse(text);
  } catch {
    return bad('The request body is not valid JSON');
  }
  const unknown = Object.keys(body).find((key) => !topLevelKeys.has(key));
  if (unknown !== undefined) return bad(`${unknown}: Extra inputs are not permitted`);
  return checkModel(body) ?? checkMessages(body) ?? checkThinking(body) ?? checkFormat(body);
};

const checkModel = ({ model, max_tokens: maxTokens, metadata }: MessagesRequest) => {
  if (typeof model !== 'string') return bad('model: Field required');
  if (!model.startsWith('claude-')) {
    return { status: 404, type: 'not_found_error', message: `model: ${model}` };
  }
  if (!Number.isInteger(maxTokens)) return bad('max_tokens: Field required');
  if (Number(maxTokens) < 1) return bad('max_tokens: Input should be greater than 0');
  if (Number(maxTokens) > 128_000) return bad(`max_tokens: ${maxTokens} > 128000`);
  const user = metadata?.user_id;
  if (user !== undefined && (typeof user !== 'string' || user.length > 256)) {
    return bad('metadata.user_id: String should have at most 256 characters');
  }
  return undefined;
};

const checkMessages = ({ messages, system }: MessagesRequest) => {
  if (!Array.isArray(messages) || messages.length === 0) return bad('messages: Field required');
  if (messages.at(-1)?.role !== 'user') {
    return bad('This model does not support assistant message prefill.');
  }
  const contents = [...messages.map(({ content }) => content), system ?? []];
  const blocks = contents.flatMap((content): Block[] =>
    typeof content === 'string' ? [{ type: 'text', text: content }] : content,
  );
  if (blocks.some(({ type, text }) => type === 'text' && (text ?? '').trim() === '')) {
    return bad('messages: text content blocks must be non-empty');
  }
  for (const block of blocks.filter(({ type }) => type === 'image')) {
    const refusal = refusalOfImage(block);
    if (refusal !== undefined) return bad(`messages: ${refusal}`);
  }
  const strange = blocks.find(({ type }) => type !== 'text' && type !== 'image');
  if (strange !== undefined) return bad(`messages: this fake knows no ${strange.type}`);
  const marks = blocks.filter((block) => block.cache_control !== undefined).length;
  if (marks > 4) return bad('A maximum of 4 blocks with cache_control may be provided.');
  return undefined;
};

const checkThinking = ({ model = '', thinking, output_config: config }: MessagesRequest) => {
  const effort = config?.effort;
  if (effort !== undefined && !efforts.includes(effort)) {
    return bad(`output_config.effort: Input should be one of ${efforts.join(', ')}`);
  }
  if (thinking === undefined || thinking.type === 'adaptive') return undefined;
  if (thinking.type === 'enabled')
    return bad('thinking.type: enabled is not supported by the model');
  if (!(thinkingOff[model] ?? [thinking.type]).includes(thinking.type)) {
    return bad(`thinking.type: ${thinking.type} is not supported by ${model}`);
  }
  if (effort === 'xhigh' || effort === 'max') {
    return bad(`thinking.type: ${thinking.type} cannot be used with effort ${effort}`);
  }
  return undefined;
};

const checkFormat = ({ output_config: config }: MessagesRequest) => {
  if (config === undefined) return undefined;
  const unknown = Object.keys(config).find((key) => key !== 'effort' && key !== 'format');
  if (unknown !== undefined) return bad(`output_config.${unknown}: Extra inputs are not permitted`);
  if (config.format === undefined) return undefined;
  const strange = Object.keys(config.format).find((key) => key !== 'type' && key !== 'schema');
  if (strange !== undefined) {
    return bad(`output_config.format.${strange}: Extra inputs are not permitted`);
  }
  return checkSchema(config.format.schema, 'output_config.format.schema');
};

const schemaKeys = new Set([
  '$schema',
  '$defs',
  '$ref',
  'type',
  'properties',
  'required',
  'additionalProperties',
  'items',
  'minItems',
  'enum',
  'const',
  'anyOf',
  'allOf',
  'format',
  'title',
  'description',
]);

/** The part of JSON Schema that structured outputs take. Mujaz asks for every property. */
const checkSchema = (schema: unknown, path: string): Refusal | undefined => {
  if (typeof schema !== 'object' || schema === null) return bad(`${path}: not an object`);
  const node = schema as Record<string, unknown>;
  const unknown = Object.keys(node).find((key) => !schemaKeys.has(key));
  if (unknown !== undefined) return bad(`${path}: property '${unknown}' is not supported`);
  if (typeof node.minItems === 'number' && node.minItems > 1) {
    return bad(`${path}: 'minItems' values other than 0 or 1 are not supported`);
  }
  const properties = (node.properties ?? {}) as Record<string, unknown>;
  if (node.type === 'object') {
    if (node.additionalProperties !== false) {
      return bad(`${path}: 'additionalProperties' must be false`);
    }
    const required = new Set((node.required ?? []) as string[]);
    const optional = Object.keys(properties).find((name) => !required.has(name));
    if (optional !== undefined) return bad(`${path}: '${optional}' is not required`);
  }
  const children = [
    ...Object.entries(properties),
    ...Object.entries(node.$defs ?? {}),
    ...(node.items === undefined ? [] : [['items', node.items] as const]),
    ...((node.anyOf ?? []) as unknown[]).map((child, index) => [`anyOf.${index}`, child] as const),
  ];
  for (const [name, child] of children) {
    const refusal = checkSchema(child, `${path}.${name}`);
    if (refusal !== undefined) return refusal;
  }
  return undefined;
};
