import { Composer, type Context, InlineKeyboard } from 'grammy';

import { everyStanding, type Topic } from '../digest/topic.ts';
import { requestId } from '../jobs/request.ts';
import { mostTopics } from '../jobs/subscription-ports.ts';
import type { Uses } from './bot-parts.ts';
import { label } from './html.ts';
import { countriesMenu, topicName } from './subscriptions/menus.ts';

type Parts = Uses<'turnOf' | 'accept' | 'digestChat' | 'example'>;

/** Longer ones are no topic that anybody follows. */
const longestTopic = 60;

/**
 * What somebody meets who has just come: what to send, an example, topics. A link with
 * `?start=topic_…` follows that topic at once: a field by its id, anything else in base64url.
 */
export const createFirstMinute = (collaborators: Parts) => {
  const { turnOf, digestChat } = collaborators;
  const subscriptions = digestChat?.subscriptions;

  const topicIn = async (payload: string): Promise<Topic | undefined> => {
    const [, named = ''] = /^topic_([\w-]{1,58})$/.exec(payload) ?? [];
    const standing = everyStanding.find(({ id }) => id === named);
    if (standing) return standing;
    const text = new TextDecoder().decode(Buffer.from(named, 'base64url')).trim();
    if (
      text.length > longestTopic ||
      !/^[\p{L}\p{M}\p{N} .'-]*\p{L}{2}[\p{L}\p{M}\p{N} .'-]*$/u.test(text)
    ) {
      return undefined;
    }
    return (await subscriptions?.propose(text))?.topic;
  };

  const start = async (ctx: Context, payload: string): Promise<void> => {
    const { who, say, language, answer } = await turnOf(ctx);
    const menu = new InlineKeyboard().text(label(say('example-button')), 'example');
    if (subscriptions) menu.text(label(say('pick-topics-button')), 't:?');
    const topic = payload === '' ? undefined : await topicIn(payload);
    if (subscriptions === undefined || topic === undefined) {
      await answer(say('start'), menu);
      return;
    }
    const followed = await subscriptions.follow(who, topic);
    const line =
      followed === 'followed'
        ? say('followed', { topic: topicName(topic, say) })
        : say('subscribe-too-many', { most: mostTopics });
    await answer(`${line}\n\n${say('start')}`, menu);
    if ((await subscriptions.of(who.reader))?.zone === '') {
      await answer(say('zone-question'), countriesMenu(language));
    }
  };

  return { start, buttons: createExample(collaborators) };
};

/** The button that sends an article as if its reader had, under a byline that says what it is. */
const createExample = ({ turnOf, accept, example }: Parts) => {
  const buttons = new Composer<Context>();
  buttons.callbackQuery('example', async (ctx) => {
    const { say, language } = await turnOf(ctx);
    const [chat, message] = [ctx.chat?.id ?? 0, ctx.msg?.message_id ?? 0];
    const id = requestId({ chat, message, edit: 0, parts: 1 }, 0);
    const origin = { outlet: say('example-outlet'), url: '', date: '' };
    const subject = { kind: 'text', text: example } as const;
    const place = { id, chat, message, thread: 0, reader: ctx.from.id };
    const at = (ctx.msg?.date ?? 0) * 1000;
    await accept({ ...place, subject, origin, language, at });
    await ctx.answerCallbackQuery(say('example-begun'));
  });
  return buttons;
};
