import type { Prose } from '../../src/article/article.ts';
import { countedBy, type Feedback, type Judged, type Verdict } from '../../src/jobs/feedback.ts';
import { type Gatherings, type Part, partsWithin } from '../../src/jobs/parts.ts';
import type {
  Asker,
  Deliveries,
  Delivery,
  Readers,
  Readings,
  Requests,
  Spending,
  Summaries,
  Texts,
} from '../../src/jobs/ports.ts';
import { chatOf, placeOf, type Request } from '../../src/jobs/request.ts';
import { type Settings, settingsSchema } from '../../src/jobs/settings.ts';
import type { AskedQuestion, Conclusion, Reading } from '../../src/jobs/stored.ts';
import type { Inbox, Lease } from '../../src/jobs/turns.ts';
import type { Clock } from '../../src/lib/clock.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { isTemporary } from '../../src/summary/answer.ts';
import type { OutputLanguage } from '../../src/summary/summary.ts';

/** The ports of the jobs on plain maps; the batteries of tests/contracts hold for these too. */
export const createMemoryStores = ({
  clock = systemClock,
  dailyLimit = 50,
  budgetMicroUsd = 1_000_000,
}: { clock?: Clock; dailyLimit?: number; budgetMicroUsd?: number } = {}) => {
  const shelf = createShelf();
  return {
    requests: createRequests(shelf),
    gatherings: createGatherings(shelf),
    readings: createReadings(shelf),
    texts: createTexts(shelf),
    summaries: createSummaries(shelf, clock),
    deliveries: createDeliveries(shelf),
    spending: createSpending(clock, budgetMicroUsd),
    readers: createReaders(clock, dailyLimit),
    inbox: createInbox(),
    lease: createLease(clock),
    feedback: createFeedback(clock),
  };
};

export type MemoryStores = ReturnType<typeof createMemoryStores>;

type Run = {
  state: 'running' | 'answered' | 'failed';
  run: number;
  starter: Asker;
  /** The readers who sent this text. */
  readers: Set<number>;
  renewAt: number;
  conclusion: Conclusion | undefined;
  waiting: Set<string>;
  freed: Set<string>;
  /** Since when somebody has waited or been free. */
  since: number;
};

type Chat = {
  newest: { message: number; first: number; author: string; at: number; parts: number } | undefined;
  albums: Map<string, number>;
  /** The first message of each message's gathering. */
  firsts: Map<number, number>;
  parts: Map<number, Part>;
};

const createShelf = () => ({
  requests: new Map<string, Request>(),
  current: new Map<string, string>(),
  chats: new Map<number, Chat>(),
  readings: new Map<string, Reading>(),
  texts: new Map<string, Prose>(),
  questions: new Map<string, AskedQuestion>(),
  runs: new Map<string, Run>(),
  /** The reader of each request that asked for a summary. */
  askers: new Map<string, number>(),
  deliveries: new Map<string, Delivery>(),
  claims: new Map<string, string>(),
});

type Shelf = ReturnType<typeof createShelf>;

