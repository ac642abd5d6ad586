import { codePoints } from '../arabic/normalise.ts';
import { type Article, articleLimits, type Prose } from '../article/article.ts';
import { isNoNews } from '../article/not-news.ts';
import { Failure } from '../lib/failure.ts';
import type { OutputLanguage } from '../summary/summary.ts';
import { concludeRequest } from './conclude-request.ts';
import type {
  AnswerByline,
  Deliveries,
  Enqueue,
  Job,
  Readers,
  Requests,
  Summaries,
  Texts,
  Work,
} from './ports.ts';
import type { FileArticle, createReadFiles } from './read-files.ts';
import type { ReadLink } from './read-link.ts';
import { placeOf, type Request } from './request.ts';

type Collaborators = {
  requests: Requests;
  deliveries: Deliveries;
  readers: Readers;
  texts: Texts;
  summaries: Summaries;
  readLink: ReadLink;
  readFiles: ReturnType<typeof createReadFiles>;
  readText: (pasted: string) => Article;
  /** The key that a summary of this text in this language is shared by. */
  keyOf: (prose: Prose, language: OutputLanguage) => string;
  /** Whether an article in this language can be summarised here. */
  understands: (language: Prose['language']) => boolean;
  enqueue: Enqueue;
};

/** The `articles` job: from a request to its article, and to the summary that it shares. */
export const createFindArticle = (collaborators: Collaborators): Job<Work['articles']> => {
  const { requests, deliveries, readers, texts, summaries, enqueue } = collaborators;
  const { keyOf, understands } = collaborators;
  const find = createFind(collaborators);

  const askForSummary = async (request: Request, article: Article): Promise<void> => {
    const { title, text, language } = article;
    const prose = { title, text, language };
    if (text.length > articleLimits.most && codePoints(text) > articleLimits.most) {
      throw new Failure('too-long', `${codePoints(text)} code points are more than can be read`);
    }
    if (!understands(language)) {
      throw new Failure('foreign-language', `no model to read ${language}`);
    }
    const key = keyOf(prose, request.output);
    let first = await deliveries.claim(request.chat, key, request.id);
    if (!sameMessage(first, request.id) && (await summaries.isRenewable(key))) {
      // A makeshift is not worth pointing to: this time the model may be there.
      await deliveries.unclaim(request.chat, key, first);
      first = await deliveries.claim(request.chat, key, request.id);
    }
    if (!sameMessage(first, request.id)) {
      await concludeRequest({ deliveries, enqueue }, request.id, { kind: 'repeat', of: first });
      return;
    }
    if (!(await readers.countSummary(request.reader, request.id))) {
      await deliveries.unclaim(request.chat, key, request.id);
      throw new Failure('daily-limit', 'the reader had the summaries of the day');
    }
    await texts.save(key, prose);
    const { state, run } = await summaries.ask(key, request);
    if (state === 'answered') {
      await concludeRequest({ deliveries, enqueue }, request.id, { kind: 'summary', key });
    } else {
      // Also for those who join: the one who started may have died before its job was stored.
      const work = { key, language: request.output, request: request.id };
      const turn = await readers.begin(request.reader, request.id);
      await enqueue('summaries', `${key}-${run}`, work, { turn, shared: state === 'joined' });
    }
  };

  return {
    run: async ({ request: id }, { signal, log }) => {
      const request = await requests.load(id);
      if (request === undefined || (await requests.superseded(request))) {
        log.info({}, 'the request is gone or has another form by now');
        return;
      }
      const found = await find(request, signal);
      const { article } = found;
      log.info({ from: request.subject.kind, letters: article.text.length }, 'article found');
      await deliveries.setByline(id, bylineOf(found, request));
      await askForSummary(request, article);
    },
    giveUp: async ({ request }, { kind }) => {
      await concludeRequest({ deliveries, enqueue }, request, { kind: 'failure', failure: kind });
    },
  };
};

type Finding = Pick<Collaborators, 'readText' | 'readLink' | 'readFiles'>;

/** The article of a request, in whatever form the reader sent it. */
const createFind =
  ({ readText, readLink, readFiles }: Finding) =>
  async ({ id, subject }: Request, signal: AbortSignal): Promise<FileArticle> => {
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

/** What a forward says of its origin goes before what the text says of itself. */
const bylineOf = ({ article, fromPicture }: FileArticle, { origin }: Request): AnswerByline => ({
  outlet: origin.outlet || article.outlet,
  author: article.author,
  date: article.date || origin.date,
  url: article.url || origin.url,
  ...(fromPicture ? { fromPicture } : {}),
});

const sameMessage = (one: string, other: string): boolean => placeOf(one) === placeOf(other);
