import { setTimeout as pause } from 'node:timers/promises';

/** A message as the playground shows it; the fields that tests look at. */
export type ChatMessage = {
  message_id: number;
  date: number;
  edit_date?: number;
  from?: { id: number; is_bot: boolean; first_name: string };
  text?: string;
  caption?: string;
  entities?: { type: string; offset: number; length: number; url?: string }[];
  reply_to_message?: { message_id: number };
  reply_markup?: { inline_keyboard: { text: string; callback_data?: string; url?: string }[][] };
  document?: { file_name?: string };
  reaction?: string;
};

type ForwardOrigin =
  | { channel: string; username?: string; post?: number; signature?: string }
  | { person: string }
  | { hidden: string }
  | { group: string };

type Forward = ForwardOrigin & {
  text: string;
  /** Seconds since 1970; now, unless said otherwise. */
  date?: number;
  entities?: ChatMessage['entities'];
};

type Attachment = {
  kind: 'photo' | 'document';
  name?: string;
  type?: string;
  /** The bytes themselves, or only how many there are said to be. */
  content?: Buffer;
  size?: number;
};

type CallbackAnswer = { text: string; alert: boolean; url: string };

type Call = {
  id: number;
  at: number;
  ms: number;
  method: string;
  params: Record<string, unknown>;
  status: number;
  answer: unknown;
};

type Fault = {
  method?: string;
  chat?: number;
  contains?: string;
  times?: number;
  outcome:
    | { status: number; description?: string; retry_after?: number; migrate_to_chat_id?: number }
    | { delayMs: number }
    | { drop: 'before' | 'after' };
};

/** A person who talks to the bot through a running playground, here or in another process. */
export type Reader = {
  /** The id of the person, and of the chat with the bot. */
  id: number;
  /** The same person in a group or channel. */
  in: (chat: number) => Reader;
  sends: (
    text: string,
    options?: { replyTo?: number; quote?: string; thread?: number },
  ) => Promise<ChatMessage[]>;
  /** Sends what the other acts have no words for, as /sim takes it. */
  sendsRaw: (body: object) => Promise<ChatMessage[]>;
  forwards: (forward: Forward) => Promise<ChatMessage>;
  attaches: (attachments: Attachment[], caption?: string) => Promise<ChatMessage[]>;
  edits: (messageId: number, text: string) => Promise<ChatMessage>;
  /** Presses the newest button of this label; resolves with the bot's answer to the press. */
  presses: (label: string, options?: { withinMs?: number }) => Promise<CallbackAnswer>;
  blocks: () => Promise<void>;
  unblocks: () => Promise<void>;
  /** All messages of the chat, oldest first. */
  chat: () => Promise<ChatMessage[]>;
  /** The bot's messages alone. */
  answers: () => Promise<ChatMessage[]>;
  /**
   * Waits until the chat holds a message of the bot's that fulfils the predicate, also by an edit;
   * `after` leaves out messages up to that id. Fails with the chat's content when time is up.
   */
  receives: (
    predicate: (message: ChatMessage) => boolean,
    options?: { withinMs?: number; after?: number },
  ) => Promise<ChatMessage>;
  /** The steps of the bot's work for this chat, as the page's inspector shows them. */
  steps: () => Promise<{ title: string; note: string }[]>;
  /** The calls of the Bot API that concerned this chat. */
  calls: (method?: string) => Promise<Call[]>;
};

/** A playground's user side, for tests. */
export type Playroom = {
  joins: (person?: { id?: number; first_name?: string; language_code?: string }) => Promise<Reader>;
  /** Founds a group or channel with the bot in it; resolves with its id. */
  founds: (chat: {
    type: 'group' | 'supergroup' | 'channel';
    title: string;
    username?: string;
    is_forum?: true;
    /** Whoever comes first owns it. */
    members: number[];
  }) => Promise<number>;
  /** Makes a group a supergroup; resolves with its new id. */
  migrates: (group: number) => Promise<number>;
  fault: (fault: Fault) => Promise<void>;
  clearFaults: () => Promise<void>;
  /** Delivers the newest updates once more, under their old ids. */
  repeatsUpdates: (count: number) => Promise<void>;
  /** Delivers the next updates in reverse, once there are so many. */
  disordersUpdates: (count: number) => Promise<void>;
  /** Enforces Telegram's own limits of sending. */
  limits: (enforced: boolean) => Promise<void>;
  calls: (method?: string) => Promise<Call[]>;
};

