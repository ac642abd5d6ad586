import { bdi, el, icon, iconButton } from './dom.js';
import { link, renderText } from './entities.js';
import { renderRich } from './rich.js';
import { language, say, sizeOf, timeOf } from './words.js';

const originName = (origin) =>
  origin.chat?.title ??
  origin.sender_chat?.title ??
  origin.sender_user?.first_name ??
  origin.sender_user_name ??
  '';

const forwardHeader = ({ forward_origin: origin }) => {
  if (!origin) return undefined;
  const name = originName(origin);
  const username = origin.chat?.username;
  const shown = username ? link(`https://t.me/${username}/${origin.message_id ?? ''}`) : el('span');
  shown.append(bdi(name));
  const signature =
    origin.author_signature && el('bdi', { textContent: ` (${origin.author_signature})` });
  return el(
    'div',
    { className: 'forwarded' },
    icon('forward'),
    `${say.forwardedFrom} `,
    shown,
    signature,
  );
};

const replyHeader = (message, nameOf, goTo) => {
  const original = message.reply_to_message;
  if (!original) return undefined;
  const text =
    message.quote?.text ??
    original.text ??
    original.caption ??
    (original.photo ? say.photo : say.document);
  return el(
    'button',
    { type: 'button', className: 'reply-header', onclick: () => goTo(original.message_id) },
    el('b', {}, bdi(nameOf(original))),
    el('span', {}, bdi(text.slice(0, 200))),
  );
};

const photo = ({ photo: sizes }) => {
  const file = sizes?.at(-1);
  if (!file) return undefined;
  const image = el('img', {
    src: `/sim/files/${file.file_id}`,
    alt: say.photo,
    className: 'photo',
  });
  image.addEventListener('error', () =>
    image.replaceWith(el('div', { className: 'photo missing', textContent: say.photo })),
  );
  return image;
};

const documentRow = ({ document: file }) =>
  file &&
  el(
    'a',
    { className: 'document', href: `/sim/files/${file.file_id}`, download: file.file_name || '' },
    el('span', { className: 'document-icon' }, icon('file')),
    el(
      'span',
      { className: 'document-name' },
      el('b', {}, bdi(file.file_name || say.document)),
      el('small', { textContent: sizeOf(file.file_size) }),
    ),
  );

const ticks = () => el('span', { className: 'ticks' }, icon('check'));

const meta = (message, own) => {
  const edited = message.edit_date && el('span', { textContent: say.edited });
  const time = el('time', { textContent: timeOf(message.date) });
  return el(
    'span',
    { className: 'meta', dir: language === 'ar' ? 'rtl' : 'ltr' },
    edited,
    time,
    own && ticks(),
  );
};

const keyButton = (button, message, actions) => {
  const shared = { className: `key ${button.style ?? ''}`, dir: 'auto' };
  if (button.url) {
    return el(
      'a',
      { ...shared, href: button.url, target: '_blank', rel: 'noopener noreferrer' },
      button.text,
      icon('open'),
    );
  }
  const key = el('button', { ...shared, type: 'button' }, el('span', { textContent: button.text }));
  key.addEventListener('click', async () => {
    key.classList.add('waiting');
    await (button.copy_text ? actions.copy(button.copy_text.text) : actions.press(message, button));
    key.classList.remove('waiting');
  });
  return key;
};

const keyboard = (message, actions) =>
  message.reply_markup &&
  el(
    'div',
    { className: 'keyboard' },
    message.reply_markup.inline_keyboard.map((row) =>
      el(
        'div',
        { className: 'key-row' },
        row.map((button) => keyButton(button, message, actions)),
      ),
    ),
  );

const tools = (message, own, actions) => {
  const text = message.text ?? message.caption;
  return el(
    'div',
    { className: 'tools' },
    iconButton('reply', say.reply, () => actions.reply(message)),
    text && iconButton('copy', say.copy, () => actions.copy(text)),
    text && iconButton('forward', say.forward, () => actions.forward(message)),
    own &&
      message.text &&
      !message.forward_origin &&
      iconButton('edit', say.edit, () => actions.edit(message)),
  );
};

/**
 * One message as a row of the chat. `actions` are what a person can do with it: reply, edit, copy,
 * forward, press a button, run a command, go to another message.
 */
export const createBubble = (message, { own, nameOf, actions }) => {
  const text = message.text ?? message.caption ?? '';
  const body = el('div', { className: 'text' });
  if (message.rich_message) renderRich(body, message.rich_message);
  else renderText(body, text, message.entities ?? message.caption_entities, actions.run);
  const reaction =
    message.reaction && el('span', { className: 'reaction', textContent: message.reaction });
  body.append(...[reaction, meta(message, own)].filter(Boolean));
  const onlyEmoji =
    /^(?:\p{Extended_Pictographic}\ufe0f?){1,3}$/u.test(text) && !message.forward_origin;
  const bubble = el(
    'div',
    { className: `bubble${onlyEmoji ? ' only-emoji' : ''}${message.photo ? ' has-photo' : ''}` },
    message.chat.type !== 'private' &&
      !own &&
      el('b', { className: 'author' }, bdi(nameOf(message))),
    forwardHeader(message),
    replyHeader(message, nameOf, actions.goTo),
    photo(message),
    documentRow(message),
    body,
  );
  return el(
    'article',
    {
      className: `message ${own ? 'out' : 'in'}`,
      id: `message-${message.message_id}`,
      'aria-label': `${nameOf(message)}, ${timeOf(message.date)}`,
      tabindex: '-1',
    },
    el('div', { className: 'bubble-line' }, bubble, tools(message, own, actions)),
    keyboard(message, actions),
  );
};
