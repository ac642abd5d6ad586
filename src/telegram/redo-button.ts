import { Composer, type Context } from 'grammy';

import type { RedoAnswer } from '../jobs/redo-answer.ts';
import type { Say } from './words.ts';

type Collaborators = { redo: RedoAnswer; say: (ctx: Context) => Promise<Say> };

/** The button under an answer that was made without the model because it was away. */
export const createRedoButton = ({ redo, say }: Collaborators): Composer<Context> => {
  const button = new Composer<Context>();
  button.callbackQuery(/^redo:([\d.-]{3,58})$/, async (ctx) => {
    const words = await say(ctx);
    const id = ctx.match[1] ?? '';
    // The id comes from the button, so from the reader: it redoes answers of this chat only.
    const outcome = id.startsWith(`${ctx.chat?.id}-`) ? await redo(id) : 'expired';
    await ctx.answerCallbackQuery({
      text: words(outcome === 'expired' ? 'evidence-expired' : `redo-${outcome}`),
      show_alert: outcome !== 'begun',
    });
  });
  return button;
};
