import { Composer, type Context, InlineKeyboard, InputFile } from 'grammy';

import type { Feed } from '../digest/feed.ts';
import type { Topic } from '../digest/topic.ts';
import type { ForgetReader } from '../jobs/forget-reader.ts';
import type { Readers } from '../jobs/ports.ts';
import type { Subscriber } from '../jobs/subscription-ports.ts';
import { label } from './answer-menu.ts';
import { changeText } from './change-message.ts';
import { escapeHtml } from './html.ts';
import { type LanguageOf, partyOf } from './party.ts';
import type { SubscriptionParts } from './subscriptions/changes.ts';
import { topicName } from './subscriptions/menus.ts';
import { asHtml } from './subscriptions/texts.ts';
import type { Say, Words } from './words.ts';

type Collaborators = {
  words: Words;
  languageOf: LanguageOf;
  readers: Pick<Readers, 'settings'>;
  forget: ForgetReader;
  /** Absent where there are no digests. */
  digestChat?: Pick<SubscriptionParts, 'subscriptions'> | undefined;
  /** The feeds that are asked for news. */
  feeds: readonly Feed[];
  /** Whether articles leave for a language model. */
  usesModel: boolean;
};

/** What is kept of a reader: told in plain words, given to them as files, or removed. */
export const createOwnData = (collaborators: Collaborators) => {
  const { words, languageOf, forget, usesModel } = collaborators;

  const answer = async (
    ctx: Context,
    compose: (say: Say) => { text: string; keyboard?: InlineKeyboard },
    put: (html: string, keyboard?: InlineKeyboard) => Promise<unknown>,
  ): Promise<void> => {
    const language = await languageOf(ctx);
    const { text, keyboard } = compose(words[language]);
    await put(asHtml(text, language), keyboard);
  };
  const anew = (ctx: Context) => (html: string, keyboard?: InlineKeyboard) =>
    ctx.reply(html, { parse_mode: 'HTML', ...(keyboard && { reply_markup: keyboard }) });
  const instead = (ctx: Context) => (html: string, keyboard?: InlineKeyboard) =>
    changeText(ctx, html, keyboard);

  const askToForget = (ctx: Context) =>
    answer(ctx, (say) => ({ text: say('forget-question'), keyboard: forgetMenu(say) }), anew(ctx));

  const buttons = new Composer<Context>();
  buttons.callbackQuery(/^forget:(ask|yes|no)$/, async (ctx) => {
    const wish = ctx.match[1];
    if (wish === 'ask') {
      await askToForget(ctx);
    } else {
      // The words of thanks are looked up first: afterwards the language is not known any more.
      const language = await languageOf(ctx);
      if (wish === 'yes') await forget(partyOf(ctx));
      const text = words[language](wish === 'yes' ? 'forgotten' : 'forget-cancelled');
      await instead(ctx)(asHtml(text, language));
    }
    await ctx.answerCallbackQuery();
  });
  buttons.callbackQuery('data:export', async (ctx) => {
    const say = words[await languageOf(ctx)];
    for (const { name, content } of await filesOf(collaborators, partyOf(ctx), say)) {
      await ctx.replyWithDocument(new InputFile(Buffer.from(content), name), {
        caption: escapeHtml(label(say(`export-${name.split('.').at(-1)}`))),
      });
    }
    await ctx.answerCallbackQuery();
  });

  return {
    privacy: (ctx: Context) =>
      answer(
        ctx,
        (say) => ({
          text: say('privacy', { model: usesModel ? 'yes' : 'no' }),
          keyboard: dataMenu(say),
        }),
        anew(ctx),
      ),
    askToForget,
    buttons,
  };
};

/** To have a copy of one's own data, or to have all of it removed. */
export const dataMenu = (say: Say): InlineKeyboard =>
  new InlineKeyboard()
    .text(label(say('export-button')), 'data:export')
    .text(label(say('forget-button')), 'forget:ask');

const forgetMenu = (say: Say): InlineKeyboard =>
  new InlineKeyboard()
    .text(label(say('forget-yes')), 'forget:yes')
    .row()
    .text(label(say('forget-no')), 'forget:no');

type OwnFile = { name: string; content: string };

/** Settings and subscription as JSON, and the topics with their feeds as readers of feeds take them. */
const filesOf = async (
  { readers, digestChat, feeds }: Collaborators,
  reader: number,
  say: Say,
): Promise<OwnFile[]> => {
  const settings = await readers.settings(reader);
  const subscriber = await digestChat?.subscriptions.of(reader);
  const json = JSON.stringify(
    { settings, subscription: subscriber && toldOf(subscriber, say) },
    null,
    2,
  );
  const files = [{ name: 'mujaz.json', content: `${json}\n` }];
  if (subscriber === undefined || subscriber.topics.length === 0) return files;
  return [...files, { name: 'mujaz.opml', content: opmlOf(subscriber.topics, feeds, say) }];
};

/** What a reader set, without what the schedule notes for itself. */
const toldOf = (
  { topics, less, cadence, times, zone, country, pausedUntil }: Subscriber,
  say: Say,
) => ({
  topics: topics.map((topic) => ({
    id: topic.id,
    name: topicName(topic, say),
    less: less[topic.id] ?? 0,
  })),
  cadence,
  times,
  zone,
  country,
  pausedUntil: pausedUntil === 0 ? '' : new Date(pausedUntil).toISOString(),
});

const opmlOf = (topics: readonly Topic[], feeds: readonly Feed[], say: Say): string => {
  const outlines = topics.map((topic) => {
    const name = escapeHtml(topicName(topic, say));
    const own =
      topic.kind === 'standing' ? feeds.filter(({ topics }) => topics.includes(topic.id)) : [];
    const lines = own.map(
      ({ outlet, url }) =>
        `      <outline type="rss" text="${escapeHtml(outlet)}" xmlUrl="${escapeHtml(url)}"/>`,
    );
    return [`    <outline text="${name}">`, ...lines, '    </outline>'].join('\n');
  });
  const title = escapeHtml(label(say('export-title')));
  return `<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0">
  <head><title>${title}</title></head>
  <body>
${outlines.join('\n')}
  </body>
</opml>
`;
};
