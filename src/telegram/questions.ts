import { Composer, type Context } from 'grammy';

import { noOrigin } from '../jobs/request.ts';
import type { Uses } from './bot-parts.ts';
import { askedIn } from './messages/asked.ts';
import { formOf } from './messages/form.ts';
import { createReadOrder } from './plain-words.ts';

type Parts = Uses<'accept' | 'requests' | 'deliveries' | 'languageOf' | 'words' | 'say'>;

/**
 * Questions in reply to an answer: each becomes a request of its own, about the article of that
 * answer. `surely`: only what cannot be meant otherwise, among people and before commands are looked
 * for.
 */
export const createQuestions = (
  { accept, requests, deliveries, languageOf, words, say }: Parts,
  { surely }: { surely: boolean },
): Composer<Context> => {
  /** The request whose article a message of ours is about. */
  const articleAt = async (chat: number, message: number): Promise<string | undefined> => {
    const id = await deliveries.at(chat, message);
    if (id === undefined) return undefined;
    const subject = (await requests.load(id))?.subject;
    return subject?.kind === 'question' ? subject.of : id;
  };

  const readThanks = createReadOrder(words, ['thanks']);
  const questions = new Composer<Context>();
  questions.on(['message', 'edited_message'], async (ctx, next) => {
    const asked = askedIn(ctx.msg, ctx.me);
    if (asked === undefined || (surely && !asked.isPlain)) return next();
    if (readThanks(asked.text)?.argument === '') {
      await ctx.reply((await say(ctx))('you-are-welcome'));
      return;
    }
    const of = await articleAt(ctx.chat.id, asked.about);
    const outcome = of === undefined ? undefined : (await deliveries.load(of))?.outcome;
    // What could not be read has nothing to be asked about: this is another try to send it.
    if (outcome?.kind === 'failure') return next();
    if (of === undefined) {
      if (ctx.chat.type === 'private') await ctx.reply((await say(ctx))('question-elsewhere'));
      return;
    }
    const subject = { kind: 'question' as const, of, text: asked.text };
    const language = await languageOf(ctx);
    await accept({ ...formOf(ctx.msg, [])(0), subject, origin: noOrigin, language });
  });
  return questions;
};
