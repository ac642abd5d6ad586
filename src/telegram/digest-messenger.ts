import type { Api } from 'grammy';

import type { DigestTelling, SendDigest } from '../jobs/deliver-digest.ts';
import type { Digest } from '../jobs/subscription-ports.ts';
import { telegramFailure, withDeadline } from './messenger.ts';
import { renderDigest } from './render-digest.ts';
import { digestMenu } from './subscriptions/digest-buttons.ts';
import { silenceMenu } from './subscriptions/menus.ts';
import { asHtml } from './subscriptions/texts.ts';
import type { Say, Words } from './words.ts';

/** Sends digests through the Bot API, with the buttons that belong to each. */
export const createDigestMessenger =
  ({ api, words }: { api: Api; words: Words }): SendDigest =>
  async (digest, telling, signal) => {
    const { html, keyboard } = compose(digest, telling, words[digest.language]);
    try {
      const { message_id } = await api.sendMessage(
        digest.chat,
        html,
        {
          parse_mode: 'HTML',
          link_preview_options: { is_disabled: true },
          reply_markup: keyboard,
        },
        withDeadline(signal),
      );
      return message_id;
    } catch (thrown) {
      throw telegramFailure(thrown);
    }
  };

const compose = (digest: Digest, telling: DigestTelling, say: Say) => {
  if (telling.kind !== 'stories') {
    const text = say(telling.kind === 'silence' ? 'digest-silence' : 'digest-none-new');
    return { html: asHtml(text, digest.language), keyboard: silenceMenu(say) };
  }
  const { stories, next, left } = telling;
  const places = stories.map(({ index }) => index);
  return {
    html: renderDigest(digest, telling, say),
    keyboard: digestMenu({ id: digest.id, places, next, left }, say),
  };
};
