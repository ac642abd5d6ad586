import { z } from 'zod';

import type { ReadPictures } from '../article/ports.ts';
import { Failure } from '../lib/failure.ts';
import { readJson } from '../lib/read-json.ts';
import type { Budget, Model } from './ask.ts';
import { type Prompt, promptIn } from './prompt.ts';
import { createTill } from './till.ts';

const readingSchema = z.strictObject({
  title: z.string(),
  text: z.string(),
});

/** Reads `read-picture.ar.md` of a folder, strictly as `loadPrompt` does. */
export const loadPicturePrompt = (folder: string): Prompt =>
  promptIn(folder, 'read-picture.ar.md', { reading: readingSchema });

/** More pictures than an album has are no article. */
const mostPictures = 10;
/** Bytes of all pictures of one question; the API takes 32 MB in Base64. */
const mostBytes = 20 * 1024 * 1024;

type Parts = { model: Model; prompt: Prompt; budget: Budget };

/**
 * The port `ReadPictures` by a model that sees. The reading is the text that a summary is then
 * grounded against: nothing of the picture goes into an answer by any other way.
 */
export const createReadPictures =
  ({ model, prompt, budget }: Parts): ReadPictures =>
  async (pictures, signal) => {
    const till = createTill(model, budget);
    const shown = pictures.slice(0, mostPictures);
    if (shown.reduce((sum, { bytes }) => sum + bytes.length, 0) > mostBytes) {
      throw new Failure('picture-too-large', 'more than one question can hold');
    }
    const question = { prompt, input: { pictures: shown.length }, pictures: shown };
    const reply = await till.ask(question, signal).catch((thrown: unknown) => {
      throw withoutHolding(thrown);
    });
    if (reply.outcome === 'unaffordable') throw new Failure('budget-spent', 'no money to read');
    if (reply.outcome === 'refused') throw new Failure('model-refused', 'the model did not read');
    const reading = reply.outcome === 'answered' ? readJson(readingSchema, reply.text) : undefined;
    if (reading === undefined) throw new Failure('model-unreadable', 'no reading came back');
    if (!/\p{L}/u.test(reading.text)) {
      throw new Failure('picture-unreadable', 'the model found no text of an article');
    }
    return reading;
  };

/** A rate limit holds up the queue of those who wait for a model; here it delays this job alone. */
const withoutHolding = (thrown: unknown): unknown =>
  thrown instanceof Failure && thrown.kind === 'model-rate-limited'
    ? new Failure('model-busy', thrown.message, {
        retryAfterMs: thrown.retryAfterMs,
        cause: thrown,
      })
    : thrown;
