import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { ApiMethods } from 'grammy/types';
import { z } from 'zod';

import { lengthOf } from './text.ts';
import { refused, type Refusal } from './wire.ts';

/** The part of JSON Schema that scripts/telegram-schema writes, and lengths in bytes. */
type Schema = {
  $ref?: string;
  type?: 'string' | 'number' | 'boolean' | 'array' | 'object';
  enum?: unknown[];
  anyOf?: Schema[];
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  minLength?: number;
  maxLength?: number;
  minBytes?: number;
  maxBytes?: number;
};

type Book = {
  types: string;
  methods: Record<string, Schema>;
  definitions: Record<string, Schema>;
};

const book: Book = JSON.parse(
  readFileSync(join(import.meta.dirname, 'telegram.schema.json'), 'utf8'),
);

/** What a method takes, by grammY's types, which are also what the schema was made from. */
export type CallOf<Name extends keyof ApiMethods> = NonNullable<Parameters<ApiMethods[Name]>[0]>;

type Problem = { path: string[]; kind: 'unknown' | 'missing' | 'value' };

const deepest = 100;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const problemInObject = (
  { properties = {}, required = [] }: Schema,
  value: unknown,
  path: string[],
  strict: boolean,
): Problem | undefined => {
  if (!isRecord(value)) return { path, kind: 'value' };
  for (const [name, inner] of Object.entries(value)) {
    const schema = Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (!schema && strict) return { path: [...path, name], kind: 'unknown' };
    const problem = schema && problemIn(schema, inner, [...path, name], strict);
    if (problem) return problem;
  }
  const missing = required.find((name) => value[name] === undefined);
  return missing === undefined ? undefined : { path: [...path, missing], kind: 'missing' };
};

/** Of the variants that do not fit, the one meant is that of the same `type` which fits furthest. */
const problemInVariants = (
  variants: Schema[],
  value: unknown,
  path: string[],
  strict: boolean,
): Problem | undefined => {
  const weight = ({ path: at, kind }: Problem): number => {
    if (at.at(-1) === 'type') return at.length * 3;
    return at.length * 3 + (kind === 'value' ? 2 : 1);
  };
  let nearest: Problem = { path, kind: 'value' };
  for (const variant of variants) {
    const problem = problemIn(variant, value, path, strict);
    if (!problem) return undefined;
    if (weight(problem) > weight(nearest)) nearest = problem;
  }
  return nearest;
};

const isWithin = (size: number, least = 0, most = Number.POSITIVE_INFINITY): boolean =>
  size >= least && size <= most;

const fits = (schema: Schema, value: unknown): boolean => {
  if (schema.enum) return schema.enum.includes(value);
  if (typeof value !== schema.type) return false;
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'string') return true;
  const { minLength, maxLength, minBytes, maxBytes } = schema;
  return (
    isWithin(lengthOf(value), minLength, maxLength) &&
    isWithin(Buffer.byteLength(value), minBytes, maxBytes)
  );
};

const problemIn = (
  schema: Schema,
  value: unknown,
  path: string[],
  strict: boolean,
): Problem | undefined => {
  const { $ref, anyOf, type, items = {} } = schema;
  if (path.length > deepest) return { path, kind: 'value' };
  if ($ref !== undefined) return problemIn(book.definitions[$ref] ?? {}, value, path, strict);
  if (anyOf) return problemInVariants(anyOf, value, path, strict);
  if (type === 'object') return problemInObject(schema, value, path, strict);
  if (type !== 'array') return fits(schema, value) ? undefined : { path, kind: 'value' };
  if (!Array.isArray(value)) return { path, kind: 'value' };
  for (const [index, item] of value.entries()) {
    const problem = problemIn(items, item, [...path, String(index)], strict);
    if (problem) return problem;
  }
  return undefined;
};

/** Telegram's own words, by the name of what is wrong; for the rest ours name the place. */
const words: Record<string, string> = {
  'missing chat_id': 'chat_id is empty',
  'missing text': 'message text is empty',
  'missing message_id': 'message identifier is not specified',
  'missing file_id': 'file_id not specified',
  'missing document': 'there is no document in the request',
  'value action': 'wrong parameter action in request',
  'value callback_data': 'BUTTON_DATA_INVALID',
  'value command': 'BOT_COMMAND_INVALID',
  'value description': 'BOT_COMMAND_DESCRIPTION_INVALID',
  'value emoji': 'REACTION_INVALID',
  'value language_code': 'invalid language code specified',
  'value parse_mode': 'unsupported parse_mode',
  'value secret_token': 'secret token is too long',
  'value short_description': 'bot short description is too long',
};

const refusalOf = ({ path, kind }: Problem): Refusal => {
  const known = words[`${kind} ${path.at(-1)}`];
  if (known !== undefined && (path.length === 1 || kind === 'value')) return refused(400, known);
  const place = path.join('.');
  if (kind === 'unknown') return refused(400, `unknown parameter "${place}"`);
  if (kind === 'missing') return refused(400, `parameter "${place}" is required`);
  return refused(400, `parameter "${place}" is not of its type`);
};

/** Forms carry JSON as strings: a string that does not fit as it is may fit once it is read. */
const fitting = (schema: Schema | undefined, value: unknown): unknown => {
  if (!schema || typeof value !== 'string' || !problemIn(schema, value, [], false)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
};

type Values = Record<string, unknown>;

const isCallOf = <Name extends keyof ApiMethods>(
  name: Name,
  values: Values,
  strict: boolean,
): values is Values & CallOf<Name> =>
  problemIn(book.methods[name] ?? {}, values, [], strict) === undefined;

/**
 * The arguments of a call as the schema has them, or Telegram's refusal. Telegram ignores parameters
 * that it does not know; `strict` refuses them, since they are mistakes.
 */
export const readCall = <Name extends keyof ApiMethods>(
  name: Name,
  given: { values: Values; asStrings: boolean },
  strict: boolean,
): { call: CallOf<Name> } | Refusal => {
  const schema = book.methods[name] ?? {};
  const values: Values = given.asStrings
    ? Object.fromEntries(
        Object.entries(given.values).map(([key, value]) => [
          key,
          fitting(schema.properties?.[key], value),
        ]),
      )
    : given.values;
  if (isCallOf(name, values, strict)) return { call: values };
  const problem = problemIn(schema, values, [], strict);
  return problem ? refusalOf(problem) : refused(400, 'not understood');
};

/** Where a value breaks the schema of a type such as `Update`; undefined means that it fits. */
export const breachOf = (type: string, value: unknown, strict = true): string | undefined => {
  const problem = problemIn({ $ref: type }, value, [], strict);
  return problem && `${problem.kind} ${problem.path.join('.')}`;
};

/** A value as the schema has it, whose type the caller names; `strict`: with no field besides. */
export const ofType = <T>(type: string, strict = true): z.ZodType<T> =>
  z.custom<T>().check(({ value, issues }) => {
    const breach = breachOf(type, value, strict);
    if (breach) issues.push({ code: 'custom', message: breach, input: value });
  });

/** What the schema was made from, and of which methods it knows. */
export const schemaOf = { types: book.types, methods: Object.keys(book.methods) };