const originOf = (forward: Forward): object => {
  const date = forward.date ?? Math.floor(Date.now() / 1000);
  if ('channel' in forward) {
    const { channel: title, username, post: message_id = 1, signature } = forward;
    const chat = { id: -1_001_000_000_001, type: 'channel', title, username };
    return { type: 'channel', date, chat, message_id, author_signature: signature };
  }
  if ('person' in forward) {
    return {
      type: 'user',
      date,
      sender_user: { id: 900_000_001, is_bot: false, first_name: forward.person },
    };
  }
  if ('hidden' in forward) return { type: 'hidden_user', date, sender_user_name: forward.hidden };
  return {
    type: 'chat',
    date,
    sender_chat: { id: -1_002_000_000_001, type: 'supergroup', title: forward.group },
  };
};

type Client = <T>(method: string, path: string, body?: unknown) => Promise<T>;

const createClient =
  (origin: string): Client =>
  async <T>(method: string, path: string, body?: unknown) => {
    const response = await fetch(`${origin}/sim/${path}`, {
      method,
      ...(body === undefined
        ? {}
        : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    const content = (await response.json()) as T & { error?: string };
    if (!response.ok)
      throw new Error(`${method} /sim/${path}: ${response.status} ${content.error}`);
    return content;
  };

type Change = { type: string; chat: number; query?: string } & Partial<CallbackAnswer>;

/** Reads one stream of events until it ends, telling each change. */
const readEvents = async (
  url: string,
  signal: AbortSignal,
  onOpen: () => void,
  onChange: (change: Change) => void,
): Promise<void> => {
  const response = await fetch(url, { signal });
  onOpen();
  let rest = '';
  const decoder = new TextDecoder();
  for await (const chunk of response.body!) {
    const lines = (rest + decoder.decode(chunk as Uint8Array, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (line.startsWith('data: ')) onChange(JSON.parse(line.slice(6)) as Change);
    }
  }
};

const reconnectMs = 100;

/**
 * Listens to a chat from the moment it resolves; a playground that restarts is found again. `until`
 * runs the check at once, after each change and after each new connection.
 */
const listen = async (origin: string, chat: number) => {
  const closing = new AbortController();
  const changes: Change[] = [];
  const opened = Promise.withResolvers<void>();
  let wake = (): void => {};

  const stay = async (): Promise<void> => {
    while (!closing.signal.aborted) {
      const onOpen = (): void => {
        opened.resolve();
        wake();
      };
      await readEvents(`${origin}/sim/events?chat=${chat}`, closing.signal, onOpen, (change) => {
        changes.push(change);
        wake();
      }).catch(() => {});
      await pause(reconnectMs, undefined, { signal: closing.signal }).catch(() => {});
    }
  };
  const staying = stay();
  await opened.promise;

  return {
    until: async <T>(
      check: (changes: Change[]) => T | undefined | Promise<T | undefined>,
      withinMs: number,
    ): Promise<T | undefined> => {
      const deadline = Date.now() + withinMs;
      for (;;) {
        const woken = new Promise<void>((resolve) => {
          wake = resolve;
        });
        // A playground that is away fulfils nothing; it is asked again when it is back.
        const found = await Promise.resolve(check(changes)).catch((error: unknown) => {
          if (error instanceof TypeError) return undefined;
          throw error;
        });
        if (found !== undefined) return found;
        const left = deadline - Date.now();
        if (left <= 0) return undefined;
        const timer = new AbortController();
        await Promise.race([
          woken,
          pause(left, undefined, { signal: timer.signal }).catch(() => {}),
        ]);
        timer.abort();
      }
    },
    close: async () => {
      closing.abort();
      await staying;
    },
  };
};

const lines = (messages: ChatMessage[]): string =>
  messages
    .map(({ message_id, from, text, caption }) => {
      const said = (text ?? caption ?? '(no text)').slice(0, 300);
      return `  ${message_id} ${from?.is_bot ? 'bot' : 'reader'}: ${said}`;
    })
    .join('\n');

const patience = 45_000;

const createReader = (origin: string, ask: Client, person: number, id = person): Reader => {
  const chat = async (): Promise<ChatMessage[]> =>
    (await ask<{ messages: ChatMessage[] }>('GET', `chats/${id}`)).messages;
  const answers = async (): Promise<ChatMessage[]> =>
    (await chat()).filter(({ from }) => from?.is_bot);
  const sendsAny = (body: object): Promise<ChatMessage[]> =>
    ask('POST', `chats/${id}/messages`, { ...body, as: person });
  const setBlocked = async (blocked: boolean): Promise<void> => {
    await ask('POST', `chats/${id}/blocked`, { blocked });
  };

  return {
    id: person,
    in: (other) => createReader(origin, ask, person, other),
    chat,
    answers,
    sends: (text, { replyTo, quote, thread } = {}) =>
      sendsAny({ text, reply_to: replyTo, quote, thread }),
    sendsRaw: sendsAny,
    forwards: async (forward) => {
      const { text, entities } = forward;
      const [message] = await sendsAny({ text, entities, origin: originOf(forward) });
      return message!;
    },
    attaches: (attachments, caption = '') =>
      sendsAny({
        text: caption,
        attachments: attachments.map(({ content, ...rest }) => ({
          ...rest,
          content: content?.toString('base64'),
        })),
      }),
    edits: (messageId, text) => ask('PATCH', `chats/${id}/messages/${messageId}`, { text }),
    presses: async (label, { withinMs = patience } = {}) => {
      const holder = (await chat()).findLast(({ reply_markup }) =>
        reply_markup?.inline_keyboard.flat().some(({ text }) => text.includes(label)),
      );
      const button = holder?.reply_markup?.inline_keyboard
        .flat()
        .find(({ text }) => text.includes(label));
      if (!holder || !button) throw new Error(`No button «${label}» in:\n${lines(await chat())}`);
      const ears = await listen(origin, id);
      try {
        const { query } = await ask<{ query: string }>('POST', `chats/${id}/presses`, {
          message_id: holder.message_id,
          data: button.callback_data,
          as: person,
        });
        const answer = await ears.until(
          (changes) => changes.find((one) => one.type === 'callback-answer' && one.query === query),
          withinMs,
        );
        if (!answer) throw new Error(`The bot did not answer the press of «${label}»`);
        const { text = '', alert = false, url = '' } = answer;
        return { text, alert, url };
      } finally {
        await ears.close();
      }
    },
    blocks: () => setBlocked(true),
    unblocks: () => setBlocked(false),
    receives: async (predicate, { withinMs = patience, after = 0 } = {}) => {
      const ears = await listen(origin, id);
      try {
        const found = await ears.until(
          async () =>
            (await answers()).find((message) => message.message_id > after && predicate(message)),
          withinMs,
        );
        if (found) return found;
        throw new Error(`Nothing came that fits, within ${withinMs} ms:\n${lines(await chat())}`);
      } finally {
        await ears.close();
      }
    },
    steps: () => ask('GET', `chats/${id}/steps`),
    calls: async (method) =>
      (await ask<Call[]>('GET', 'calls')).filter(
        (call) => call.params['chat_id'] === id && (method === undefined || call.method === method),
      ),
  };
};

/** Enters the playground at this origin, such as `http://127.0.0.1:8080`. */
export const enterPlayground = (origin: string): Playroom => {
  const ask = createClient(origin);
  return {
    joins: async ({ id, first_name = 'ليلى', language_code } = {}) => {
      const room = await ask<{ chat: { id: number } }>('POST', 'users', {
        id,
        first_name,
        language_code,
      });
      return createReader(origin, ask, room.chat.id);
    },
    founds: async (chat) => (await ask<{ chat: { id: number } }>('POST', 'chats', chat)).chat.id,
    fault: async (fault) => {
      await ask('POST', 'faults', fault);
    },
    clearFaults: async () => {
      await ask('DELETE', 'faults');
    },
    migrates: async (group) =>
      (await ask<{ chat: { id: number } }>('POST', `chats/${group}/migration`)).chat.id,
    disordersUpdates: async (count) => {
      await ask('POST', 'disorder', { count });
    },
    limits: async (enforced) => {
      await ask('POST', 'limits', { enforced });
    },
    repeatsUpdates: async (count) => {
      await ask('POST', 'repeats', { count });
    },
    calls: async (method) =>
      (await ask<Call[]>('GET', 'calls')).filter(
        (call) => method === undefined || call.method === method,
      ),
  };
};
