import type { Api } from 'grammy';

import type { TellOperators } from '../jobs/operators.ts';
import type { Readers } from '../jobs/ports.ts';
import { escapeHtml } from './html.ts';
import { telegramFailure } from './messenger.ts';
import type { Words } from './words.ts';

type Collaborators = { api: Api; words: Words; readers: Readers; admins: readonly number[] };

/** Tells operators in their language by a message to each; one who blocked the bot stops no other. */
export const createTellOperators = ({
  api,
  words,
  readers,
  admins,
}: Collaborators): TellOperators => {
  return async (message, values) => {
    const told = await Promise.allSettled(
      admins.map(async (admin) => {
        const say = words[(await readers.language(admin)) ?? 'ar'];
        const html = escapeHtml(say(message, values));
        await api.sendMessage(admin, html, { parse_mode: 'HTML' });
      }),
    );
    const failed = told.filter((outcome) => outcome.status === 'rejected');
    const [first] = failed;
    if (first && failed.length === admins.length) throw telegramFailure(first.reason);
  };
};
