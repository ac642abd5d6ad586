import type { Context, InlineKeyboard } from 'grammy';

import type { Readers } from '../jobs/ports.ts';
import type { Who } from '../jobs/subscribe.ts';
import type { OutputLanguage } from '../summary/summary.ts';
import { asHtml } from './html.ts';
import type { Say, Words } from './words.ts';

/** Whose settings count: in private the reader's, in a group or channel those of the chat itself. */
export const partyOf = ({ chat, from }: Context): number =>
  chat === undefined || chat.type === 'private' ? (from?.id ?? 0) : chat.id;

/** The language that a party is spoken to in. */
export type LanguageOf = (ctx: Context) => Promise<OutputLanguage>;

/**
 * The language that was chosen or, at first sight, that of the writer's app. Any other than Arabic
 * is then kept, so that what comes unasked, such as a digest, speaks it too.
 */
export const createLanguageOf =
  (readers: Pick<Readers, 'language' | 'setLanguage'>): LanguageOf =>
  async (ctx) => {
    const party = partyOf(ctx);
    const known = await readers.language(party);
    if (known !== undefined) return known;
    // A group speaks the language of whoever brought the bot, not of whoever happens to ask first.
    const isSeen = ctx.chat?.type === 'private' || ctx.myChatMember !== undefined;
    const seen = ofApp(isSeen ? ctx.from?.language_code : undefined);
    if (seen !== 'ar' && party !== 0) await readers.setLanguage(party, seen);
    return seen;
  };

const ofApp = (code = 'ar'): OutputLanguage => (/^ar\b/i.test(code) ? 'ar' : 'en');

/** Who speaks, in which language, and how to answer. */
export type Turn = {
  ctx: Context;
  who: Who;
  say: Say;
  language: OutputLanguage;
  /** Answers by a new message, or, after a button, in the place of the message that bore it. */
  answer: (text: string, keyboard?: InlineKeyboard) => Promise<unknown>;
  /** The same for what is HTML already. */
  put: (html: string, keyboard?: InlineKeyboard) => Promise<unknown>;
};

/** The turn of whoever wrote or pressed. */
export type TurnOf = (ctx: Context, place?: 'anew' | 'instead') => Promise<Turn>;

export const createTurnOf =
  ({ words, languageOf }: { words: Words; languageOf: LanguageOf }): TurnOf =>
  async (ctx, place = 'anew') => {
    const language = await languageOf(ctx);
    const put: Turn['put'] = (html, keyboard) => {
      const options = { parse_mode: 'HTML' as const, ...(keyboard && { reply_markup: keyboard }) };
      return place === 'anew'
        ? ctx.reply(html, options)
        : leniently(() => ctx.editMessageText(html, options));
    };
    const party = partyOf(ctx);
    return {
      ctx,
      who: { reader: party, chat: ctx.chat?.id ?? party },
      say: words[language],
      language,
      answer: (text, keyboard) => put(asHtml(text, language), keyboard),
      put,
    };
  };

/** Pressed twice, a message reads so already; an old one may be gone, and then nothing is owed. */
const harmless = /message is not modified|message to edit not found|message can't be edited/;

const leniently = async (change: () => Promise<unknown>): Promise<void> => {
  try {
    await change();
  } catch (thrown) {
    if (!harmless.test(String(thrown))) throw thrown;
  }
};

/** Gives the message whose button was pressed other buttons below the same text. */
export const changeButtons = (ctx: Context, keyboard: InlineKeyboard): Promise<void> =>
  leniently(() => ctx.editMessageReplyMarkup({ reply_markup: keyboard }));
