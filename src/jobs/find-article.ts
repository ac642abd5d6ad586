import { codePoints } from '../arabic/normalise.ts';
import { type Article, articleLimits } from '../article/article.ts';
import { isNoNews } from '../article/not-news.ts';
import { asFailure, Failure, type FailureKind } from '../lib/failure.ts';
import { createAskForAnswer, createConcludeRequest } from './answer-request.ts';
import { createAskQuestion } from './ask-question.ts';
import type { FileArticle, With } from './collaborators.ts';
import type { Job, Work } from './ports.ts';
import { placeOf, type Request, type Subject } from './request.ts';
import { languageFor } from './settings.ts';
import type { AnswerByline } from './stored.ts';

type Parts = With<
  | 'requests'
  | 'deliveries'
  | 'readers'
  | 'texts'
  | 'summaries'
  | 'readLink'
  | 'readFiles'
  | 'readText'
  | 'keyOf'
  | 'keyOfQuestion'
  | 'understands'
  | 'enqueue'
  | 'waitingIn'
  | 'progress'
>;

/** Who did not answer, where that is worth a word while it is tried again. */
const silent: Partial<Record<FailureKind, 'site' | 'file'>> = {
  'page-unreachable': 'site',
  'file-unreachable': 'file',
};

/** The `articles` job: from a request to its article, and to the summary or answer that it shares. */
export const createFindArticle = (collaborators: Parts): Job<Work['articles']> => {
  const { requests, deliveries, readers, texts, keyOf } = collaborators;
  const find = createFind(collaborators);
  const claim = createClaim(collaborators);
  const askForAnswer = createAskForAnswer(collaborators);
  const askQuestion = createAskQuestion(collaborators);
  const conclude = createConcludeRequest(collaborators);

  const answer = async (request: Request, article: Article): Promise<void> => {
    const { title, text, language } = article;
    checkArticle(article, collaborators);
    const settings = await readers.settings(request.chat);
    const form = { language: languageFor(settings, language), shape: settings.length };
    const prose = { title, text, language };
    const key = keyOf(prose, form);
    const first = await claim(request, key);
    if (first !== undefined) return conclude(request.id, { kind: 'repeat', of: first });
    if (!(await readers.countSummary(request.reader, request.id))) {
      await deliveries.unclaim(request.chat, key, request.id);
      throw new Failure('daily-limit', 'the reader had the summaries of the day');
    }
    await texts.save(key, prose);
    await askForAnswer(request, key, form);
  };

  /** The article lies there: another form of its summary is wanted. */
  const revise = async (request: Request, wish: NonNullable<Request['revises']>): Promise<void> => {
    const { key: earlier, ...form } = wish;
    const prose = await texts.load(earlier);
    if (prose === undefined) throw new Failure('expired', 'the article is no longer stored');
    const key = keyOf(prose, form);
    const isNew = (await collaborators.summaries.conclusion(key)) === undefined;
    if (isNew && !(await readers.countSummary(request.reader, request.id))) {
      throw new Failure('daily-limit', 'the reader had the summaries of the day');
    }
    await texts.save(key, prose);
    await askForAnswer(request, key, form);
  };

  return {
    run: async ({ request: id }, { signal, log }) => {
      const request = await requests.load(id);
      if (request === undefined || (await requests.superseded(request))) {
        log.info({}, 'the request is gone or has another form by now');
        return;
      }
      if ((await deliveries.load(id))?.outcome?.kind === 'cancelled') return;
      const { subject } = request;
      if (subject.kind === 'question') return askQuestion(request, subject.of, subject.text);
      if (request.revises) return revise(request, request.revises);
      const found = await find(request, subject, signal);
      const { article } = found;
      log.info({ from: subject.kind, letters: article.text.length }, 'article found');
      // Reading may have taken long: whoever asked to be forgotten meanwhile leaves no trace here.
      if (!(await requests.pack(request))) return;
      await deliveries.setByline(id, bylineOf(found, request));
      await answer(request, article);
    },
    giveUp: async ({ request }, { kind }) => {
      await conclude(request, { kind: 'failure', failure: kind });
    },
  };
};

const checkArticle = ({ text, language }: Article, { understands }: With<'understands'>): void => {
  if (text.length > articleLimits.most && codePoints(text) > articleLimits.most) {
    throw new Failure('too-long', `${codePoints(text)} code points are more than can be read`);
  }
  if (!understands(language)) throw new Failure('foreign-language', `no model to read ${language}`);
};

/** Claims a text for its chat; gives the request that was first with it, if it was another. */
const createClaim =
  ({ deliveries, summaries }: With<'deliveries' | 'summaries'>) =>
  async ({ chat, id }: Request, key: string): Promise<string | undefined> => {
    let first = await deliveries.claim(chat, key, id);
    if (!sameMessage(first, id) && (await summaries.isRenewable(key))) {
      // A makeshift is not worth pointing to: this time the model may be there.
      await deliveries.unclaim(chat, key, first);
      first = await deliveries.claim(chat, key, id);
    }
    return sameMessage(first, id) ? undefined : first;
  };

type Finding = With<'readText' | 'readLink' | 'readFiles' | 'progress'>;

type Findable = Exclude<Subject, { kind: 'question' }>;

/** The article of a request, in whatever form the reader sent it; what takes its time is told. */
const createFind = ({ readText, readLink, readFiles, progress }: Finding) => {
  const find = async (id: string, subject: Findable, signal: AbortSignal): Promise<FileArticle> => {
    const { kind } = subject;
    if (kind === 'files') return readFiles(id, subject.files, { signal, arePhotos: false });
    if (kind === 'photos') return readFiles(id, subject.photos, { signal, arePhotos: true });
    if (kind === 'link') {
      return { article: await readLink(subject.url, signal), fromPicture: false };
    }
    if (kind === 'refusal') {
      throw new Failure(subject.failure, 'nothing in several messages can be read');
    }
    if (isNoNews(subject.text)) throw new Failure('not-news', 'a chat, code or a list');
    return { article: readText(subject.text), fromPicture: false };
  };

  return async (request: Request, subject: Findable, signal: AbortSignal): Promise<FileArticle> => {
    if (subject.kind !== 'text') progress(request, { doing: 'reading' });
    try {
      return await find(request.id, subject, signal);
    } catch (thrown) {
      const whom = silent[asFailure(thrown).kind];
      if (whom) progress(request, { doing: 'retrying', whom });
      throw thrown;
    }
  };
};

/** What a forward says of its origin goes before what the text says of itself. */
const bylineOf = ({ article, fromPicture }: FileArticle, { origin }: Request): AnswerByline => ({
  outlet: origin.outlet || article.outlet,
  author: article.author,
  date: article.date || origin.date,
  url: article.url || origin.url,
  ...(fromPicture ? { fromPicture } : {}),
});

const sameMessage = (one: string, other: string): boolean => placeOf(one) === placeOf(other);
