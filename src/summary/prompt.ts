import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { parse } from 'yaml';
import { z } from 'zod';

import { summarySchema } from './summary.ts';

const frontMatterSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z-]*\.[a-z]{2}$/),
  version: z.int().positive(),
  task: z.enum([
    'summarize',
    'repair',
    'answer',
    'digest',
    'read-picture',
    'same-report',
    'expand-topic',
  ]),
  effort: z.enum(['low', 'medium', 'high', 'xhigh', 'max']),
  max_tokens: z.int().min(256).max(32_000),
  schema: z.string(),
  closing: z.string().trim().min(1),
});

/** How much work a model is asked to put in; the names are the API's. */
export type Effort = z.infer<typeof frontMatterSchema>['effort'];

/** What a language model is told to do, as one file of `prompts/` says it. */
export type Prompt = {
  id: string;
  task: z.infer<typeof frontMatterSchema>['task'];
  effort: Effort;
  /** Room for the answer, in tokens. */
  maxTokens: number;
  /** What the answer must look like. */
  schema: z.ZodType;
  /** The instructions: the same text for every article, so that the provider can cache them. */
  system: string;
  /** Said after the input, so that the last word is ours and not the article's. */
  closing: string;
  /** `version+hash` of the file and its schema: any change of either gives other answers. */
  fingerprint: string;
};

const file = /^---\n([\s\S]*?)\n---\n([\s\S]+)$/;

/**
 * Reads a prompt: Markdown below YAML front matter. Throws an Error that names the file and what is
 * wrong with it; meant for the start of a process. `schemas` are those that a file may name.
 */
export const loadPrompt = (
  text: string,
  name: string,
  schemas: Record<string, z.ZodType> = { summary: summarySchema },
): Prompt => {
  const [, head = '', body = ''] = file.exec(text) ?? [];
  const front = frontMatterSchema.safeParse(head === '' ? undefined : parse(head));
  if (!front.success) throw new Error(`${name}: ${z.prettifyError(front.error)}`);
  const { id, version, task, effort, max_tokens: maxTokens, closing } = front.data;
  const schema = schemas[front.data.schema];
  if (schema === undefined) throw new Error(`${name}: no schema called ${front.data.schema}`);
  const system = body.trim();
  if (system === '') throw new Error(`${name}: no text below the front matter`);
  const hash = createHash('sha256')
    .update(text)
    .update(JSON.stringify(z.toJSONSchema(schema)))
    .digest('hex');
  const fingerprint = `${version}+${hash.slice(0, 12)}`;
  return { id, task, effort, maxTokens, schema, system, closing, fingerprint };
};

/** Reads one file of a folder, as `loadPrompt` does; `schemas` are those that it may name. */
export const promptIn = (
  folder: string,
  name: string,
  schemas?: Record<string, z.ZodType>,
): Prompt => loadPrompt(readFileSync(join(folder, name), 'utf8'), name, schemas);

/** The prompts that summarising one article needs. */
export type Prompts = { summarize: Prompt; repair: Prompt };

/** Reads `summarize.ar.md` and `repair.ar.md` of a folder, strictly as `loadPrompt` does. */
export const loadPrompts = (folder: string): Prompts => ({
  summarize: promptIn(folder, 'summarize.ar.md'),
  repair: promptIn(folder, 'repair.ar.md'),
});
