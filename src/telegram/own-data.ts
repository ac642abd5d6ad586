import { Composer, type Context, InlineKeyboard, InputFile } from 'grammy';

import type { Feed } from '../digest/feed.ts';
import type { Topic } from '../digest/topic.ts';
import type { Subscriber } from '../jobs/subscription-ports.ts';
import type { Uses } from './bot-parts.ts';
import { escapeHtml, label } from './html.ts';
import { topicName } from './subscriptions/menus.ts';
import type { Say } from './words.ts';

type Parts = Uses<'turnOf' | 'readers' | 'forget' | 'digestChat' | 'feeds' | 'usesModel'>;

/** What is kept of a reader: told in plain words, given to them as files, or removed. */
export const createOwnData = (collaborators: Parts) => {
  const { turnOf, forget, usesModel } = collaborators;
  const askToForget = async (ctx: Context) => {
    const { say, answer } = await turnOf(ctx);
    return answer(say('forget-question'), forgetMenu(say));
  };
  const privacy = async (ctx: Context) => {
    const { say, answer } = await turnOf(ctx);
    return answer(say('privacy', { model: usesModel ? 'yes' : 'no' }), dataMenu(say));
  };

  const buttons = new Composer<Context>();
  buttons.callbackQuery(/^forget:(ask|yes|no)$/, async (ctx) => {
    const wish = ctx.match[1];
    if (wish === 'ask') {
      await askToForget(ctx);
    } else {
      // The words of thanks are looked up first: afterwards the language is not known any more.
      const { who, say, answer } = await turnOf(ctx, 'instead');
      if (wish === 'yes') await forget(who.reader);
      await answer(say(wish === 'yes' ? 'forgotten' : 'forget-cancelled'));
    }
    await ctx.answerCallbackQuery();
  });
  buttons.callbackQuery('data:export', async (ctx) => {
    const { who, say } = await turnOf(ctx);
    for (const { name, content } of await filesOf(collaborators, who.reader, say)) {
      await ctx.replyWithDocument(new InputFile(Buffer.from(content), name), {
        caption: escapeHtml(label(say(`export-${name.split('.').at(-1)}`))),
      });
    }
    await ctx.answerCallbackQuery();
  });

  return { privacy, askToForget, buttons };
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
  { readers, digestChat, feeds }: Parts,
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
