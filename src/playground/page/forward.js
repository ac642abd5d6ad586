import { el, openDialog } from './dom.js';
import { say } from './words.js';

const kinds = ['channel', 'user', 'hidden_user', 'chat'];

const idOf = (name, base) => {
  let hash = 0;
  for (const character of name) hash = (hash * 31 + character.codePointAt(0)) % 100_000_000;
  return base + hash;
};

/** The origin as Telegram writes it, of a name that was typed in. */
const originOf = ({ kind, name, username, signature, date }) => {
  const author_signature = signature || undefined;
  switch (kind) {
    case 'user':
      return {
        type: 'user',
        date,
        sender_user: {
          id: idOf(name, 900_000_000),
          is_bot: false,
          first_name: name,
          username: username || undefined,
        },
      };
    case 'hidden_user':
      return { type: 'hidden_user', date, sender_user_name: name };
    case 'chat':
      return {
        type: 'chat',
        date,
        author_signature,
        sender_chat: {
          id: -idOf(name, 1_002_000_000_000),
          type: 'supergroup',
          title: name,
          username: username || undefined,
        },
      };
    default:
      return {
        type: 'channel',
        date,
        author_signature,
        message_id: (date % 9_000) + 1,
        chat: {
          id: -idOf(name, 1_001_000_000_000),
          type: 'channel',
          title: name,
          username: username || undefined,
        },
      };
  }
};

const labelled = (label, control) =>
  el('label', { className: 'labelled' }, el('span', { textContent: label }), control);

const localDate = (date) =>
  new Date(date - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);

const originChoice = (onChoose) =>
  el(
    'div',
    { className: 'choices', role: 'radiogroup', 'aria-label': say.from },
    kinds.map((kind, index) =>
      el(
        'label',
        { className: 'choice' },
        el('input', {
          type: 'radio',
          name: 'kind',
          value: kind,
          checked: index === 0,
          onchange: () => onChoose(kind),
        }),
        el('span', { textContent: say.origins[kind] }),
      ),
    ),
  );

const createFields = (text) => {
  const input = (name, more) =>
    el('input', { name, maxlength: '64', dir: 'auto', autocomplete: 'off', ...more });
  return {
    name: input('name', { required: true, maxlength: '128' }),
    username: input('username', { maxlength: '32', pattern: '\\w{3,32}', dir: 'ltr' }),
    signature: input('signature'),
    date: input('date', { type: 'datetime-local', required: true, value: localDate(new Date()) }),
    post: el('textarea', {
      rows: '7',
      required: true,
      maxlength: '4096',
      dir: 'auto',
      value: text,
    }),
  };
};

/** A choice of sample posts that fills the fields, with the first of them unless a text is given. */
const sampleChoice = (samples, fields, given) => {
  const choice = el(
    'select',
    {},
    samples.map(({ title }, index) => el('option', { value: String(index), textContent: title })),
    el('option', { value: '', textContent: say.noSample, selected: given !== '' }),
  );
  const fill = () => {
    const { text = '', channel = {} } = samples[choice.value] ?? {};
    fields.post.value = Array.from(text).slice(0, 4096).join('');
    fields.name.value = channel.title ?? '';
    fields.username.value = channel.username ?? '';
  };
  choice.addEventListener('change', fill);
  if (given === '') fill();
  return labelled(say.sample, choice);
};

const readFields = (form, { name, username, signature, date }) =>
  originOf({
    kind: new FormData(form).get('kind'),
    name: name.value.trim(),
    username: username.value.trim(),
    signature: signature.value.trim(),
    date: Math.floor(new Date(date.value).getTime() / 1000),
  });

/** Lets a person make up a forwarded post: from whom, when, and what; `send` sends it. */
export const openForward = ({ samples, text = '', send }) => {
  const fields = createFields(text);
  const usernameRow = labelled(say.username, fields.username);
  const signatureRow = labelled(say.signature, fields.signature);
  const choice = originChoice((kind) => {
    usernameRow.hidden = kind === 'hidden_user';
    signatureRow.hidden = kind === 'user' || kind === 'hidden_user';
  });
  const form = el(
    'form',
    { className: 'fields' },
    choice,
    samples.length > 0 && sampleChoice(samples, fields, text),
    el('div', { className: 'field-pair' }, labelled(say.name, fields.name), usernameRow),
    el('div', { className: 'field-pair' }, labelled(say.date, fields.date), signatureRow),
    labelled(say.post, fields.post),
    el('button', { type: 'submit', className: 'primary', textContent: say.forward }),
  );
  const hint = el('p', { className: 'hint', textContent: say.forwardHint });
  const dialog = openDialog(say.forward, say.close, hint, form);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const origin = readFields(form, fields);
    dialog.close();
    void send({ text: fields.post.value, origin });
  });
  (fields.name.value === '' ? fields.name : form.querySelector('.primary')).focus({
    preventScroll: true,
  });
};
