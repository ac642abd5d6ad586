import type { Log } from '../lib/log.ts';
import type { Budget, Model } from '../summary/ask.ts';
import type { Prompt } from '../summary/prompt.ts';
import { createTill } from '../summary/till.ts';
import type { SummariseStory } from './make-story-summary.ts';
import { groundStory, readStorySummary } from './story-gate.ts';

type Parts = { model: Model; prompt: Prompt; budget: Budget; log: Log };

/**
 * Summarises a story by one call of a model, from the texts of its outlets, and lets nothing through
 * that the gate refuses. Rejects as the model does.
 */
export const createSummariseStory =
  ({ model, prompt, budget, log }: Parts): SummariseStory =>
  async (texts, { language, title, signal }) => {
    const till = createTill(model, budget);
    const input = {
      output_language: language,
      outlets: texts.map(({ id, prose }) => ({ id, title: prose.title, text: prose.text })),
    };
    const reply = await till.ask({ prompt, input }, signal);
    const costMicroUsd = till.spent();
    if (reply.outcome === 'refused') return { reason: 'model-refused', costMicroUsd };
    if (reply.outcome === 'unaffordable') return { reason: 'budget-spent', costMicroUsd };
    const ids = texts.map(({ id }) => id);
    const draft = reply.outcome === 'answered' ? readStorySummary(reply.text, ids) : undefined;
    if (draft === undefined) return { reason: 'not-grounded', costMicroUsd };
    const { kept, dropped } = groundStory(draft, texts, { output: language, title });
    log.info({ outlets: ids.length, kept: kept.bullets.length, dropped }, 'checked a story');
    return kept.bullets.length === 0
      ? { reason: 'not-grounded', costMicroUsd }
      : { summary: kept, dropped, costMicroUsd };
  };
