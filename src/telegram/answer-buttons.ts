import { Composer, type Context } from 'grammy';

import { verdicts } from '../jobs/feedback.ts';
import { answerIn } from '../jobs/stored.ts';
import { shapes } from '../summary/summary.ts';
import { type Act, answerActions, answerMenu, complaintsMenu, type Press } from './answer-menu.ts';
import { createTopicActs } from './answer-topics.ts';
import type { Uses } from './bot-parts.ts';
import { renderCopy, renderEvidence } from './render.ts';
import { changeButtons } from './turn.ts';

type Parts = Uses<
  | 'words'
  | 'turnOf'
  | 'readers'
  | 'texts'
  | 'deliveries'
  | 'summaries'
  | 'feedback'
  | 'revise'
  | 'digestChat'
>;

/** The buttons under summaries. What a press says is checked as if a stranger had written it. */
export const createAnswerButtons = (collaborators: Parts): Composer<Context> => {
  const { words, turnOf } = collaborators;
  const shownTo = createShownTo(collaborators);
  const acts: Record<string, Act> = {
    ...changeActs(collaborators),
    ...voteActs(collaborators),
    ...createTopicActs(collaborators.digestChat?.subscriptions),
    evidence: sendEvidence,
    share: sendCopy,
  };
  const composer = new Composer<Context>();
  composer.callbackQuery(answerActions, async (ctx) => {
    const [, action = '', value = '', id = ''] = ctx.match;
    const turn = await turnOf(ctx);
    const { say, language: speaks } = turn;
    const found = await shownTo(ctx.chat?.id, id);
    const act = acts[action];
    const reply =
      found === undefined || act === undefined
        ? { text: say('answer-expired'), show_alert: true }
        : await act({
            turn,
            ctx,
            reader: ctx.from.id,
            id,
            value,
            ...found,
            say,
            voice: { words, speaks },
          });
    await ctx.answerCallbackQuery(reply).catch((thrown: unknown) => {
      // A press from before a restart is done, though Telegram waits no longer for its reply.
      if (!/query is too old/.test(String(thrown))) throw thrown;
    });
  });
  return composer;
};

const createShownTo =
  ({ deliveries, summaries, readers }: Parts) =>
  async (
    chat: number | undefined,
    id: string,
  ): Promise<Pick<Press, 'key' | 'shown'> | undefined> => {
    // The id comes from the button, so from the reader: it opens answers of this chat only.
    if (chat === undefined || !id.startsWith(`${chat}-`)) return undefined;
    const delivery = await deliveries.load(id);
    if (delivery?.outcome?.kind !== 'summary') return undefined;
    const { key } = delivery.outcome;
    const answer = answerIn(await summaries.conclusion(key));
    if (answer === undefined) return undefined;
    const settings = await readers.settings(chat);
    return { key, shown: { answer, byline: delivery.byline, settings } };
  };

const repliedTo = ({ msg }: Context) =>
  msg && {
    reply_parameters: { message_id: msg.message_id, allow_sending_without_reply: true },
  };

const html = { parse_mode: 'HTML', link_preview_options: { is_disabled: true } } as const;

const sendEvidence: Act = async ({ ctx, shown, voice, say }) => {
  const messages = renderEvidence(shown, voice);
  for (const text of messages) await ctx.reply(text, { ...html, ...repliedTo(ctx) });
  return messages.length > 0 ? {} : { text: say('evidence-same'), show_alert: true };
};

const sendCopy: Act = async ({ ctx, shown, voice, say }) => {
  await ctx.reply(renderCopy(shown, `t.me/${ctx.me.username}`, voice), html);
  return { text: say('shared') };
};

/** Shorter, longer, once more. */
const changeActs = ({ revise }: Parts): Record<'shape' | 'redo', Act> => {
  const act: Act = async ({ id, value, say }) => {
    const revised = await revise(
      id,
      shapes.find((shape) => shape === value),
    );
    if (revised === 'expired') return { text: say('answer-expired'), show_alert: true };
    return { text: say(`revise-${revised}`), show_alert: revised === 'too-early' };
  };
  return { shape: act, redo: act };
};

const voteActs = (collaborators: Parts): Record<'vote' | 'buttons', Act> => {
  const { feedback, texts } = collaborators;
  return {
    buttons: async ({ ctx, reader, id, key, shown, say }) => {
      const verdict = await feedback.of(reader, key);
      await changeButtons(ctx, answerMenu({ id, answer: shown.answer, verdict }, say));
      return {};
    },
    vote: async ({ ctx, reader, id, value, key, shown: { answer }, say }) => {
      const verdict = verdicts.find((known) => known === value);
      const {
        title = answer.summary.headline,
        text = '',
        language = 'ar',
      } = (await texts.load(key)) ?? {};
      await feedback.note(reader, { key, title, text, textLanguage: language, answer }, verdict);
      const asksWhy = verdict === 'down';
      await changeButtons(
        ctx,
        asksWhy ? complaintsMenu(id, say) : answerMenu({ id, answer, verdict }, say),
      );
      if (asksWhy) return { text: say('vote-why') };
      return { text: say(verdict === undefined ? 'vote-undone' : 'vote-noted') };
    },
  };
};
