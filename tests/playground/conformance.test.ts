import type { ApiMethods } from 'grammy/types';
import { describe, expect, test } from 'vitest';
import type { z } from 'zod';

import { gestureMethods } from '../../src/playground/methods/gestures.ts';
import { messageMethods } from '../../src/playground/methods/messages.ts';
import { profileMethods } from '../../src/playground/methods/profile.ts';
import { receivingMethods } from '../../src/playground/methods/receiving.ts';

/**
 * The playground against grammY's types of the Bot API: held by the compiler, so that an upgrade of
 * the types that renames or drops a parameter fails `tsc`.
 */
const methods = { ...receivingMethods, ...messageMethods, ...gestureMethods, ...profileMethods };

type Methods = typeof methods;
type Api = ApiMethods;
type Arguments<Name extends keyof Api> = NonNullable<Parameters<Api[Name]>[0]>;
type Accepted<Name extends keyof Methods> = z.input<z.ZodObject<Methods[Name]['shape']>>;

/** Each method under the name that Telegram has for it. */
type Strangers = Exclude<keyof Methods, keyof Api>;
/** Parameters that Telegram does not have; names made at run time, of type string, are left out. */
type Invented = {
  [Name in keyof Methods & keyof Api]: string extends keyof Methods[Name]['shape']
    ? never
    : Exclude<keyof Accepted<Name>, keyof Arguments<Name>>;
}[keyof Methods & keyof Api];
/** Parameters that Telegram demands and we would refuse as unknown. */
type Forgotten = {
  [Name in keyof Methods & keyof Api]: string extends keyof Methods[Name]['shape']
    ? never
    : Exclude<RequiredNames<Arguments<Name>>, keyof Accepted<Name>>;
}[keyof Methods & keyof Api];
type RequiredNames<T> = {
  [Name in keyof T]-?: object extends Pick<T, Name> ? never : Name;
}[keyof T];

// Where one of the three is not empty, its content stands in the compiler's error.
type Nothing<T extends never> = T;
export type Checked = [Nothing<Strangers>, Nothing<Invented>, Nothing<Forgotten>];

describe('the methods of the playground', () => {
  test('are those that the bot and the page need, and no more', () => {
    expect(Object.keys(methods).sort()).toEqual([
      'answerCallbackQuery',
      'deleteMessage',
      'deleteMyCommands',
      'deleteWebhook',
      'editMessageReplyMarkup',
      'editMessageText',
      'getChat',
      'getChatMember',
      'getFile',
      'getMe',
      'getMyCommands',
      'getUpdates',
      'getWebhookInfo',
      'sendChatAction',
      'sendMessage',
      'setMessageReaction',
      'setMyCommands',
      'setMyDescription',
      'setMyName',
      'setMyShortDescription',
      'setWebhook',
    ]);
  });
});
