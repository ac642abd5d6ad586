import { AsyncLocalStorage } from 'node:async_hooks';

import type { SendDigest } from '../jobs/deliver-digest.ts';
import type { Messenger, Telling } from '../jobs/messenger.ts';
import type { Job } from '../jobs/ports.ts';
import type { Inbox } from '../jobs/turns.ts';
import { asFailure, type FailureKind } from '../lib/failure.ts';
import type { Answer } from '../summary/answer.ts';
import type { Model } from '../summary/ask.ts';

type Ended = { outcome: 'ok' | FailureKind; seconds: number };

/** What happens while a process works, as far as anybody counts it. */
type Events = {
  /** A try of a job; `notes` are what listeners have said of it while it ran. */
  job: Ended & { queue: string; work: unknown; notes: readonly string[] };
  /** A job, or an update that fails or kills its process each time. */
  givenUp: { queue: string; failure: FailureKind };
  /** A message of the bot's; an edit may find that its message is gone. */
  message: Ended & { way: 'send' | 'edit'; telling: Telling; isThere: boolean };
  digest: { kind: Parameters<SendDigest>[1]['kind'] };
  /** A call of the model, with all that it was billed. */
  call: Ended & { model: string; task: string; microUsd: number };
  answer: Answer;
};

/** Somebody who counts; `note` says a few words of the job that is running, if one is. */
export type Listener = {
  [Event in keyof Events]?: (event: Events[Event], note: (words: string) => void) => void;
};

type Tell = <Event extends keyof Events>(name: Event, event: Events[Event]) => void;

/**
 * Wraps parts from outside, so that none of them knows that it is measured: what comes back from a
 * `measure…` behaves as what was given, and tells the listeners.
 */
export const createObserver = (listeners: readonly Listener[]) => {
  const running = new AsyncLocalStorage<string[]>();
  const note = (words: string): void => void running.getStore()?.push(words);
  const tell: Tell = (name, event) => {
    for (const listener of listeners) listener[name]?.(event, note);
  };
  return {
    measureJob: <W>(queue: string, job: Job<W>): Job<W> => ({
      run: (work, attempt) => {
        const notes: string[] = [];
        return timed(
          () => running.run(notes, () => job.run(work, attempt)),
          (ended) => tell('job', { ...ended, queue, work, notes }),
        );
      },
      giveUp: (work, failure, attempt) => {
        tell('givenUp', { queue, failure: failure.kind });
        return job.giveUp(work, failure, attempt);
      },
    }),
    measureInbox: (inbox: Inbox): Inbox => ({
      ...inbox,
      markHandled: (update, failure) => {
        if (failure !== undefined) tell('givenUp', { queue: 'updates', failure });
        return inbox.markHandled(update, failure);
      },
    }),
    measureMessenger: (messenger: Messenger) => measuredMessenger(messenger, tell),
    measureModel: (model: Model) => measuredModel(model, tell),
    measureDigests:
      (send: SendDigest): SendDigest =>
      async (digest, telling, signal) => {
        const id = await send(digest, telling, signal);
        tell('digest', telling);
        return id;
      },
    measureSummarise:
      <A extends unknown[]>(summarise: (...args: A) => Promise<Answer>) =>
      async (...args: A): Promise<Answer> => {
        const answer = await summarise(...args);
        tell('answer', answer);
        return answer;
      },
  };
};

export type Observer = ReturnType<typeof createObserver>;

const timed = async <T>(
  work: () => Promise<T>,
  tell: (ended: Ended, result?: T) => void,
): Promise<T> => {
  const start = performance.now();
  const ended = (outcome: Ended['outcome']): Ended => ({
    outcome,
    seconds: (performance.now() - start) / 1000,
  });
  let result: T;
  try {
    result = await work();
  } catch (thrown) {
    tell(ended(asFailure(thrown).kind));
    throw thrown;
  }
  tell(ended('ok'), result);
  return result;
};

const measuredMessenger = (messenger: Messenger, tell: Tell): Messenger => {
  const ending =
    (way: 'send' | 'edit', telling: Telling) =>
    (ended: Ended, sent?: number | boolean): void =>
      tell('message', {
        ...ended,
        way,
        telling,
        isThere: ended.outcome === 'ok' && sent !== false,
      });
  return {
    ...messenger,
    send: (request, telling, signal) =>
      timed(() => messenger.send(request, telling, signal), ending('send', telling)),
    edit: (request, id, telling, signal) =>
      timed(() => messenger.edit(request, id, telling, signal), ending('edit', telling)),
  };
};

const measuredModel = (model: Model, tell: Tell): Model => ({
  ...model,
  ask: (question, signal) => {
    let microUsd = 0;
    const bill = (more: number): void => {
      microUsd += more;
      question.bill?.(more);
    };
    return timed(
      () => model.ask({ ...question, bill }, signal),
      (ended) => tell('call', { ...ended, model: model.id, task: question.prompt.task, microUsd }),
    );
  },
});
