import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** What goes wrong with one call. `done` says whether Telegram did what was asked all the same. */
export type Trouble =
  | { kind: 'flood'; retryAfter: number }
  | { kind: 'error'; done: boolean }
  | { kind: 'drop'; done: boolean };

type Call = { method: string; chat: number };

type Message = { text: string; answeredAt: number };

/** One reader as Telegram sees them: what they sent, and what the bot shows them by now. */
export type Chat = { sentAt: number; messages: Map<number, Message> };

type Update = { update_id: number } & Record<string, unknown>;

const commitMs = 20;

/**
 * Telegram for the chaos scenarios, in this process, so that its rules can be changed at any moment.
 * Each reader has a chat of their own. Updates are kept until a later one is asked for; what is sent
 * counts on arrival and is answered 20 ms later, so that whoever dies in between is in doubt.
 */
export const startTelegram = async () => {
  const chats = new Map<number, Chat>();
  let updates: Update[] = [];
  let trouble: (call: Call) => Trouble | undefined = () => undefined;
  let muddled = false;
  let hooks: string[] = [];
  let lastUpdate = 1_000;
  let lastMessage = 1_000;
  let wake = Promise.withResolvers<void>();

  const poll = async ({ offset = 0, timeout = 0 }: { offset?: number; timeout?: number }) => {
    updates = updates.filter(({ update_id }) => update_id >= offset);
    if (updates.length === 0 && timeout > 0)
      await Promise.race([wake.promise, pause(timeout * 1_000)]);
    const batch = updates.slice(0, 100);
    // Out of order, and each twice: Telegram does neither, and both must do no harm.
    return muddled ? [...batch, ...batch].toSorted(() => Math.random() - 0.5) : batch;
  };

  const show = (chat: number, id: number, text: string): void => {
    chats.get(chat)?.messages.set(id, { text, answeredAt: Date.now() });
  };

  const act = (method: string, body: Record<string, unknown>): unknown => {
    const chat = Number(body['chat_id']);
    const text = typeof body['text'] === 'string' ? body['text'] : '';
    const id = Number(body['message_id'] ?? 0);
    const message = { message_id: id, date: 0, chat: { id: chat, type: 'private' } };
    switch (method) {
      case 'getme':
        return { id: 1_000_000, is_bot: true, first_name: 'chaos', username: 'chaos_bot' };
      case 'sendmessage':
        lastMessage += 1;
        show(chat, lastMessage, text);
        return { ...message, message_id: lastMessage };
      case 'editmessagetext':
        if (!chats.get(chat)?.messages.has(id)) throw new Error('message to edit not found');
        show(chat, id, text);
        return message;
      case 'deletemessage':
        return chats.get(chat)?.messages.delete(id) ?? false;
      default:
        return true;
    }
  };

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const method = request.url?.split('/').at(-1)?.toLowerCase() ?? '';
    const body = await readJson(request);
    const send = (status: number, json: object): void => {
      if (response.destroyed) return;
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(json));
    };
    if (method === 'getupdates') return send(200, { ok: true, result: await poll(body) });
    const wrong = trouble({ method, chat: Number(body['chat_id']) });
    const fail = (code: number, description: string, parameters = {}): void =>
      send(code, { ok: false, error_code: code, description, parameters });
    if (wrong?.kind === 'flood') {
      const { retryAfter: retry_after } = wrong;
      return fail(429, `Too Many Requests: retry after ${retry_after}`, { retry_after });
    }
    let result: unknown;
    try {
      if (wrong === undefined || wrong.done) result = act(method, body);
    } catch (error) {
      return fail(400, `Bad Request: ${String(error)}`);
    }
    await pause(commitMs);
    if (wrong?.kind === 'drop') request.socket.destroy();
    else if (wrong?.kind === 'error') fail(502, 'Bad Gateway');
    else send(200, { ok: true, result });
  };

  /** As the real one does it: again and again until the answer is 200. */
  const push = async (update: Update): Promise<void> => {
    for (let attempt = 0; ; attempt += 1) {
      const address = hooks[(update.update_id + attempt) % hooks.length] ?? '';
      const body = JSON.stringify(update);
      const headers = {
        'content-type': 'application/json',
        'x-telegram-bot-api-secret-token': webhookSecret,
      };
      const status = await fetch(address, { method: 'POST', body, headers }).then(
        async (response) => {
          await response.arrayBuffer();
          return response.status;
        },
        () => 0,
      );
      if (status === 200) return;
      await pause(300);
    }
  };

  const server = createServer((request, response) => {
    serve(request, response).catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    chats,
    /** A reader of this number sends a text. */
    says: (chat: number, text: string): void => {
      lastUpdate += 1;
      const from = { id: chat, type: 'private', first_name: 'r' };
      const known = chats.get(chat) ?? { sentAt: Date.now(), messages: new Map() };
      chats.set(chat, known);
      lastMessage += 1;
      const update = {
        update_id: lastUpdate,
        message: {
          message_id: lastMessage,
          date: Math.floor(Date.now() / 1_000),
          chat: from,
          from: { ...from, is_bot: false },
          text,
        },
      };
      if (hooks.length > 0) return void push(update);
      updates.push(update);
      wake.resolve();
      wake = Promise.withResolvers();
    },
    /** From now on each call is asked about; `undefined` lets it pass. */
    troubled: (by: typeof trouble): void => {
      trouble = by;
    },
    /** Updates come out of order, and each twice. */
    muddle: (): void => {
      muddled = true;
    },
    /** Updates are pushed to these addresses in turn instead of being waited for. */
    pushTo: (addresses: string[]): void => {
      hooks = addresses;
    },
    close: async (): Promise<void> => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
};

export type Telegram = Awaited<ReturnType<typeof startTelegram>>;

export const webhookSecret = 'chaos-webhook-secret';

const readJson = async (request: IncomingMessage): Promise<Record<string, unknown>> => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const text = Buffer.concat(parts).toString();
  return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
};