const createRequests = (shelf: Shelf): Requests => {
  const place = ({ id }: Request) => placeOf(id);
  return {
    save: async (request) => {
      shelf.requests.set(request.id, structuredClone(request));
      const current = shelf.current.get(place(request)) ?? request.id;
      shelf.current.set(place(request), current);
      return current;
    },
    pack: async ({ id }) => shelf.requests.has(id),
    load: async (id) => structuredClone(shelf.requests.get(id)),
    current: async (request) => shelf.current.get(place(request)),
    idsOf: async (reader) =>
      [...shelf.requests.values()].filter((one) => one.reader === reader).map(({ id }) => id),
    supersede: async (request) => {
      shelf.current.set(place(request), request.id);
    },
    superseded: async (request) => {
      const current = shelf.current.get(place(request));
      return current !== undefined && current !== request.id;
    },
    forget: async (reader) => {
      const own = [...shelf.requests.values()].filter((request) => request.reader === reader);
      const asked = [...shelf.askers].filter(([, asker]) => asker === reader).map(([id]) => id);
      const ids = new Set([...own.map(({ id }) => id), ...asked]);
      for (const request of own) {
        if (shelf.current.get(place(request)) === request.id) shelf.current.delete(place(request));
      }
      shelf.chats.delete(reader);
      for (const id of ids) {
        shelf.readings.delete(id);
        shelf.requests.delete(id);
        shelf.deliveries.delete(id);
        shelf.askers.delete(id);
      }
      for (const [claim, request] of shelf.claims) if (ids.has(request)) shelf.claims.delete(claim);
      for (const [key, run] of shelf.runs) {
        for (const id of ids) {
          run.waiting.delete(id);
          run.freed.delete(id);
        }
        if (run.readers.size === 1 && run.readers.has(reader)) {
          shelf.runs.delete(key);
          shelf.texts.delete(key);
          shelf.questions.delete(key);
        } else if (ids.has(run.starter.id)) {
          run.starter = { ...run.starter, id: '' };
        }
      }
    },
  };
};

const createGatherings = ({ chats }: Shelf): Gatherings => {
  const chatOf = (id: number): Chat => {
    const known = chats.get(id);
    if (known) return known;
    const chat: Chat = {
      newest: undefined,
      albums: new Map(),
      firsts: new Map(),
      parts: new Map(),
    };
    chats.set(id, chat);
    return chat;
  };
  return {
    gather: async (id, part, { album, author, at, isOpen }) => {
      const chat = chatOf(id);
      const { newest, albums, firsts, parts } = chat;
      const { message, edit } = part;
      if (!firsts.has(message)) {
        if (edit !== 0) return [part];
        const continues =
          author !== '' &&
          newest?.author === author &&
          newest.message === message - 1 &&
          Math.abs(newest.at - at) <= partsWithin &&
          newest.parts < 64;
        const joined = album === '' && continues ? newest : undefined;
        const first = album === '' ? (joined?.first ?? message) : (albums.get(album) ?? message);
        if (album !== '') albums.set(album, first);
        if (newest === undefined || message > newest.message) {
          const count = (joined?.parts ?? 0) + 1;
          chat.newest = { message, first, author: isOpen ? author : '', at, parts: count };
        }
        if (album === '' && !isOpen && first === message) return [part];
        firsts.set(message, first);
      }
      if ((parts.get(message)?.edit ?? 0) <= edit) parts.set(message, structuredClone(part));
      return [...parts.values()]
        .filter((other) => firsts.get(other.message) === firsts.get(message))
        .sort((one, other) => one.message - other.message);
    },
    passOver: async (id, message) => {
      const { newest } = chatOf(id);
      if (newest?.message === message - 1) newest.message = message;
    },
  };
};

const createReadings = ({ readings }: Shelf): Readings => ({
  load: async (source) => structuredClone(readings.get(source)),
  save: async (source, reading) => {
    readings.set(source, structuredClone(reading));
  },
});

const createTexts = ({ texts, questions }: Shelf): Texts => ({
  save: async (key, prose) => {
    texts.set(key, structuredClone(prose));
  },
  load: async (key) => structuredClone(texts.get(key)),
  saveQuestion: async (key, question) => {
    questions.set(key, question);
  },
  loadQuestion: async (key) => questions.get(key),
});

