import { type Api, InlineKeyboard } from 'grammy';

import type { DigestTelling, SendDigest } from '../jobs/deliver-digest.ts';
import type { Digest } from '../jobs/subscription-ports.ts';
import { telegramFailure, withDeadline } from './messenger.ts';
import { renderDigest } from './render-digest.ts';
import { digestMenu } from './subscriptions/digest-buttons.ts';
import { label, quietMenu } from './subscriptions/menus.ts';
import { asHtml, quietText } from './subscriptions/texts.ts';
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
    const isSilence = telling.kind === 'silence';
    const text = isSilence ? quietText(telling.quiet, say) : say('digest-none-new');
    const keyboard = isSilence
      ? quietMenu(
          telling.quiet.map(({ topic }) => topic),
          say,
        )
      : new InlineKeyboard();
    keyboard.row().text(label(say('topics-add')), '=t:?');
    return { html: asHtml(text, digest.language), keyboard };
  }
  const { stories, next, left, quiet } = telling;
  const places = stories.map(({ index }) => index);
  const keyboard = digestMenu({ id: digest.id, places, next, left }, say);
  return {
    html: renderDigest(digest, telling, say),
    keyboard: quietMenu(
      quiet.map(({ topic }) => topic),
      say,
      keyboard,
    ),
  };
};
