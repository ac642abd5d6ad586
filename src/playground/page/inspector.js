import { ask } from './api.js';
import { bdi, el, iconButton } from './dom.js';
import { say } from './words.js';

const shownCalls = 200;

const json = (value) => el('pre', { dir: 'ltr', textContent: JSON.stringify(value, undefined, 2) });

const summaryOf = ({ text, action, emoji, message_id: id }) =>
  String(text ?? action ?? emoji ?? (id === undefined ? '' : `#${id}`)).slice(0, 90);

const callRow = (call) => {
  const good = call.status === 200;
  const details = el(
    'details',
    { className: 'call' },
    el(
      'summary',
      {},
      el('span', { className: `status ${good ? 'good' : 'bad'}`, textContent: call.status || '✕' }),
      el('code', { textContent: call.method, dir: 'ltr' }),
      el('small', { textContent: `${call.ms} ms`, dir: 'ltr' }),
      el('span', { className: 'call-text' }, bdi(summaryOf(call.params))),
    ),
  );
  // A long text costs something to lay out; most rows are never opened.
  details.addEventListener(
    'toggle',
    () =>
      details.append(
        el('h4', { textContent: say.request }),
        json(call.params),
        el('h4', { textContent: say.answer }),
        json(call.answer),
      ),
    { once: true },
  );
  return details;
};

const traceRow = (entry) =>
  el(
    'details',
    { className: 'call trace' },
    el(
      'summary',
      {},
      el('span', { className: 'status', textContent: '•' }),
      el('span', { className: 'call-text' }, bdi(String(entry.title ?? entry.stage ?? ''))),
      el('small', { textContent: entry.ms === undefined ? '' : `${entry.ms} ms`, dir: 'ltr' }),
    ),
    json(entry),
  );

/** The panel beside the chat: each call of the Bot API, the newest on top, and traces of the bot. */
export const createInspector = ({ onClose }) => {
  const list = el('div', { className: 'calls' });
  const empty = el('p', { className: 'hint', textContent: say.inspectorEmpty });
  const add = (row) => {
    empty.remove();
    list.prepend(row);
    while (list.children.length > shownCalls) list.lastChild.remove();
  };
  const node = el(
    'aside',
    { className: 'panel inspector', 'aria-label': say.inspector },
    el(
      'header',
      { className: 'panel-header' },
      el('h2', { textContent: say.inspector }),
      iconButton('close', say.close, onClose),
    ),
    empty,
    list,
  );
  return {
    node,
    addCall: (call) => add(callRow(call)),
    addTrace: (entry) => add(traceRow(entry)),
    load: async (chat) => {
      list.replaceChildren();
      for (const call of await ask('GET', 'calls')) {
        if (Number(call.params.chat_id ?? chat) === chat) add(callRow(call));
      }
    },
  };
};
