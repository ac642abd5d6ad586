import { type Context, InlineKeyboard } from 'grammy';

import { complaints, type Verdict } from '../jobs/feedback.ts';
import type { ShownSummary } from '../jobs/messenger.ts';
import { type Answer, isTemporary } from '../summary/answer.ts';
import { label } from './html.ts';
import type { Voice } from './render.ts';
import type { Turn } from './turn.ts';
import type { Say } from './words.ts';

/*
 * What a button does is said whole in its data, as a state to reach: pressed twice, by two people or
 * after a restart, it does the same. `id` is the request's, and opens answers of its own chat only.
 *
 * | data | what it does |
 * | --- | --- |
 * | shape:short:id | the answer in this shape |
 * | redo:id | a makeshift once more, by the model |
 * | evidence:id | each bullet with its sentence |
 * | vote:up:id, vote:fact:id, vote:none:id | this reader's verdict |
 * | topics:id, follow:economy:id, leave:economy:id | offer its topics; follow one, or no longer |
 * | share:id | a copy to pass on |
 * | buttons:id | these buttons again |
 */
export const answerActions =
  /^(shape|redo|evidence|vote|topics|follow|leave|share|buttons):(?:([\w-]{1,24}):)?(-?\d[\d.-]{2,46})$/;

/** A summary whose buttons are shown, to a reader who may have judged it. */
type Shown = { id: string; answer: Answer; verdict?: Verdict | undefined };

/** In groups nobody's own verdict is shown, and nobody follows topics for the others. */
const isPrivate = (id: string): boolean => !id.startsWith('-');

/** Under a summary: its length and evidence; what the reader thinks of it, follows, and shares. */
export const answerMenu = ({ id, answer, verdict }: Shown, say: Say): InlineKeyboard => {
  const { shape } = answer;
  const keyboard = new InlineKeyboard();
  const add = (name: string, data: string) => keyboard.text(label(say(name)), data);
  if (isTemporary(answer)) {
    add('redo-button', `redo:${id}`);
  } else {
    if (shape !== 'short')
      add('shorter-button', `shape:${shape === 'long' ? 'standard' : 'short'}:${id}`);
    if (shape !== 'long')
      add('longer-button', `shape:${shape === 'short' ? 'standard' : 'long'}:${id}`);
  }
  add('evidence-button', `evidence:${id}`);
  keyboard.row();
  const isUp = isPrivate(id) && verdict === 'up';
  const isDown = isPrivate(id) && verdict !== undefined && !isUp;
  add(isUp ? 'voted-up-button' : 'up-button', `vote:${isUp ? 'none' : 'up'}:${id}`);
  add(isDown ? 'voted-down-button' : 'down-button', `vote:${isDown ? 'none' : 'down'}:${id}`);
  if (isPrivate(id)) add('follow-button', `topics:${id}`);
  return add('share-button', `share:${id}`);
};

/** What was wrong with it. */
export const complaintsMenu = (id: string, say: Say): InlineKeyboard => {
  const keyboard = new InlineKeyboard();
  for (const [index, complaint] of complaints.entries()) {
    if (index === 2) keyboard.row();
    keyboard.text(label(say(`complaint-${complaint}`)), `vote:${complaint}:${id}`);
  }
  return keyboard.text(label(say('back-button')), `buttons:${id}`);
};

/** Its topics; those that are followed carry a mark, and pressing takes it away. */
export const answerTopicsMenu = (
  id: string,
  topics: readonly { id: string; name: string; followed: boolean }[],
  say: Say,
): InlineKeyboard => {
  const keyboard = new InlineKeyboard();
  for (const topic of topics) {
    const name = topic.followed ? say('chosen', { label: topic.name }) : topic.name;
    keyboard.text(label(name), `${topic.followed ? 'leave' : 'follow'}:${topic.id}:${id}`);
  }
  return keyboard.row().text(label(say('back-button')), `buttons:${id}`);
};

/** One press below a summary that is still kept. */
export type Press = {
  turn: Turn;
  ctx: Context;
  /** Who pressed. */
  reader: number;
  id: string;
  value: string;
  key: string;
  shown: ShownSummary;
  say: Say;
  voice: Voice;
};

/** Words for the one who pressed; an alert where they must be read. */
type Reply = { text?: string; show_alert?: boolean };

export type Act = (press: Press) => Promise<Reply>;