const createSummaries = ({ runs, askers }: Shelf, clock: Clock): Summaries => ({
  ask: async (key, asker) => {
    askers.set(asker.id, asker.reader);
    const earlier = runs.get(key);
    earlier?.readers.add(asker.reader);
    const renews = earlier?.state === 'answered' && earlier.renewAt <= clock.now();
    if (earlier?.state === 'answered' && !renews) return { state: 'answered', run: earlier.run };
    if (earlier?.state === 'running') {
      if (earlier.waiting.size + earlier.freed.size === 0) earlier.since = clock.now();
      earlier.waiting.add(asker.id);
      return {
        state: earlier.starter.id === asker.id ? 'started' : 'joined',
        run: earlier.run,
      };
    }
    const run = Math.max(clock.now(), (earlier?.run ?? 0) + 1);
    runs.set(key, {
      state: 'running',
      run,
      starter: { ...asker, shape: asker.shape ?? 'standard' },
      readers: earlier?.readers ?? new Set([asker.reader]),
      conclusion: renews ? earlier.conclusion : undefined,
      renewAt: Infinity,
      waiting: new Set([...(earlier?.freed ?? []), asker.id]),
      freed: new Set(),
      since: clock.now(),
    });
    return { state: 'started', run };
  },
  finish: async (key, conclusion) => {
    const run = runs.get(key);
    if (run?.state !== 'running') return;
    const answered = 'answer' in conclusion;
    const renewAt = clock.now() + 180_000;
    if (!answered && run.conclusion !== undefined) {
      Object.assign(run, { state: 'answered', renewAt });
    } else {
      run.state = answered ? 'answered' : 'failed';
      run.conclusion = structuredClone(conclusion);
      run.renewAt = answered && isTemporary(conclusion.answer) ? renewAt : Infinity;
    }
    run.freed = new Set([...run.freed, ...run.waiting]);
    run.waiting = new Set();
    run.since = clock.now();
  },
  conclusion: async (key) => structuredClone(runs.get(key)?.conclusion),
  isUnderWay: async (key) => runs.get(key)?.state === 'running',
  isRenewable: async (key) => {
    const run = runs.get(key);
    return run?.state === 'answered' && run.renewAt <= clock.now();
  },
  waiting: async (key, most) => [...(runs.get(key)?.waiting ?? [])].slice(0, most),
  abandon: async (key) => {
    const run = runs.get(key);
    if (run?.state !== 'running' || run.waiting.size + run.freed.size > 0) return false;
    run.state = run.conclusion === undefined ? 'failed' : 'answered';
    return true;
  },
  freed: async (key) => [...(runs.get(key)?.freed ?? [])],
  release: async (key, request) => {
    runs.get(key)?.freed.delete(request);
    runs.get(key)?.waiting.delete(request);
  },
  overdue: async (olderThanMs) =>
    [...runs]
      .filter(([, { waiting, freed }]) => waiting.size + freed.size > 0)
      .filter(([, { since }]) => since <= clock.now() - olderThanMs)
      .map(
        ([
          key,
          {
            run,
            starter: { id, language, shape },
          },
        ]) => ({
          key,
          run,
          work: { key, language, shape, request: id },
        }),
      ),
});

const noByline: Delivery['byline'] = { outlet: '', author: '', date: '', url: '' };

