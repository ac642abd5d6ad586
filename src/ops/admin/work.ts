import type { FeedReport } from '../../jobs/digest-ports.ts';
import type { DeadWork, Report } from '../../jobs/operators.ts';
import { queueNames } from '../../jobs/ports.ts';
import { stageSeconds, tally } from '../../jobs/stats.ts';
import { button, html, type Html, remark, section, table, type Tongue } from './page.ts';

const mostShown = 50;
const mostFeeds = 200;

/** How many jobs are where. */
export const queuesSection = (tongue: Tongue, { depths }: Report, proof: string): Html => {
  const { say, count } = tongue;
  const states = ['waiting', 'active', 'delayed', 'dead'] as const;
  const rows = queueNames.map((queue) => [
    say(`queue-${queue}`),
    ...states.map((state) => count(depths[queue][state])),
    depths[queue].dead > 0
      ? button(tongue.language, {
          action: 'retry',
          fields: { proof, queue },
          label: say('admin-retry-all'),
        })
      : '',
  ]);
  const heads = ['', ...states.map((state) => say(`admin-state-${state}`)), ''];
  return section(say('admin-queues'), table({ heads, rows }));
};

/** The dead jobs with what they died of; nothing where there are none. */
export const deadSection = (tongue: Tongue, dead: readonly DeadWork[], proof: string): Html => {
  if (dead.length === 0) return html``;
  const { say, moment } = tongue;
  const newest = [...dead].sort((one, other) => other.diedAt - one.diedAt).slice(0, mostShown);
  const rows = newest.map(({ queue, job, id, reason, diedAt }) => [
    moment(diedAt),
    say(`queue-${queue}`),
    html`<code>${id}</code>`,
    html`<span dir="auto">${reason.slice(0, 300)}</span>`,
    button(tongue.language, {
      action: 'retry',
      fields: { proof, queue, job },
      label: say('admin-retry'),
    }),
  ]);
  const names = ['when', 'queue', 'job', 'reason'].map((name) => say(`admin-${name}`));
  return section(
    say('admin-dead-jobs', { count: dead.length }),
    table({ kind: 'log', heads: [...names, ''], rows }),
  );
};

/** How long jobs took that were done in the last day: half of them, and all but one in twenty. */
export const stagesSection = ({ say, count }: Tongue, { hours }: Report): Html => {
  const done = tally(hours, 'stages');
  const steps = [...stageSeconds.map(String), 'more'];
  const rows = queueNames.flatMap((queue) => {
    const counts = steps.map((step) => done[`${queue} ${step}`] ?? 0);
    const all = counts.reduce((sum, jobs) => sum + jobs, 0);
    /** The least step within which this share of the jobs was done. */
    const within = (share: number): string => {
      let sum = 0;
      const step = steps[counts.findIndex((jobs) => (sum += jobs) >= share * all)];
      return step === 'more'
        ? say('admin-longer', { seconds: stageSeconds.at(-1) ?? 0 })
        : say('admin-within', { seconds: step ?? 0 });
    };
    return all === 0 ? [] : [[say(`queue-${queue}`), count(all), within(0.5), within(0.95)]];
  });
  const heads = ['', say('admin-done'), say('admin-half'), say('admin-most')];
  return section(
    say('admin-stages'),
    rows.length === 0 ? remark(say('admin-nothing')) : table({ heads, rows }),
  );
};

/** How feeds are doing: those that need a look first, the others folded away. */
export const feedsSection = (tongue: Tongue, feeds: readonly FeedReport[]): Html => {
  const { say, count } = tongue;
  const sorted = [...feeds].sort(
    (one, other) => rank(one) - rank(other) || one.outlet.localeCompare(other.outlet),
  );
  const ill = sorted.filter((feed) => rank(feed) < 2);
  const well = sorted.slice(ill.length);
  return section(
    say('admin-feeds'),
    feeds.length === 0 ? remark(say('feeds-none')) : html``,
    ill.length === 0 ? html`` : feedTable(tongue, ill),
    well.length === 0
      ? html``
      : html`<details>
          <summary>${say('admin-feeds-well', { count: count(well.length) })}</summary>
          ${feedTable(tongue, well)}
        </details>`,
  );
};

const rank = ({ dead, status, doubted }: FeedReport): 0 | 1 | 2 =>
  dead !== '' ? 0 : status !== 'well' || doubted > 0 ? 1 : 2;

const feedTable = ({ say, moment }: Tongue, feeds: readonly FeedReport[]): Html => {
  const when = (time: number): string => (time === 0 ? say('feed-never') : moment(time));
  const condition = ({ dead, status }: FeedReport): string => {
    const reason = dead || status;
    if (reason === 'well') return say('admin-well');
    return ['frozen', 'undated', 'robots'].includes(reason) ? say(`feed-${reason}`) : reason;
  };
  const rows = feeds.slice(0, mostFeeds).map((feed) => [
    html`<bdi>${feed.outlet}</bdi><br /><small><bdi>${shortOf(feed.url)}</bdi></small
      >${doubtsOf(feed)}`,
    html`<span class="${['bad', 'fair', 'good'][rank(feed)] ?? 'good'}">${condition(feed)}</span>`,
    when(feed.newestAt),
    when(feed.askedAt),
  ]);
  const heads = ['outlet', 'condition', 'newest', 'asked'].map((name) => say(`admin-${name}`));
  return table({ kind: 'log', heads, rows });

  function doubtsOf({ doubted }: FeedReport): Html {
    if (doubted === 0) return html``;
    return html`<br /><small>${say('feed-doubted', { count: doubted })}</small>`;
  }
};

const shortOf = (url: string): string => {
  const short = url.replace(/^https?:\/\//, '');
  return short.length > 48 ? `${short.slice(0, 47)}…` : short;
};
