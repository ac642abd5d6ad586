import { outlets } from '../digest/story.ts';
import type { Topic } from '../digest/topic.ts';
import type { Stories, StoredStory } from './digest-ports.ts';
import type { FindTwins } from './same-report.ts';
import type { Digest, Entry, Told } from './subscription-ports.ts';

/** How much a story matters at this time; more is better. */
export type WeighStory = (stored: StoredStory, now: number) => number;

/** Stories in one message; what is beyond is behind «more». */
const perMessage = 7;
const mostEntries = 40;
const mostOfOneOutlet = 2;
/** Candidates of one topic. */
const perTopic = 150;
/** So many of the best are compared with their like by a model, where there is one. */
const shortlisted = 14;

type Wish = {
  topics: readonly Topic[];
  /** Topics that the reader wants less of, by id. */
  less: Readonly<Record<string, number>>;
  told: ReadonlyMap<string, Told>;
  since: number;
  now: number;
};

type Collaborators = {
  stories: Pick<Stories, 'ofTopic'>;
  weigh: WeighStory;
  /** Absent where no model is configured: stories of one saga stay apart. */
  findTwins?: FindTwins | undefined;
};

type Candidate = { stored: StoredStory; topic: string; weight: number };

/**
 * What there is to tell a reader, best first: stories of their topics with something that they were
 * not told yet. Topics take turns by weight, so that none drowns the others, and no outlet fills the
 * message alone.
 */
export const composeSnapshot = async (
  { stories, weigh, findTwins }: Collaborators,
  { topics, less, told, since, now }: Wish,
  signal: AbortSignal,
): Promise<Entry[]> => {
  const candidates: Candidate[] = [];
  for (const { id } of topics) {
    for (const stored of await stories.ofTopic(id, since, perTopic)) {
      if (!isNews(stored, told)) continue;
      const fit = stored.topics[id] ?? 1;
      const weight = weigh(stored, now) * Math.min(1, fit) * 0.4 ** (less[id] ?? 0);
      candidates.push({ stored, topic: id, weight });
    }
  }
  const ranked = inTurns(candidates);
  const shortlist = ranked.slice(0, shortlisted).map(({ stored }) => stored.story);
  const known = new Set(told.keys());
  const twins = (await findTwins?.(shortlist, known, signal)) ?? new Map<string, string[]>();
  const fresh = ranked.filter(({ stored: { story } }) => {
    // The better one tells both, and what the reader was told is told.
    if (twins.get(story.id)?.some((twin) => known.has(twin))) return false;
    known.add(story.id);
    return true;
  });
  return fresh.map(({ stored, topic }) => ({
    story: stored.story.id,
    version: stored.version,
    update: (told.get(stored.story.id)?.version ?? 0) > 0,
    topic,
  }));
};

/** Neither muted, itself or with its saga, nor told in this version. */
const isNews = ({ story, version }: StoredStory, told: Wish['told']): boolean => {
  const muted = [story.id, ...story.related].some((id) => told.get(id)?.muted);
  return !muted && (told.get(story.id)?.version ?? 0) < version;
};

/** Each time a topic was served, its next story counts less; an outlet's third story waits. */
const inTurns = (candidates: Candidate[]): Candidate[] => {
  // Of a story that came by several topics the last one stays, which weighs most.
  const byWeight = candidates.toSorted((one, other) => one.weight - other.weight);
  const left = new Map(byWeight.map((candidate) => [candidate.stored.story.id, candidate]));
  const served = new Map<string, number>();
  const ofOutlet = new Map<string, number>();
  const taken: Candidate[] = [];
  const worth = ({ stored, topic, weight }: Candidate): number => {
    const [outlet = ''] = outlets(stored.story);
    const crowded =
      (ofOutlet.get(outlet) ?? 0) >= mostOfOneOutlet && outlets(stored.story).length === 1;
    return weight * 0.7 ** (served.get(topic) ?? 0) * (crowded ? 0.01 : 1);
  };
  while (left.size > 0 && taken.length < mostEntries) {
    const best = [...left.values()].reduce((one, other) =>
      worth(other) > worth(one) ? other : one,
    );
    left.delete(best.stored.story.id);
    taken.push(best);
    const [outlet = ''] = outlets(best.stored.story);
    served.set(best.topic, (served.get(best.topic) ?? 0) + 1);
    ofOutlet.set(outlet, (ofOutlet.get(outlet) ?? 0) + 1);
  }
  return taken;
};

/** An entry and its place in the snapshot, by which buttons name it. */
export type PlacedEntry = { entry: Entry; index: number };

/** What a digest's message tells of its snapshot by now, and where the next page begins. */
export const entriesOf = (
  { snapshot = [], from }: Pick<Digest, 'snapshot' | 'from'>,
  told: ReadonlyMap<string, Told>,
): { entries: PlacedEntry[]; next: number; left: number } => {
  const open = snapshot
    .map((entry, index) => ({ entry, index }))
    .slice(from)
    .filter(({ entry: { story, version } }) => {
      const known = told.get(story);
      return known === undefined || (!known.muted && known.version < version);
    });
  const shown = open.slice(0, perMessage);
  return {
    entries: shown,
    next: (shown.at(-1)?.index ?? snapshot.length) + 1,
    left: open.length - shown.length,
  };
};
