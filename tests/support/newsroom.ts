import type { Article, Prose } from '../../src/article/article.ts';
import type { FileContent, KnownAnswer, Page, Picture } from '../../src/article/ports.ts';
import { createAcceptRequest } from '../../src/jobs/accept-request.ts';
import { createCancelRequests } from '../../src/jobs/cancel-requests.ts';
import { createDeliverAnswer } from '../../src/jobs/deliver-answer.ts';
import { createFindArticle } from '../../src/jobs/find-article.ts';
import { createMakeSummary, createSweep } from '../../src/jobs/make-summary.ts';
import type { Messenger, Stage, Telling } from '../../src/jobs/messenger.ts';
import type { Attempt, Enqueue, Job, QueueName, Work } from '../../src/jobs/ports.ts';
import { createReadFiles } from '../../src/jobs/read-files.ts';
import { createReadLink } from '../../src/jobs/read-link.ts';
import { noOrigin, type Request } from '../../src/jobs/request.ts';
import { createReviseAnswer } from '../../src/jobs/revise-answer.ts';
import { asFailure, Failure, failureRules } from '../../src/lib/failure.ts';
import { silentLog } from '../../src/lib/log.ts';
import type { Answer } from '../../src/summary/answer.ts';
import type { Form } from '../../src/summary/summary.ts';
import { createMemoryStores } from './memory-stores.ts';

type Shown = { chat: number; messageId: number; telling: Telling };

/** A chat of plain arrays: what a reader sees, and failures that a test asks for. */
const createChat = () => {
  const messages: Shown[] = [];
  const failures: Failure[] = [];
  let lastId = 1000;
  const fail = () => {
    const failure = failures.shift();
    if (failure) throw failure;
  };
  const messenger: Messenger = {
    send: async ({ chat }, telling) => {
      fail();
      lastId += 1;
      messages.push({ chat, messageId: lastId, telling });
      return lastId;
    },
    edit: async (_request, messageId, telling) => {
      fail();
      const message = messages.find((shown) => shown.messageId === messageId);
      if (message) message.telling = telling;
      return message !== undefined;
    },
    remove: async (_request, messageId) => {
      fail();
      const index = messages.findIndex((shown) => shown.messageId === messageId);
      if (index !== -1) messages.splice(index, 1);
    },
  };
  return { messenger, messages, failNext: (failure: Failure) => failures.push(failure) };
};

export const anArticle: Article = {
  title: 'عنوان',
  text: 'نص المقال كاملًا. '.repeat(20),
  language: 'ar',
  outlet: 'صحيفة النهار',
  author: '',
  date: '2026-11-20',
  url: '',
};

const anAnswer = (prose: Prose, { language, shape = 'standard' }: Form): Answer => ({
  summary: { headline: prose.title, bullets: [], sources: [], topics: [] },
  language,
  shape,
  how: 'model',
  reason: '',
  model: 'm',
  prompt: '1+a',
  checked: 1,
  repaired: 0,
  dropped: 0,
  faults: [],
  costMicroUsd: 1,
});

/**
 * The whole way of an article in memory: real jobs and stores, a queue that is run by hand, a model
 * that the test writes.
 */
