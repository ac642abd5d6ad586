import { Composer, type Context } from 'grammy';

import type { Deliveries, Requests, Summaries } from '../jobs/ports.ts';
import type { Summary } from '../summary/summary.ts';
import { renderEvidence } from './render.ts';
import type { Say } from './words.ts';

type Collaborators = {
  requests: Requests;
  deliveries: Deliveries;
  summaries: Summaries;
  say: (ctx: Context) => Promise<Say>;
};

/** The button under a summary whose evidence did not fit: it sends the sentences. */
export const createEvidenceButton = (collaborators: Collaborators): Composer<Context> => {
  const { requests, deliveries, summaries, say } = collaborators;

  const summaryOf = async (id: string, chat: number | undefined): Promise<Summary | undefined> => {
    const outcome = (await deliveries.load(id))?.outcome;
    // The id comes from the button, so from the reader: it opens answers of this chat only.
    if (outcome?.kind !== 'summary' || !id.startsWith(`${chat}-`)) return undefined;
    const conclusion = await summaries.conclusion(outcome.key);
    return conclusion !== undefined && 'answer' in conclusion
      ? conclusion.answer.summary
      : undefined;
  };

  const button = new Composer<Context>();
  button.callbackQuery(/^evidence:([\d.-]{3,54})$/, async (ctx) => {
    const words = await say(ctx);
    const id = ctx.match[1] ?? '';
    const summary = await summaryOf(id, ctx.chat?.id);
    if (summary === undefined) {
      await ctx.answerCallbackQuery({ text: words('evidence-expired'), show_alert: true });
      return;
    }
    await ctx.answerCallbackQuery();
    const language = (await requests.load(id))?.language ?? 'ar';
    for (const html of renderEvidence(summary, words, language)) {
      await ctx.reply(html, {
        parse_mode: 'HTML',
        ...(ctx.msg
          ? {
              reply_parameters: {
                message_id: ctx.msg.message_id,
                allow_sending_without_reply: true,
              },
            }
          : {}),
      });
    }
  });
  return button;
};
