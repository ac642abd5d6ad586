import { type Api, GrammyError, HttpError, InlineKeyboard } from 'grammy';

import type { Messenger, Telling } from '../jobs/messenger.ts';
import type { Request, Subject } from '../jobs/request.ts';
import { Failure } from '../lib/failure.ts';
import { isTemporary } from '../summary/answer.ts';
import { answerMenu } from './answer-menu.ts';
import { arabicLine, escapeHtml } from './html.ts';
import { renderReply, renderSummary } from './render.ts';
import { grammySignal } from './signal.ts';
import type { Say, Words } from './words.ts';

/** What Telegram says of a message that already reads so, or that is no longer there. */
const notModified = /message is not modified/;
const messageGone = /message to edit not found|message can't be edited|MESSAGE_ID_INVALID/;
const notDeletable = /message to delete not found|message can't be deleted/;
const chatClosed =
  /chat not found|user is deactivated|bot was blocked|bot was kicked|PEER_ID_INVALID/;

/** Errors of a connection that never came about: whatever was to be sent was surely not sent. */
const unconnected = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

/** Answers readers through the Bot API. */
export const createMessenger = ({ api, words }: { api: Api; words: Words }): Messenger => {
  const caution = createCaution();
  const showTyping = (chat: number, signal?: AbortSignal) =>
    api.sendChatAction(chat, 'typing', {}, grammySignal(signal)).catch(failing);
  return {
    send: async (request, telling, signal) => {
      await caution.beforeSending(() => showTyping(request.chat, signal));
      const { html, options } = compose(request, telling, words);
      const answered = telling.kind === 'repeat' ? telling.messageId : 0;
      const reply = { message_id: answered || request.message, allow_sending_without_reply: true };
      const thread = request.thread ? { message_thread_id: request.thread } : {};
      const placed = { ...options, ...thread, reply_parameters: reply };
      try {
        return (await api.sendMessage(request.chat, html, placed, grammySignal(signal))).message_id;
      } catch (thrown) {
        throw caution.note(telegramFailure(thrown));
      }
    },
    edit: async (request, messageId, telling, signal) => {
      const { html, options } = compose(request, telling, words);
      try {
        await api.editMessageText(request.chat, messageId, html, options, grammySignal(signal));
        return true;
      } catch (thrown) {
        if (!(thrown instanceof GrammyError)) throw telegramFailure(thrown);
        if (notModified.test(thrown.description)) return true;
        if (messageGone.test(thrown.description)) return false;
        throw telegramFailure(thrown);
      }
    },
    remove: async (request, messageId, signal) => {
      try {
        await api.deleteMessage(request.chat, messageId, grammySignal(signal));
      } catch (thrown) {
        if (!(thrown instanceof GrammyError && notDeletable.test(thrown.description))) {
          throw telegramFailure(thrown);
        }
      }
    },
  };
};

const compose = (request: Request, telling: Telling, words: Words) => {
  const { language, id } = request;
  const say = words[language];
  const fixed = { parse_mode: 'HTML', link_preview_options: { is_disabled: true } } as const;
  if (telling.kind === 'reply') {
    const html = renderReply(telling.answer, say, language);
    if (!isTemporary(telling.answer)) return { html, options: fixed };
    const keyboard = new InlineKeyboard().text(say('redo-button'), `redo:${id}`);
    return { html, options: { ...fixed, reply_markup: keyboard } };
  }
  if (telling.kind !== 'summary') {
    const html = escapeHtml(plainWords(request, telling, say));
    return { html: language === 'ar' ? arabicLine(html) : html, options: fixed };
  }
  const html = renderSummary(telling, { words, speaks: language });
  // While it is being written anew there is nothing to press.
  if (telling.note === 'working') return { html, options: fixed };
  const keyboard = answerMenu({ id, answer: telling.answer }, say);
  return { html, options: { ...fixed, reply_markup: keyboard } };
};

const plainWords = (
  { subject }: Request,
  telling: Exclude<Telling, { kind: 'summary' | 'reply' }>,
  say: Say,
): string => {
  if (telling.kind === 'failure') return say(`failure-${telling.failure}`);
  if (telling.kind === 'placeholder') {
    const { ahead } = telling;
    return ahead > 0 ? say('placeholder-in-line', { ahead }) : say(beginningOf(subject));
  }
  if (telling.kind !== 'progress') return say(telling.kind);
  const { stage } = telling;
  if (stage.doing === 'waiting') return say('progress-waiting', { ahead: stage.ahead });
  if (stage.doing === 'retrying') return say(`progress-retrying-${stage.whom}`);
  if (subject.kind === 'question' || stage.doing === 'reading') return say(beginningOf(subject));
  return say(`progress-${stage.doing}`);
};

/** What happens to a request first. */
const beginningOf = ({ kind }: Subject): string => {
  if (kind === 'question') return 'placeholder-question';
  if (kind === 'link') return 'placeholder-link';
  return kind === 'files' || kind === 'photos' ? 'placeholder-file' : 'placeholder';
};

/** Lets a call fail as a message does. */
export const failing = (thrown: unknown): never => {
  throw telegramFailure(thrown);
};

/** What a failed call means for a message: surely not sent, refused for good, or in doubt. */
export const telegramFailure = (thrown: unknown): Failure => {
  if (thrown instanceof GrammyError) {
    const { error_code: code, description, parameters } = thrown;
    const message = `Telegram: ${code} ${description}`;
    if (code === 429) {
      const retryAfterMs = (parameters.retry_after ?? 1) * 1000;
      return new Failure('chat-flooded', message, { retryAfterMs });
    }
    if (code === 403 || chatClosed.test(description)) return new Failure('chat-closed', message);
    if (code >= 500) return new Failure('delivery-in-doubt', message);
    return new Failure('message-rejected', message);
  }
  if (thrown instanceof HttpError) {
    const code = codeOf(thrown.error);
    // grammY's own message never holds the token; the cause may hold the address with it.
    return unconnected.has(code)
      ? new Failure('chat-unreachable', `Telegram was not reached: ${code}`)
      : new Failure('delivery-in-doubt', `no answer from Telegram: ${code || thrown.message}`);
  }
  if (thrown instanceof Failure) return thrown;
  return new Failure('internal', 'an unexpected error of the Telegram client', { cause: thrown });
};

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

/** So long after a doubt nothing is sent unasked. */
const carefulForMs = 60_000;

/**
 * Keeps a Telegram that takes messages and does not say so from being given the same one again and
 * again: for a minute after a doubt, whoever wants to send asks first by a call that may be repeated
 * at will. `ask` rejects as calls of the messenger do; where it was not answered, `beforeSending`
 * rejects with `chat-unreachable`, since nothing has been sent.
 */
const createCaution = () => {
  let doubtedAt = -carefulForMs;
  const note = (failure: Failure): Failure => {
    if (failure.kind === 'delivery-in-doubt') doubtedAt = performance.now();
    return failure;
  };
  return {
    /** Passes a failure of sending on, and remembers whether it was a doubt. */
    note,
    beforeSending: async (ask: () => Promise<unknown>): Promise<void> => {
      if (performance.now() - doubtedAt >= carefulForMs) return;
      try {
        await ask();
      } catch (thrown) {
        if (!(thrown instanceof Failure) || note(thrown).kind !== 'delivery-in-doubt') throw thrown;
        throw new Failure('chat-unreachable', thrown.message, { cause: thrown });
      }
    },
  };
};