const createDeliveries = ({ deliveries, claims }: Shelf): Deliveries => {
  const progress = new Set<string>();
  const change = (request: string, apply: (delivery: Delivery) => Partial<Delivery>): void => {
    const delivery = deliveries.get(request);
    if (delivery) deliveries.set(request, { ...delivery, ...structuredClone(apply(delivery)) });
  };
  const mover =
    <Field extends 'placeholder' | 'answer'>(field: Field) =>
    async (
      request: string,
      from: Delivery[Field],
      to: Delivery[Field],
      messageId?: number,
    ): Promise<boolean> => {
      if (deliveries.get(request)?.[field] !== from) return false;
      change(request, (delivery) => ({
        [field]: to,
        messageId: messageId ?? delivery.messageId,
      }));
      return true;
    };
  return {
    load: async (request) => structuredClone(deliveries.get(request)),
    at: async (chat, messageId) =>
      [...deliveries].findLast(
        ([id, delivery]) => chatOf(id) === chat && delivery.messageId === messageId,
      )?.[0],
    open: async (request, messageId) => {
      if (deliveries.has(request)) return;
      deliveries.set(request, {
        placeholder: messageId === 0 ? 'none' : 'known',
        answer: 'waiting',
        messageId,
        byline: noByline,
        outcome: undefined,
      });
    },
    begin: async (request) => {
      const known = deliveries.get(request);
      if (known && known.placeholder !== 'none') return false;
      const anew = {
        messageId: 0,
        byline: noByline,
        answer: 'waiting',
        outcome: undefined,
      } as const;
      deliveries.set(request, { ...(known ?? anew), placeholder: 'sending' });
      return true;
    },
    movePlaceholder: mover('placeholder'),
    moveAnswer: mover('answer'),
    setByline: async (request, byline) => {
      change(request, () => ({ byline }));
    },
    conclude: async (request, outcome) => {
      const isFirst = deliveries.has(request) && deliveries.get(request)?.outcome === undefined;
      change(request, (delivery) => ({ outcome: delivery.outcome ?? outcome }));
      return isFirst;
    },
    beginProgress: async (request) => {
      const { answer, placeholder, outcome, messageId = 0 } = deliveries.get(request) ?? {};
      const isOpen = answer === 'waiting' && placeholder === 'known' && outcome === undefined;
      if (!isOpen || progress.has(request)) return 0;
      progress.add(request);
      return messageId;
    },
    endProgress: async (request) => {
      progress.delete(request);
    },
    progressMs: async (request) => (progress.has(request) ? 1 : 0),
    release: async (request) => {
      for (const [claim, holder] of claims) if (holder === request) claims.delete(claim);
    },
    claim: async (chat, key, request) => {
      const first = claims.get(`${chat} ${key}`) ?? request;
      claims.set(`${chat} ${key}`, first);
      return first;
    },
    unclaim: async (chat, key, request) => {
      if (claims.get(`${chat} ${key}`) === request) claims.delete(`${chat} ${key}`);
    },
  };
};

const dayOf = (clock: Clock): string => new Date(clock.now()).toISOString().slice(0, 10);

const createSpending = (clock: Clock, budgetMicroUsd: number): Spending => {
  const days = new Map<string, number>();
  let open: { date: string; amount: number; till: number }[] = [];
  const sumOf = (date: string) =>
    open
      .filter((one) => one.date === date)
      .reduce((sum, { amount }) => sum + amount, days.get(date) ?? 0);
  let pausedUntil = 0;
  return {
    reserve: async (amount) => {
      open = open.filter(({ till }) => till > clock.now());
      const date = dayOf(clock);
      if (sumOf(date) + amount > budgetMicroUsd) return false;
      open.push({ date, amount, till: clock.now() + 900_000 });
      return true;
    },
    settle: async (reserved, cost) => {
      const index = open.findIndex(({ amount }) => amount === reserved);
      const [{ date }] = index === -1 ? [{ date: dayOf(clock) }] : open.splice(index, 1);
      days.set(date, (days.get(date) ?? 0) + cost);
    },
    spentToday: async () => sumOf(dayOf(clock)),
    pauseUntil: async (time) => {
      pausedUntil = time > clock.now() ? time : 0;
    },
    pausedUntil: async () => pausedUntil,
  };
};

