import { ask } from './api.js';
import { bdi, createPanel, el } from './dom.js';
import { say } from './words.js';

const shownRows = 200;

const json = (value) => el('pre', { dir: 'ltr', textContent: JSON.stringify(value, undefined, 2) });

const took = (ms) => el('small', { textContent: `${ms} ms`, dir: 'ltr' });

const status = (good, text) =>
  el('span', { className: `status ${good ? 'good' : 'bad'}`, textContent: text });

const summaryOf = ({ text, caption, action, message_id: id }) =>
  String(text ?? caption ?? action ?? (id === undefined ? '' : `#${id}`)).slice(0, 90);

const callRow = (call) => {
  const details = el(
    'details',
    { className: 'call' },
    el(
      'summary',
      {},
      status(call.status === 200, call.status || '✕'),
      el('code', { textContent: call.method, dir: 'ltr' }),
      took(call.ms),
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

/** One step of the bot's work, its bar as long as its share of the whole way. */
const stepRow = (step, from, whole) => {
  const bar = el('i');
  bar.style.insetInlineStart = `${((step.at - from) / whole) * 100}%`;
  bar.style.width = `${Math.max((step.ms / whole) * 100, 1)}%`;
  return el(
    'div',
    { className: `step ${step.failed ? 'failed' : ''}` },
    el('code', { textContent: step.title, dir: 'ltr' }),
    took(step.ms),
    el('span', { className: 'bar' }, bar),
    step.note && el('p', { textContent: step.note, dir: 'ltr' }),
  );
};

/** The way of one thing through the bot: its steps on one line of time. */
const wayRow = (steps) => {
  const from = Math.min(...steps.map(({ at }) => at));
  const whole = Math.max(...steps.map(({ at, ms }) => at + ms)) - from || 1;
  return el(
    'details',
    { className: 'call way', open: true },
    el(
      'summary',
      {},
      status(!steps.at(-1).failed, '⇢'),
      el('b', { textContent: say.way }),
      took(whole),
      el('small', { textContent: steps[0].of, dir: 'ltr' }),
    ),
    steps.map((step) => stepRow(step, from, whole)),
  );
};

/** The panel beside the chat: each call of the Bot API and the bot's own steps, newest on top. */
export const createInspector = ({ onClose }) => {
  const list = el('div', { className: 'calls' });
  const empty = el('p', { className: 'hint', textContent: say.inspectorEmpty });
  let ways = new Map();
  /** What happens while the chat's past is read, which would wipe it away. */
  let meanwhile;
  const addStep = (step) => {
    const way = ways.get(step.of) ?? { steps: [] };
    way.steps.push(step);
    way.row?.remove();
    way.row = wayRow(way.steps);
    ways.set(step.of, way);
    return way.row;
  };
  const show = (one) => {
    empty.remove();
    list.prepend(one.of ? addStep(one) : callRow(one));
    while (list.children.length > shownRows) list.lastChild.remove();
  };
  const pastOf = async (chat) => {
    const [calls, steps] = await Promise.all([
      ask('GET', 'calls'),
      ask('GET', `chats/${chat}/steps`),
    ]);
    return [...calls.filter(({ params }) => Number(params.chat_id ?? chat) === chat), ...steps];
  };
  return {
    node: createPanel('inspector', say.inspector, say.close, onClose, empty, list),
    /** Shows a call or a step that has just happened. */
    add: (one) => (meanwhile ? meanwhile.push(one) : show(one)),
    load: async (chat) => {
      const heard = [];
      meanwhile = heard;
      const past = await pastOf(chat).catch((error) => {
        if (meanwhile === heard) meanwhile = undefined;
        throw error;
      });
      // Another chat was entered, or this one anew.
      if (meanwhile !== heard) return;
      meanwhile = undefined;
      list.replaceChildren();
      ways = new Map();
      const known = new Map([...past, ...heard].map((one) => [one.id, one]));
      for (const one of [...known.values()].sort((a, b) => a.at - b.at)) show(one);
    },
  };
};
