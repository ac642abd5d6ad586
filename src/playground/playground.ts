import type { IncomingMessage, ServerResponse } from 'node:http';

import { type BotApi, type BotApiOptions, createBotApi } from './bot-api.ts';
import { createGate } from './gate.ts';
import { createPage, type Sample } from './page.ts';
import { addressOf, sendJson } from './request.ts';
import { createSim } from './sim.ts';
import { recordStep, type Step } from './world.ts';

export type PlaygroundOptions = BotApiOptions & {
  /** Texts that the page offers to send or forward with one click. */
  samples?: Sample[] | undefined;
  /** Lets others than this machine in; whoever gets in can be any user. */
  publicAccess?: boolean | undefined;
  /** Further names under which this server may be addressed, such as its public host. */
  hosts?: string[] | undefined;
};

/** A local Telegram: the Bot API for the bot, and a chat page where a person is its user. */
export type Playground = {
  /** Answers the Bot API, /sim/ and the page; false means: not for me. */
  handle: (req: IncomingMessage, res: ServerResponse) => Promise<boolean>;
  api: BotApi;
  /** Shows a step of the bot's own work in the inspector beside the chat. */
  trace: (chat: number, step: Step) => void;
  close: () => Promise<void>;
};

/** Opens the playground of one bot, to be mounted on any node:http server. */
export const createPlayground = ({
  samples = [],
  publicAccess = false,
  hosts = [],
  ...options
}: PlaygroundOptions): Playground => {
  const api = createBotApi(options);
  const sim = createSim(api);
  const page = createPage({ bot: options.bot, samples });
  const pageGate = createGate({ publicAccess, hosts });
  // The bot's token is no secret here: whoever holds it may be anybody, so it works from here only.
  const botGate = createGate({ publicAccess: false, hosts: [] });

  return {
    api,
    trace: (chat, step) => recordStep(api.world, chat, step),
    handle: async (req, res) => {
      const isBot = /^\/(?:file\/)?bot/.test(addressOf(req).pathname);
      const refusal = isBot ? botGate(req) : pageGate(req);
      if (refusal !== undefined) {
        sendJson(res, 403, { ok: false, error_code: 403, description: refusal });
        return true;
      }
      return (await api.handle(req, res)) || (await sim.handle(req, res)) || page.handle(req, res);
    },
    close: api.close,
  };
};
