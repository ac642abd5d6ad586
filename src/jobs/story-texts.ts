import type { Prose } from '../article/article.ts';
import type { FetchPage, ReadPage } from '../article/ports.ts';
import { contents } from '../digest/new-fact.ts';
import { type Story, type StoryItem, voiceOf } from '../digest/story.ts';
import { asFailure, Failure } from '../lib/failure.ts';
import type { Log } from '../lib/log.ts';
import type { OutletTexts } from './make-story-summary.ts';

/** More outlets than this say the same again. */
const mostTexts = 4;
/** Enough for what happened and who said what; the rest of a long article is background. */
const longest = 8_000;

/**
 * The texts of a story's best few items, in the order in which they came: one of each outlet, own
 * texts before copies, those that say most in their feeds first. Pages are fetched now; one that
 * gives no article is stood in for by its feed's words, so that this rejects only when aborted.
 */
export const createTextsOf = ({
  fetchPage,
  readPage,
  log,
}: {
  fetchPage: FetchPage;
  readPage: ReadPage;
  log: Log;
}): OutletTexts => {
  const proseOf = async (item: StoryItem, signal: AbortSignal): Promise<Prose> => {
    try {
      const { title, text, language } = await readPage(await fetchPage(item.url, signal), signal);
      if (!isAbout(`${title} ${text}`, item))
        throw new Failure('page-without-article', 'another story');
      return { title: title || item.title, text: text.slice(0, longest), language };
    } catch (thrown) {
      if (signal.aborted) throw thrown;
      log.debug(
        { url: item.url, failure: asFailure(thrown).kind },
        'a lead stands in for its page',
      );
      const { title, lead, language } = item;
      return { title, text: lead || title, language };
    }
  };
  return (story, signal) =>
    Promise.all(
      bestItems(story).map(async (item) => ({ item, prose: await proseOf(item, signal) })),
    );
};

/** A wall of cookies or payment, or the front page, shares few words with the title in the feed. */
const leastShared = 1 / 3;

const isAbout = (page: string, { title }: StoryItem): boolean => {
  const wanted = contents(title);
  const said = new Set(contents(page));
  return wanted.filter((word) => said.has(word)).length >= wanted.length * leastShared;
};

const bestItems = ({ items }: Story): StoryItem[] => {
  const ranked = [...items].sort(
    (one, other) =>
      Number(one.copyOf !== undefined) - Number(other.copyOf !== undefined) ||
      other.lead.length - one.lead.length,
  );
  return [...Map.groupBy(ranked, voiceOf).values()]
    .flatMap(([first]) => first ?? [])
    .slice(0, mostTexts)
    .sort((one, other) => one.time - other.time);
};
