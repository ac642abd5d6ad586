import { topicsOf } from '../digest/route/route.ts';
import type { Topic } from '../digest/topic.ts';
import type { Subscriptions } from '../jobs/subscribe.ts';
import { mostTopics } from '../jobs/subscription-ports.ts';
import type { Summary } from '../summary/summary.ts';
import { type Act, answerTopicsMenu, type Press } from './answer-menu.ts';
import { countriesMenu, topicName, topicsMenu } from './subscriptions/menus.ts';
import { changeButtons } from './turn.ts';

/** Following the topics of a summary: its fields, and the places that its headline names. */
export const createTopicActs = (
  subscriptions: Subscriptions | undefined,
): Record<'topics' | 'follow' | 'leave', Act> => {
  if (subscriptions === undefined) {
    const act: Act = ({ say }) => Promise.resolve({ text: say('preview-expired') });
    return { topics: act, follow: act, leave: act };
  }
  const showTopics = createShowTopics(subscriptions);
  const ofTopic =
    (act: (press: Press, topic: Topic) => ReturnType<Act>): Act =>
    async (press) => {
      const topic = await subscriptions.topicOf(press.reader, press.value);
      return topic === undefined ? { text: press.say('preview-expired') } : act(press, topic);
    };
  return {
    topics: async (press) => {
      await showTopics(press);
      return { text: press.say('follow-which') };
    },
    follow: ofTopic(async (press, topic) => {
      const { turn, reader, say } = press;
      if ((await subscriptions.follow({ reader, chat: reader }, topic)) === 'too-many') {
        return { text: say('subscribe-too-many', { most: mostTopics }), show_alert: true };
      }
      await showTopics(press);
      if ((await subscriptions.of(reader))?.zone === '') {
        await turn.answer(say('zone-question'), countriesMenu(turn.language));
      }
      return { text: say('followed', { topic: topicName(topic, say) }) };
    }),
    leave: ofTopic(async (press, topic) => {
      await subscriptions.unfollow({ reader: press.reader, chat: press.reader }, topic.id);
      await showTopics(press);
      return { text: press.say('unfollowed', { topic: topicName(topic, press.say) }) };
    }),
  };
};

const createShowTopics =
  (subscriptions: Subscriptions) =>
  async ({ ctx, reader, id, shown, say }: Press): Promise<void> => {
    const subscriber = await subscriptions.of(reader);
    const followed = new Set(subscriber?.topics.map((topic) => topic.id));
    const topics = (await offered(shown.answer.summary)).map((topic) => ({
      id: topic.id,
      name: topicName(topic, say),
      followed: followed.has(topic.id),
    }));
    if (topics.length > 0) return changeButtons(ctx, answerTopicsMenu(id, topics, say));
    await ctx.reply(say('subscribe-question'), { reply_markup: topicsMenu(subscriber, say) });

    async function offered({ headline, bullets }: Summary): Promise<Topic[]> {
      const lead = bullets.map(({ text }) => text).join(' ');
      const { standing, places } = topicsOf({ title: headline, lead });
      const free = places.map(async (place) => (await subscriptions.propose(place)).topic);
      return [
        ...standing.map((standingId): Topic => ({ kind: 'standing', id: standingId })),
        ...(await Promise.all(free)),
      ];
    }
  };
