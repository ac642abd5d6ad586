import type { Prose } from '../article/article.ts';
import { Failure, type FailureKind } from '../lib/failure.ts';
import type { Log } from '../lib/log.ts';
import { type Answer, madeWithoutModel } from './answer.ts';
import type { Budget, Model } from './ask.ts';
import { type Check, type Grounding, leastBullets } from './grounding.ts';
import { headlineOf, topicsOf } from './headline.ts';
import type { Prompt, Prompts } from './prompt.ts';
import { quarantine } from './quarantine.ts';
import { readSummary } from './read-summary.ts';
import { bulletsIn, type OutputLanguage, type Shape, type Summary } from './summary.ts';
import { createTill, type PaidReply } from './till.ts';

/** The gate: which lines of a summary stand in the text that it is of. */
type Ground = (prose: Prose, summary: Summary, options: { output: OutputLanguage }) => Grounding;

/** A summary of an Arabic text by its own sentences. */
type Extractive = (prose: Prose, shape?: Shape) => Summary;

type Parts = {
  model: Model;
  prompts: Prompts;
  ground: Ground;
  /** Reads what the summary will be held against; called while the model's answer is awaited. */
  readAhead?: (prose: Prose) => void;
  extractive: Extractive;
  budget: Budget;
  log: Log;
};

type Options = {
  language: OutputLanguage;
  shape?: Shape | undefined;
  signal?: AbortSignal | undefined;
  /** Called once a draft is there and held against the text. */
  checking?: (() => void) | undefined;
  /** The reader's id, already hashed. */
  reader?: string | undefined;
};

/**
 * Summarises a text by a language model and lets nothing through that the gate refuses: what fails
 * is repaired by one call that names the faults, and dropped if it fails again. Where the model
 * refuses, cannot be paid or leaves too little, an Arabic text is answered without it; any other is
 * rejected with a Failure of kind `model-refused`, `budget-spent` or `model-unreadable`. Three calls
 * at the most. Also rejects as the model does, while there is nothing to show.
 */
export const createSummarise =
  ({ model, prompts, ground, readAhead, extractive, budget, log }: Parts) =>
  async (given: Prose, options: Options): Promise<Answer> => {
    const { language, shape = 'standard', signal, reader } = options;
    const { prose, removed, orders } = quarantine(given);
    if (removed > 0) log.warn({ removed, orders }, 'the text holds passages that are no news');
    const till = createTill(model, budget);
    const ask: Ask = (prompt, input, maxTokens) =>
      till.ask({ prompt, input, maxTokens, reader }, signal);
    const judge = (draft: Summary): Judged => {
      const bullets = draft.bullets.slice(0, bulletsIn(shape, mostUsual));
      const summary = { ...draft, bullets };
      return { summary, grounding: ground(prose, summary, { output: language }) };
    };
    const giveUp = (shortfall: Shortfall): Answer => {
      log.warn({ shortfall, costMicroUsd: till.spent() }, 'no summary by the model');
      if (prose.language !== 'ar') throw new Failure(shortfalls[shortfall], 'no summary to show');
      const answer = summariseWithoutModel(extractive, prose, shortfall, shape);
      return { ...answer, costMicroUsd: till.spent() };
    };

    const request = requestOf(prose, language, shape);
    const callOff = onceSent(() => readAhead?.(prose));
    const draft = await askForSummary(ask, prompts.summarize, request).finally(callOff);
    if (typeof draft === 'string') return giveUp(draft);

    options.checking?.();
    const first = judge(draft);
    const second = await repair(ask, prompts.repair, request, first).catch((thrown: unknown) => {
      // What was paid for must not be lost to a failed improvement.
      if (!isEnough(first)) throw thrown;
      log.warn({ reason: String(thrown) }, 'the repairing call failed');
      return undefined;
    });
    const repaired = second && judge(second);
    const best = repaired && linesKept(repaired) >= linesKept(first) ? repaired : first;
    const counts = count(first, best);
    log.info({ ...counts, faults: noted(first), left: noted(best) }, 'checked the summary');

    if (!isEnough(best)) return giveUp('not-grounded');
    const { kept } = best.grounding;
    const circumstances = { prose, language, wary: orders };
    return {
      summary: {
        ...kept,
        headline: headlineOf(kept, circumstances),
        topics: topicsOf(kept, circumstances),
      },
      language,
      shape,
      how: 'model',
      reason: '',
      model: model.id,
      prompt: prompts.summarize.fingerprint,
      ...counts,
      faults: described(best),
      costMicroUsd: till.spent(),
    };
  };

/** The answer made of an Arabic text's own sentences, and why no model made it. */
export const summariseWithoutModel = (
  extractive: Extractive,
  prose: Prose,
  reason: Answer['reason'],
  shape: Shape = 'standard',
): Answer =>
  madeWithoutModel({
    summary: extractive(quarantine(prose).prose, shape),
    language: 'ar',
    shape,
    reason,
  });

