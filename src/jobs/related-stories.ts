import type { PlacedEntry } from './compose-snapshot.ts';
import type { Stories } from './digest-ports.ts';
import { proseOf } from './make-story-summary.ts';
import type { Told, ToldStory } from './subscription-ports.ts';

/** Another report of the same saga: linked, not merged; `index` is its place in the same message. */
export type Related = { title: string; outlet: string; url: string; index: number | undefined };

const mostRelated = 2;

/** Stories with the newest of those that they are linked with, none that the reader has muted. */
export const createWithRelated =
  (stories: Pick<Stories, 'load'>) =>
  async <Placed extends PlacedEntry & { told: Pick<ToldStory, 'reports'> }>(
    shown: readonly Placed[],
    known: ReadonlyMap<string, Told>,
  ): Promise<(Placed & { related: Related[] })[]> => {
    const stored = await stories.load(shown.map(({ entry }) => entry.story));
    const linked = new Map(stored.map(({ story }) => [story.id, story.related]));
    const near = await stories.load([...new Set([...linked.values()].flat())]);
    near.sort((one, other) => other.changedAt - one.changedAt);
    return shown.map((each) => {
      const ids = linked.get(each.entry.story) ?? [];
      const own = new Set(each.told.reports.map(({ url }) => url));
      const related = near
        .filter(({ story: { id } }) => ids.includes(id) && !known.get(id)?.muted)
        .map(({ story: { id, items } }) => ({
          title: proseOf(items[0]).title,
          outlet: items[0].outlet,
          url: items[0].url,
          index: shown.find(({ entry }) => entry.story === id)?.index,
        }))
        // What is told as the same report is in it already.
        .filter(({ title, url }) => title !== '' && !own.has(url))
        .slice(0, mostRelated);
      return { ...each, related };
    });
  };
