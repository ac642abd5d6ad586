import type { IncomingMessage, ServerResponse } from 'node:http';
import { isIP, type Socket } from 'node:net';

import { type BotApiOptions, createBotApi } from './bot-api.ts';
import { createPage, type Sample } from './page.ts';
import { addressOf, sendJson } from './request.ts';
import { createSim } from './sim.ts';
import { recordStep, type Step } from './world.ts';

const nameOf = (authority: string): string =>
  authority.replace(/:\d+$/, '').replaceAll(/[[\]]/g, '').toLowerCase();

/** From this machine: over loopback, or from one of its addresses to the same. */
const isLocal = ({ remoteAddress = '', localAddress }: Socket): boolean =>
  /^(?:127\.|::1$|::ffff:127\.)/.test(remoteAddress) || remoteAddress === localAddress;

/**
 * Says why a request may not come in, or undefined. Without public access only this machine may,
 * and only by a number or as localhost, so that no foreign page can reach the playground by letting its own name point here (DNS rebinding). A browser's request on behalf
 * of another page is refused always.
 */
const createGate =
  (publicAccess: boolean) =>
  ({ headers, socket }: IncomingMessage): string | undefined => {
    const { host = '', origin } = headers;
    const name = nameOf(host);
    if (!publicAccess && !isLocal(socket)) {
      return 'The playground is open to this machine only; PLAYGROUND_PUBLIC=1 opens it';
    }
    if (!publicAccess && name !== 'localhost' && isIP(name) === 0) {
      return 'The playground does not know itself by this name';
    }
    if (origin === undefined) return undefined;
    const isSame = URL.canParse(origin) && new URL(origin).host === host.toLowerCase();
    return isSame ? undefined : 'The playground answers no other page than its own';
  };

export type PlaygroundOptions = BotApiOptions & {
  /** Texts that the page offers to send or forward with one click. */
  samples?: Sample[] | undefined;
  /** Lets others than this machine in; whoever gets in can be any user. */
  publicAccess?: boolean | undefined;
};

/**
 * A local Telegram: the Bot API for one bot, and a chat page where a person is its user. To be
 * mounted on any node:http server.
 */
export const createPlayground = ({
  samples = [],
  publicAccess = false,
  ...options
}: PlaygroundOptions) => {
  const api = createBotApi(options);
  const sim = createSim(api);
  const page = createPage({ bot: options.bot, samples });
  const pageGate = createGate(publicAccess);
  // The bot's token is no secret here: whoever holds it may be anybody, so it works from here only.
  const botGate = createGate(false);

  return {
    api,
    /** Shows a step of the bot's own work in the inspector beside the chat. */
    trace: (chat: number, step: Step): void => recordStep(api.world, chat, step),
    /** Answers the Bot API, /sim/ and the page; false means: not for me. */
    handle: async (req: IncomingMessage, res: ServerResponse): Promise<boolean> => {
      const isBot = /^\/(?:file\/)?bot/.test(addressOf(req).pathname);
      const refusal = isBot ? botGate(req) : pageGate(req);
      if (refusal !== undefined) {
        sendJson(res, 403, { ok: false, error_code: 403, description: refusal });
        return true;
      }
      return (await api.handle(req, res)) || (await sim(req, res)) || page(req, res);
    },
    close: api.close,
  };
};

export type Playground = ReturnType<typeof createPlayground>;