export const createNewsroom = ({ dailyLimit = 50, hasModel = true } = {}) => {
  let now = Date.UTC(2026, 10, 23, 8);
  const clock = { now: () => now };
  const stores = createMemoryStores({ dailyLimit, clock });
  const chat = createChat();
  const queue: { name: QueueName; id: string; work: Work[QueueName]; delayMs: number }[] = [];
  const script = {
    /** What the model does with a text. */
    summarise: (prose: Prose, form: Form = { language: 'ar' }): Promise<Answer> =>
      Promise.resolve(anAnswer(prose, form)),
    answerQuestion: (prose: Prose, _question: string): Promise<Answer> =>
      Promise.resolve(anAnswer(prose, { language: 'ar' })),
    readText: (pasted: string): Article => ({ ...anArticle, text: pasted }),
    understands: (_language: string): boolean => true,
    fetchPage: (_url: string, _known?: KnownAnswer): Promise<Page> =>
      Promise.reject(new Failure('page-missing', 'no such page')),
    downloadFile: async (id: string): Promise<Uint8Array> => Buffer.from(id),
    readFile: async (bytes: Uint8Array): Promise<FileContent> => ({
      kind: 'article',
      article: { ...anArticle, text: Buffer.from(bytes).toString() },
    }),
    readPictures: async (_pictures: readonly Picture[]) => ({ title: '', text: anArticle.text }),
  };
  let modelCalls = 0;

  const enqueue: Enqueue = async (name, id, work, { delayMs = 0 } = {}) => {
    if (queue.some((job) => job.name === name && job.id === id)) return;
    queue.push({ name, id, work, delayMs });
  };
  const stages: string[] = [];
  const collaborators = {
    ...stores,
    messenger: chat.messenger,
    enqueue,
    waitingIn: async (name: QueueName) => queue.filter((job) => job.name === name).length,
    progress: ({ id }: Request, stage: Stage) => {
      stages.push(`${id} ${stage.doing}${'ahead' in stage ? ` ${stage.ahead}` : ''}`);
    },
    log: silentLog,
  };
  const cancel = createCancelRequests(collaborators);
  const accept = createAcceptRequest(collaborators);
  const revise = createReviseAnswer(collaborators);
  const sweep = createSweep({ ...stores, enqueue, olderThanMs: 0 });
  const jobs: { [Q in Exclude<QueueName, 'digests' | 'feeds'>]: Job<Work[Q]> } = {
    articles: createFindArticle({
      ...collaborators,
      readLink: createReadLink({
        ...stores,
        fetchPage: (url, _signal, known) => script.fetchPage(url, known),
        readPage: async ({ bytes }) => ({ ...anArticle, text: Buffer.from(bytes).toString() }),
        clock,
      }),
      readFiles: createReadFiles({
        ...stores,
        downloadFile: (id) => script.downloadFile(id),
        readFile: (bytes) => script.readFile(bytes),
        readPictures: hasModel ? (pictures) => script.readPictures(pictures) : undefined,
        readText: (text) => script.readText(text),
        clock,
      }),
      readText: (pasted) => script.readText(pasted),
      keyOfQuestion: ({ text }, question) => `key${text.length}${question}`,
      keyOf: ({ text }, { language, shape = 'standard' }) => `key${text.length}${language}${shape}`,
      understands: (language) => script.understands(language),
    }),
    summaries: createMakeSummary({
      ...collaborators,
      summarise: (prose, { language, shape }) => {
        modelCalls += 1;
        return script.summarise(prose, { language, shape });
      },
      answerQuestion: (prose, question) => {
        modelCalls += 1;
        return script.answerQuestion(prose, question);
      },
      answerWithoutModel: (prose, _question, reason) => ({
        ...anAnswer(prose, { language: 'ar' }),
        how: 'extractive',
        reason,
      }),
      summariseWithoutModel: (prose, reason, shape) => ({
        ...anAnswer(prose, { language: 'ar', shape }),
        how: 'extractive',
        reason,
      }),
      clock,
    }),
    deliveries: createDeliverAnswer(collaborators),
  };
  const attempt: Attempt = { signal: new AbortController().signal, log: silentLog };

  const work = async ({ name, work }: (typeof queue)[number]): Promise<void> => {
    const job = jobs[name as keyof typeof jobs] as Job<Work[QueueName]>;
    try {
      await job.run(work, attempt);
    } catch (thrown) {
      const failure = asFailure(thrown);
      const rule = failureRules[failure.kind];
      // The budget of time is over at once here, but for what a real queue would only hold up.
      if (rule === 'backoff' && retriesLeft > 0) {
        retriesLeft -= 1;
        await enqueue(name, 'again', work);
      } else await job.giveUp(work, failure, attempt);
    }
  };
  let retriesLeft = 0;

  return {
    stores,
    chat,
    /** What was told of progress: request and stage. */
    stages,
    cancel,
    queue,
    script,
    accept,
    revise,
    sweep,
    modelCalls: () => modelCalls,
    passTime: (ms: number) => {
      now += ms;
    },
    /** How many failures the queue lets pass before it gives up. */
    allowRetries: (count: number) => {
      retriesLeft = count;
    },
    /** Works until nothing is left to do, or only on the named queues. */
    settle: async (only?: readonly QueueName[]) => {
      for (;;) {
        const next = queue.findIndex(({ name }) => only === undefined || only.includes(name));
        const [job] = next === -1 ? [] : queue.splice(next, 1);
        if (!job) return;
        await work(job);
      }
    },
    request: (changes: Partial<Request> & { message: number }): Request => {
      const { chat = 7, message } = changes;
      return {
        id: `${chat}-${message}-0`,
        chat,
        thread: 0,
        reader: chat,
        subject: { kind: 'text', text: anArticle.text },
        origin: noOrigin,
        language: 'ar',
        at: now,
        ...changes,
      };
    },
  };
};
