import { readFile } from './api.js';
import { createCommands } from './commands.js';
import { bdi, el, icon, iconButton } from './dom.js';
import { say } from './words.js';

/** A text field that grows with its text, up to what the style sheet allows. */
const createField = (onEnter, onEscape, onFiles) => {
  const node = el('textarea', {
    rows: '1',
    placeholder: say.write,
    'aria-label': say.write,
    dir: 'auto',
  });
  const grow = () => {
    node.style.height = 'auto';
    node.style.height = `${node.scrollHeight}px`;
  };
  node.addEventListener('input', grow);
  node.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') onEscape();
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    onEnter();
  });
  node.addEventListener('paste', (event) => {
    if (event.clipboardData.files.length === 0) return;
    event.preventDefault();
    onFiles(event.clipboardData.files);
  });
  const write = (text) => {
    node.value = text;
    grow();
  };
  return { node, write };
};

/** The strip above the field that says what the next text is for: a reply or an edit. */
const createContext = (onCancel) => {
  const node = el('div', { className: 'composer-context', hidden: true });
  return {
    node,
    clear: () => {
      node.hidden = true;
    },
    show: (sign, title, text) => {
      const said = el('span', {}, bdi(text.slice(0, 160)));
      node.replaceChildren(
        icon(sign),
        el('div', {}, el('b', { textContent: title }), said),
        iconButton('close', say.cancel, onCancel),
      );
      node.hidden = false;
    },
  };
};

const textOf = (message) => message.text ?? message.caption ?? '';

/** What is selected in the message itself becomes the quote of a reply to it. */
const selectedIn = (message) => {
  const selected = getSelection()?.toString() ?? '';
  return selected !== '' && textOf(message).includes(selected) ? selected : undefined;
};

const layOut = ({ field, context, commands, onForward, takeFiles }) => {
  const picker = el('input', { type: 'file', multiple: true, hidden: true });
  picker.addEventListener('change', async () => {
    await takeFiles(picker.files);
    picker.value = '';
  });
  const send = el(
    'button',
    { type: 'submit', className: 'send', 'aria-label': say.send, title: say.send },
    icon('send'),
  );
  const line = el(
    'div',
    { className: 'composer-line' },
    commands.button,
    field.node,
    iconButton('megaphone', say.forwardHint, onForward),
    iconButton('attach', say.attach, () => picker.click()),
    send,
  );
  return el('form', { className: 'composer' }, commands.menu, context.node, line, picker);
};

/**
 * The place where a person writes. Enter sends, Shift with Enter breaks the line, files may be
 * chosen, pasted or dropped.
 */
export const createComposer = ({ send, sendFiles, edit, onForward, notify }) => {
  let about = {};
  const clear = () => {
    about = {};
    context.clear();
    field.write('');
  };
  const attempt = async (act, text = '') => {
    try {
      await act();
    } catch (error) {
      field.write(text);
      notify(`${say.failed}: ${error.message}`);
    }
  };
  const submit = () => {
    const text = field.node.value;
    const { editing, replyTo, quote } = about;
    if (text.trim() === '') return;
    clear();
    const act = () => (editing ? edit(editing, text) : send(text, { reply_to: replyTo, quote }));
    void attempt(act, text);
  };
  const takeFiles = async (files) => {
    const chosen = [...files].slice(0, 10);
    const caption = field.node.value;
    const { replyTo } = about;
    if (chosen.length === 0) return;
    clear();
    await attempt(async () => sendFiles(await Promise.all(chosen.map(readFile)), caption, replyTo));
  };

  const field = createField(submit, clear, takeFiles);
  const context = createContext(clear);
  const commands = createCommands((command) => void attempt(() => send(command)));
  const form = layOut({ field, context, commands, onForward, takeFiles });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    submit();
  });

  return {
    node: form,
    clear,
    focus: () => field.node.focus({ preventScroll: true }),
    takeFiles,
    reply: (message, name) => {
      const quote = selectedIn(message);
      about = { replyTo: message.message_id, quote };
      context.show('reply', say.replyTo(name), quote ?? (textOf(message) || say.document));
      field.node.focus();
    },
    edit: (message) => {
      about = { editing: message.message_id };
      context.show('edit', say.editing, message.text);
      field.write(message.text);
      field.node.focus();
    },
  };
};