const createReaders = (clock: Clock, dailyLimit: number): Readers => {
  const languages = new Map<number, OutputLanguage>();
  const settings = new Map<number, Partial<Settings> & { first?: string }>();
  const counted = new Map<string, Set<string>>();
  const lines = new Map<number, string[]>();
  const begun = new Map<string, number>();
  const told = new Map<number, number>();
  const wishes = new Map<string, number>();
  const met = new Set<number>();
  return {
    language: async (reader) => languages.get(reader),
    setLanguage: async (reader, language) => {
      languages.set(reader, language);
    },
    settings: async (chat) => settingsSchema.parse(settings.get(chat) ?? {}),
    set: async (chat, changes) => {
      settings.set(chat, { ...settings.get(chat), ...changes });
    },
    isFirst: async (chat, request) => {
      const { first = request } = settings.get(chat) ?? {};
      settings.set(chat, { ...settings.get(chat), first });
      return first === request;
    },
    countSummary: async (reader, request) => {
      const day = `${dayOf(clock)} ${reader}`;
      const requests = counted.get(day) ?? new Set();
      counted.set(day, requests);
      if (!requests.has(request) && requests.size >= dailyLimit) return false;
      requests.add(request);
      return true;
    },
    begin: async (reader, request) => {
      const line = lines.get(reader) ?? [];
      if (!line.includes(request)) line.push(request);
      if (!begun.has(request)) begun.set(request, clock.now());
      lines.set(reader, line);
      const isNew = !met.has(reader);
      met.add(reader);
      return { before: line.indexOf(request), isNew };
    },
    end: async (reader, request) => {
      lines.set(
        reader,
        (lines.get(reader) ?? []).filter((id) => id !== request),
      );
    },
    inLine: async (reader) => [...(lines.get(reader) ?? [])],
    eachUnfinished: async (olderThanMs, show) => {
      const before = clock.now() - olderThanMs;
      const old = [...lines.values()].flat().filter((id) => (begun.get(id) ?? 0) <= before);
      for (const request of old) await show(request);
    },
    mayAsk: async (chat) => {
      const minute = `${chat} ${Math.floor(clock.now() / 60_000)}`;
      wishes.set(minute, (wishes.get(minute) ?? 0) + 1);
      return (wishes.get(minute) ?? 0) <= 6;
    },
    mayTellOfFlood: async (reader) => {
      const may = (told.get(reader) ?? 0) <= clock.now();
      if (may) told.set(reader, clock.now() + 600_000);
      return may;
    },
    forget: async (reader) => {
      met.delete(reader);
      told.delete(reader);
      languages.delete(reader);
      settings.delete(reader);
      lines.delete(reader);
    },
  };
};

const createFeedback = (clock: Clock): Feedback => {
  const kept = new Map<string, { judged: Judged; at: number; said: Map<number, Verdict> }>();
  const retract = (reader: number, key: string): void => {
    kept.get(key)?.said.delete(reader);
    if (kept.get(key)?.said.size === 0) kept.delete(key);
  };
  return {
    note: async (reader, judged, verdict) => {
      if (verdict === undefined) return retract(reader, judged.key);
      const { said = new Map<number, Verdict>(), judged: first = judged } =
        kept.get(judged.key) ?? {};
      kept.set(judged.key, { judged: first, at: clock.now(), said: said.set(reader, verdict) });
    },
    of: async (reader, key) => kept.get(key)?.said.get(reader),
    recent: async (most) =>
      [...kept.values()]
        .toSorted((one, other) => other.at - one.at)
        .slice(0, most)
        .map(({ judged, at, said }) => ({ ...judged, at, counts: countedBy([...said.values()]) })),
    forget: async (reader) => {
      for (const key of kept.keys()) retract(reader, key);
    },
  };
};

const createInbox = (): Inbox => {
  const handled = new Set<number>();
  const deaths = new Map<number, number>();
  return {
    handled: async (update) => handled.has(update),
    markHandled: async (update) => {
      handled.add(update);
    },
    begin: async (update) => {
      const before = deaths.get(update) ?? 0;
      deaths.set(update, before + 1);
      return before;
    },
    survive: async (update) => {
      deaths.delete(update);
    },
  };
};

const createLease = (clock: Clock): Lease => {
  const leases = new Map<string, { holder: string; until: number }>();
  return {
    hold: async (name, holder, ttlMs) => {
      const lease = leases.get(name);
      if (lease && lease.holder !== holder && lease.until > clock.now()) return false;
      leases.set(name, { holder, until: clock.now() + ttlMs });
      return true;
    },
    release: async (name, holder) => {
      if (leases.get(name)?.holder === holder) leases.delete(name);
    },
  };
};
