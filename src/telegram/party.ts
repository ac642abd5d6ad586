import type { Context } from 'grammy';

import type { Readers } from '../jobs/ports.ts';
import type { OutputLanguage } from '../summary/summary.ts';

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
