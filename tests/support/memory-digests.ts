import type { Topic } from '../../src/digest/topic.ts';
import type {
  Digest,
  Digests,
  DigestState,
  Subscriber,
  Subscribers,
  StorySummaries,
  Told,
  ToldStory,
} from '../../src/jobs/subscription-ports.ts';
import type { Clock } from '../../src/lib/clock.ts';
import { systemClock } from '../../src/lib/clock.ts';

const dayMs = 86_400_000;

/** The ports of digests on plain maps; the batteries of tests/contracts hold for these too. */
export const createMemoryDigests = ({ clock = systemClock }: { clock?: Clock } = {}) => ({
  subscribers: createSubscribers(),
  digests: createDigests(clock),
  storySummaries: createStorySummaries(clock),
});

export type MemoryDigests = ReturnType<typeof createMemoryDigests>;

const createSubscribers = (): Subscribers => {
  const subscribers = new Map<number, Subscriber>();
  const due = new Map<number, number>();
  const drafts = new Map<string, Topic>();
  return {
    load: async (reader) => structuredClone(subscribers.get(reader)),
    change: async (reader, apply) => {
      const after = apply(structuredClone(subscribers.get(reader)));
      if (after !== undefined) subscribers.set(reader, structuredClone(after));
      return structuredClone(subscribers.get(reader));
    },
    setDue: async (reader, at) => {
      if (at === undefined) due.delete(reader);
      else due.set(reader, at);
    },
    takeDue: async (now, most) => {
      const taken = [...due]
        .filter(([, at]) => at <= now)
        .sort(([, one], [, other]) => one - other)
        .slice(0, most)
        .map(([reader]) => reader);
      for (const reader of taken) due.set(reader, now + 120_000);
      return taken;
    },
    followed: async () => {
      const all = [...subscribers.values()].flatMap(({ topics }) => topics);
      return [...new Map(all.map((topic) => [topic.id, topic])).values()];
    },
    saveDraft: async (topic) => {
      drafts.set(topic.id, structuredClone(topic));
    },
    draft: async (topic) => structuredClone(drafts.get(topic)),
    forget: async (reader) => {
      subscribers.delete(reader);
      due.delete(reader);
    },
  };
};

type Row = Digest & DigestState & { telling: string[] };

const createDigests = (clock: Clock): Digests => {
  const rows = new Map<string, Row>();
  let doubts = 0;
  /** By reader: `story version` or `story muted`, and when. */
  const logs = new Map<number, Map<string, number>>();
  const logOf = (reader: number) => {
    const log = logs.get(reader) ?? new Map<string, number>();
    logs.set(reader, log);
    for (const [member, at] of log) if (at < clock.now() - 30 * dayMs) log.delete(member);
    return log;
  };
  const toldTo = (reader: number): Map<string, Told> => {
    const told = new Map<string, Told>();
    for (const member of logOf(reader).keys()) {
      const [story = '', version = ''] = member.split(' ');
      const known = told.get(story) ?? { version: 0, muted: false };
      told.set(
        story,
        version === 'muted'
          ? { ...known, muted: true }
          : { ...known, version: Math.max(known.version, Number(version)) },
      );
    }
    return told;
  };
  return {
    plan: async (digest) => {
      const known = rows.get(digest.id);
      const wasEmpty = known?.state === 'closed' && known.reason === 'empty';
      if (known && !(wasEmpty && known.at < digest.at)) return false;
      rows.set(digest.id, { ...structuredClone(digest), state: 'planned', telling: [] });
      return true;
    },
    load: async (id) => {
      const row = rows.get(id);
      if (row === undefined) return undefined;
      const { telling: _, ...digest } = structuredClone(row);
      return digest;
    },
    compose: async (id, snapshot) => {
      const row = rows.get(id);
      if (row === undefined) return snapshot;
      row.snapshot ??= [...structuredClone(snapshot)];
      return structuredClone(row.snapshot);
    },
    begin: async (id, entries) => {
      const row = rows.get(id);
      if (row?.state !== 'planned') return 'gone';
      const told = toldTo(row.reader);
      const known = entries.some(({ story, version }) => {
        const before = told.get(story);
        return before !== undefined && (before.muted || before.version >= version);
      });
      if (known) return 'told';
      row.state = 'sending';
      row.telling = entries.map(({ story, version }) => `${story} ${version}`);
      for (const member of row.telling) logOf(row.reader).set(member, clock.now());
      return 'begun';
    },
    settle: async (id, to) => {
      const row = rows.get(id);
      if (row === undefined) return;
      if (to.state === 'doubt') doubts += 1;
      if (to.state !== 'sent') for (const member of row.telling) logOf(row.reader).delete(member);
      rows.set(id, { ...row, telling: [], ...to });
    },
    doubts: async () => doubts,
    told: async (reader) => toldTo(reader),
    setMuted: async (reader, story, muted) => {
      if (muted) logOf(reader).set(`${story} muted`, clock.now());
      else logOf(reader).delete(`${story} muted`);
    },
    forget: async (reader) => {
      logs.delete(reader);
      for (const [id, row] of rows) if (row.reader === reader) rows.delete(id);
    },
  };
};

const createStorySummaries = (clock: Clock): StorySummaries => {
  const kept = new Map<string, { told: ToldStory; until: number }>();
  const claims = new Map<string, number>();
  return {
    load: async (key) => {
      const { told, until } = kept.get(key) ?? { until: 0 };
      return until > clock.now() ? structuredClone(told) : undefined;
    },
    save: async (key, told, forMs = 10 * dayMs) => {
      kept.set(key, { told: structuredClone(told), until: clock.now() + forMs });
      claims.delete(key);
    },
    claim: async (key, forMs) => {
      if ((claims.get(key) ?? 0) > clock.now()) return false;
      claims.set(key, clock.now() + forMs);
      return true;
    },
    unclaim: async (key) => {
      claims.delete(key);
    },
  };
};
