import type { Context, InlineKeyboard } from 'grammy';

/** Pressed twice, a message reads so already; an old one may be gone, and then nothing is owed. */
const harmless = /message is not modified|message to edit not found|message can't be edited/;

const leniently = async (change: () => Promise<unknown>): Promise<void> => {
  try {
    await change();
  } catch (thrown) {
    if (!harmless.test(String(thrown))) throw thrown;
  }
};

/** Gives the message whose button was pressed another text, with these buttons or none. */
export const changeText = (ctx: Context, html: string, keyboard?: InlineKeyboard): Promise<void> =>
  leniently(() =>
    ctx.editMessageText(html, { parse_mode: 'HTML', ...(keyboard && { reply_markup: keyboard }) }),
  );

/** Gives it other buttons below the same text. */
export const changeButtons = (ctx: Context, keyboard: InlineKeyboard): Promise<void> =>
  leniently(() => ctx.editMessageReplyMarkup({ reply_markup: keyboard }));
