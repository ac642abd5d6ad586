import { el } from './dom.js';
import { say } from './words.js';

/**
 * Who speaks: in a private chat its owner; in a group or channel one of its members, chosen in a
 * strip above the composer. `onChange` hears of another choice.
 */
export const createSpeaker = (onChange) => {
  let me;
  const choice = el('select', { 'aria-label': say.speakAs });
  const node = el(
    'label',
    { className: 'speaker', hidden: true },
    el('span', { textContent: say.speakAs }),
    choice,
  );
  choice.addEventListener('change', () => {
    me = Number(choice.value);
    onChange();
  });
  return {
    node,
    id: () => me,
    /** Whether this person, or in a private chat anybody but the bot, wrote the message. */
    wrote: ({ from, chat }, bot) =>
      chat.type === 'private' ? from?.id !== bot.id : from?.id === me,
    show: ({ chat, members }) => {
      me = members.some(({ id }) => id === me) ? me : members[0]?.id;
      node.hidden = chat.type === 'private' || chat.type === 'channel';
      choice.replaceChildren(
        ...members.map(({ id, first_name: name }) =>
          el('option', { value: String(id), textContent: name, selected: id === me }),
        ),
      );
    },
  };
};
