import type { Prose } from '../article/article.ts';
import type { Log } from '../lib/log.ts';
import { type Answer, madeWithoutModel } from './answer.ts';
import type { Budget, Model } from './ask.ts';
import type { Grounding } from './grounding.ts';
import { nearestSentences } from './nearest.ts';
import { type Prompt, promptIn } from './prompt.ts';
import { quarantine } from './quarantine.ts';
import { languageOfQuestion } from './question.ts';
import { readSummary } from './read-summary.ts';
import { type OutputLanguage, type Summary, summarySchema } from './summary.ts';
import { createTill } from './till.ts';

/** An answer is the lines of a summary and who says them; none where the article does not say. */
const replySchema = summarySchema.pick({ bullets: true, sources: true });

/** Reads `answer.ar.md` of a folder, strictly as `loadPrompt` does. */
export const loadAnswerPrompt = (folder: string): Prompt =>
  promptIn(folder, 'answer.ar.md', { reply: replySchema });

/** More sentences than this are no answer to a question. */
const mostLines = 3;

type Ground = (prose: Prose, summary: Summary, options: { output: OutputLanguage }) => Grounding;

type Parts = { model: Model; prompt: Prompt; ground: Ground; budget: Budget; log: Log };

/**
 * Answers a question from one article alone, in the question's language: at most three lines, each
 * with its sentence, held against the article by the gate. No line where a model finds that the
 * article does not say. Where the model refuses, cannot be paid or does not hold, the sentences that
 * come nearest stand in. One call; rejects as the model does.
 */
export const createAnswerQuestion =
  ({ model, prompt, ground, budget, log }: Parts) =>
  async (given: Prose, question: string, signal?: AbortSignal): Promise<Answer> => {
    const { prose } = quarantine(given);
    const output = languageOfQuestion(question);
    const till = createTill(model, budget);
    const without = (reason: Answer['reason']): Answer => ({
      ...answerWithoutModel(given, question, reason),
      costMicroUsd: till.spent(),
    });

    const { title, text } = prose;
    const input = { output_language: output, question, article: { title, text } };
    const reply = await till.ask({ prompt, input }, signal);
    if (reply.outcome === 'refused') return without('model-refused');
    if (reply.outcome === 'unaffordable') return without('budget-spent');
    const read = reply.outcome === 'answered' ? readSummary(reply.text) : undefined;
    if (read === undefined) return without('not-grounded');

    const draft = { ...read, bullets: read.bullets.slice(0, mostLines), headline: '', topics: [] };
    const { kept } = ground(prose, draft, { output });
    const [checked, left] = [draft.bullets.length, kept.bullets.length];
    log.info({ checked, left }, 'checked the answer to a question');
    if (checked > 0 && left === 0) return without('not-grounded');
    return {
      summary: { ...kept, headline: '', topics: [] },
      language: output,
      shape: 'standard',
      how: 'model',
      reason: '',
      model: model.id,
      prompt: prompt.fingerprint,
      checked,
      repaired: 0,
      dropped: checked - left,
      faults: [],
      costMicroUsd: till.spent(),
    };
  };

/** The article's own sentences that come nearest to the question, and why no model answered. */
export const answerWithoutModel = (
  given: Prose,
  question: string,
  reason: Answer['reason'],
): Answer => {
  const sentences = nearestSentences(quarantine(given).prose, question);
  const bullets = sentences.map((text) => ({ text, evidence: text, source_ids: [] }));
  return madeWithoutModel({
    summary: { headline: '', bullets, sources: [], topics: [] },
    language: languageOfQuestion(question),
    shape: 'standard',
    reason,
  });
};
