import type { Api } from 'grammy';

import type { DigestTelling, SendDigest } from '../jobs/deliver-digest.ts';
import type { Readers } from '../jobs/ports.ts';
import type { Settings } from '../jobs/settings.ts';
import type { Digest } from '../jobs/subscription-ports.ts';
import { asHtml, htmlInDigits, label } from './html.ts';
import { failing } from './messenger.ts';
import { renderDigest } from './render-digest.ts';
import { grammySignal } from './signal.ts';
import { digestMenu } from './subscriptions/digest-buttons.ts';
import { quietMenu } from './subscriptions/menus.ts';
import { quietText } from './subscriptions/texts.ts';
import type { Words } from './words.ts';

type Collaborators = { api: Api; words: Words; readers: Pick<Readers, 'settings'> };

/** Sends digests through the Bot API, with the buttons that belong to each. */
export const createDigestMessenger =
  ({ api, words, readers }: Collaborators): SendDigest =>
  async (digest, telling, signal) => {
    const settings = await readers.settings(digest.reader);
    const { html, keyboard } = compose(digest, telling, { words, settings });
    const options = {
      parse_mode: 'HTML',
      link_preview_options: { is_disabled: true },
      disable_notification: digest.silent === true,
      reply_markup: keyboard,
    } as const;
    const sent = api.sendMessage(digest.chat, html, options, grammySignal(signal));
    return (await sent.catch(failing)).message_id;
  };

type View = { words: Words; settings: Settings };

const compose = (digest: Digest, telling: DigestTelling, { words, settings }: View) => {
  const say = words[digest.language];
  if (telling.kind !== 'stories') {
    const quiet = telling.kind === 'silence' ? telling.quiet : [];
    const line = telling.kind === 'not-made' ? 'digest-not-made' : 'digest-none-new';
    const text = quiet.length > 0 ? quietText(quiet, say) : say(line);
    const keyboard = quietMenu(
      quiet.map(({ topic }) => topic),
      say,
    );
    keyboard.row().text(label(say('topics-add')), '=t:?');
    return { html: asHtml(text, digest.language), keyboard };
  }
  const language = digest.output ?? digest.language;
  const { stories, next, left, quiet } = telling;
  const places = stories.map(({ index }) => index);
  const keyboard = digestMenu({ id: digest.id, places, next, left }, say);
  return {
    html: htmlInDigits(
      renderDigest({ ...digest, language }, telling, words[language], settings.length),
      language === 'ar' ? settings.digits : 'article',
    ),
    keyboard: quietMenu(
      quiet.map(({ topic }) => topic),
      say,
      keyboard,
    ),
  };
};