/** Long enough for a request to leave, short beside the time in which a model answers. */
const requestLeavesMs = 100;

/** Does something when a request is surely on its way, which it would hold up. Gives how to call it off. */
const onceSent = (act: () => void): (() => void) => {
  const timer = setTimeout(() => {
    try {
      act();
    } catch {
      // Nobody waits for this; the check reads again and fails where it is heard of.
    }
  }, requestLeavesMs);
  return () => clearTimeout(timer);
};

/** Why a model's answer cannot be shown, and what that is called where nothing else can be. */
const shortfalls = {
  'model-refused': 'model-refused',
  'budget-spent': 'budget-spent',
  'not-grounded': 'model-unreadable',
} as const satisfies Partial<Record<Answer['reason'], FailureKind>>;
type Shortfall = keyof typeof shortfalls;

type Ask = (prompt: Prompt, input: object, maxTokens?: number) => Promise<PaidReply>;

/** Asks, and once more where no summary can be read; with twice the room where that ran out. */
const askForSummary = async (
  ask: Ask,
  prompt: Prompt,
  input: object,
): Promise<Summary | Shortfall> => {
  const reply = await ask(prompt, input);
  const read = readReply(reply);
  if (read !== 'not-grounded') return read;
  const room = reply.outcome === 'truncated' ? prompt.maxTokens * 2 : undefined;
  return readReply(await ask(prompt, input, room));
};

const readReply = (reply: PaidReply): Summary | Shortfall => {
  if (reply.outcome === 'refused') return 'model-refused';
  if (reply.outcome === 'unaffordable') return 'budget-spent';
  return (reply.outcome === 'answered' ? readSummary(reply.text) : undefined) ?? 'not-grounded';
};

/** A model that writes more bullets of the usual shape than this is cut short. */
const mostUsual = 7;

/** How many bullets a text of so many words carries; short texts are not stretched. */
const bulletsByWords = [
  { below: 120, least: 2, most: 3 },
  { below: 250, least: 3, most: 4 },
  { below: 500, least: 4, most: 5 },
  { below: 900, least: 5, most: 6 },
  { below: Infinity, least: 6, most: 7 },
] as const;

const requestOf = ({ title, text }: Prose, language: OutputLanguage, shape: Shape) => {
  const words = text.split(/\s+/).length;
  const range = bulletsByWords.find(({ below }) => words < below) ?? bulletsByWords[0];
  return {
    output_language: language,
    bullets: {
      least: shape === 'long' ? range.most : bulletsIn(shape, range.least),
      most: bulletsIn(shape, range.most),
    },
    article: { title, text },
  };
};

type Judged = { summary: Summary; grounding: Grounding };

/** More faults than this are a summary to write anew, not a list to work through. */
const mostFaults = 30;

const repair = async (
  ask: Ask,
  prompt: Prompt,
  request: object,
  { summary, grounding }: Judged,
): Promise<Summary | undefined> => {
  const faults = hardFaults(grounding).filter(({ path }) => lineOf(path) !== undefined);
  if (faults.length === 0) return undefined;
  const named = faults.slice(0, mostFaults).map(({ path, kind, note }) => ({ path, kind, note }));
  const read = readReply(await ask(prompt, { ...request, summary, faults: named }));
  return typeof read === 'string' ? undefined : read;
};

const hardFaults = ({ checks }: Grounding): Check[] => checks.filter(({ ok, hard }) => hard && !ok);

/** The bullet or source that a check's path leads into; headline and topics are no such lines. */
const lineOf = (path: string): string | undefined => /^(?:bullets|sources)\[\d+\]/.exec(path)?.[0];

const isEnough = ({ grounding }: Judged): boolean => grounding.kept.bullets.length >= leastBullets;

const linesOf = ({ bullets, sources }: Summary): number => bullets.length + sources.length;

/** Bullets weigh more than sources: they are what happened. */
const linesKept = ({ grounding: { kept } }: Judged): number =>
  kept.bullets.length * 100 + kept.sources.length;

const faultyLines = ({ grounding }: Judged): number =>
  new Set(
    hardFaults(grounding)
      .map(({ path }) => lineOf(path))
      .filter(Boolean),
  ).size;

/** A line is dropped also where only a part of it is, and where the repair left it out. */
const count = (first: Judged, best: Judged) => {
  const checked = linesOf(first.summary);
  const omitted = Math.max(0, checked - linesOf(best.summary));
  const dropped = faultyLines(best) + omitted;
  return { checked, dropped, repaired: Math.max(0, faultyLines(first) - dropped) };
};

const described = ({ grounding }: Judged): string[] =>
  hardFaults(grounding)
    .slice(0, mostFaults)
    .map(({ path, kind, note }) => `${path} ${kind}: ${note}`);

/** Faults by kind, for operators; the notes hold words of the text and stay out of the log. */
const noted = ({ grounding }: Judged): string[] =>
  hardFaults(grounding).map(({ path, kind }) => `${path} ${kind}`);
