import type { FeedReport } from '../../jobs/digest-ports.ts';
import { queueNames } from '../../jobs/ports.ts';
import type { DeadWork, Report } from '../../jobs/report.ts';
import { stageSeconds, tally } from '../../jobs/stats.ts';
import { html, type Html } from './html.ts';
import type { Tongue } from './page.ts';

const mostShown = 50;
const mostFeeds = 200;

/** How many jobs are where. */
export const queuesSection = (tongue: Tongue, { depths }: Report, proof: string): Html => {
  const { say, count } = tongue;
  const states = ['waiting', 'active', 'delayed', 'dead'] as const;
  return html`<section>
    <h2>${say('admin-queues')}</h2>
    <div class="scroll">
      <table>
        <tr>
          <th></th>
          ${states.map((state) => html`<th scope="col">${say(`admin-state-${state}`)}</th>`)}
          <th></th>
        </tr>
        ${queueNames.map(
          (queue) =>
            html`<tr>
              <th scope="row">${say(`queue-${queue}`)}</th>
              ${states.map((state) => html`<td>${count(depths[queue][state])}</td>`)}
              <td>
                ${depths[queue].dead > 0 ? retryForm(tongue, { queue, job: '' }, proof) : html``}
              </td>
            </tr>`,
        )}
      </table>
    </div>
  </section>`;
};

/** For one dead job, or for all of a queue where none is named. */
const retryForm = (
  { say, language }: Tongue,
  { queue, job }: Pick<DeadWork, 'queue' | 'job'>,
  proof: string,
): Html =>
  html`<form method="post" action="/admin/retry">
    <input type="hidden" name="proof" value="${proof}" />
    <input type="hidden" name="lang" value="${language}" />
    <input type="hidden" name="queue" value="${queue}" />
    <input type="hidden" name="job" value="${job}" />
    <button>${say(job === '' ? 'admin-retry-all' : 'admin-retry')}</button>
  </form>`;

/** The dead jobs with what they died of; nothing where there are none. */
export const deadSection = (tongue: Tongue, dead: readonly DeadWork[], proof: string): Html => {
  if (dead.length === 0) return html``;
  const { say, moment } = tongue;
  const newest = [...dead].sort((one, other) => other.diedAt - one.diedAt).slice(0, mostShown);
  return html`<section>
    <h2>${say('admin-dead-jobs', { count: dead.length })}</h2>
    <div class="scroll">
      <table class="log">
        <tr>
          <th scope="col">${say('admin-when')}</th>
          <th scope="col">${say('admin-queue')}</th>
          <th scope="col">${say('admin-job')}</th>
          <th scope="col">${say('admin-reason')}</th>
          <th></th>
        </tr>
        ${newest.map(
          (work) =>
            html`<tr>
              <td>${moment(work.diedAt)}</td>
              <td>${say(`queue-${work.queue}`)}</td>
              <td><code>${work.id}</code></td>
              <td dir="auto">${work.reason.slice(0, 300)}</td>
              <td>${retryForm(tongue, work, proof)}</td>
            </tr>`,
        )}
      </table>
    </div>
  </section>`;
};

/** How long jobs took that were done in the last day: half of them, and all but one in twenty. */
export const stagesSection = ({ say, count }: Tongue, { hours }: Report): Html => {
  const done = tally(hours, 'stages');
  const steps = [...stageSeconds.map(String), 'more'];
  const rows = queueNames.map((queue) => {
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
    return { queue, all, half: within(0.5), most: within(0.95) };
  });
  const busy = rows.filter(({ all }) => all > 0);
  return html`<section>
    <h2>${say('admin-stages')}</h2>
    ${busy.length === 0 ? html`<p class="none">${say('admin-nothing')}</p>` : stageTable()}
  </section>`;

  function stageTable(): Html {
    return html`<div class="scroll">
      <table>
        <tr>
          <th></th>
          <th scope="col">${say('admin-done')}</th>
          <th scope="col">${say('admin-half')}</th>
          <th scope="col">${say('admin-most')}</th>
        </tr>
        ${busy.map(
          ({ queue, all, half, most }) =>
            html`<tr>
              <th scope="row">${say(`queue-${queue}`)}</th>
              <td>${count(all)}</td>
              <td>${half}</td>
              <td>${most}</td>
            </tr>`,
        )}
      </table>
    </div>`;
  }
};

/** How feeds are doing: those that need a look first, the others folded away. */
export const feedsSection = (tongue: Tongue, feeds: readonly FeedReport[]): Html => {
  const { say, count } = tongue;
  const sorted = [...feeds].sort(
    (one, other) => rank(one) - rank(other) || one.outlet.localeCompare(other.outlet),
  );
  const ill = sorted.filter((feed) => rank(feed) < 2);
  const well = sorted.slice(ill.length);
  return html`<section>
    <h2>${say('admin-feeds')}</h2>
    ${feeds.length === 0 ? html`<p class="none">${say('feeds-none')}</p>` : html``}
    ${ill.length === 0 ? html`` : feedTable(tongue, ill)}
    ${
      well.length === 0
        ? html``
        : html`<details>
            <summary>${say('admin-feeds-well', { count: count(well.length) })}</summary>
            ${feedTable(tongue, well)}
          </details>`
    }
  </section>`;
};

const rank = ({ dead, status, doubted }: FeedReport): number =>
  dead !== '' ? 0 : status !== 'well' || doubted > 0 ? 1 : 2;

const feedTable = ({ say, moment }: Tongue, feeds: readonly FeedReport[]): Html => {
  const when = (time: number): string => (time === 0 ? say('feed-never') : moment(time));
  const condition = (feed: FeedReport): string => {
    const reason = feed.dead === '' ? feed.status : feed.dead;
    if (reason === 'well') return say('admin-well');
    return reason === 'frozen' || reason === 'undated' || reason === 'robots'
      ? say(`feed-${reason}`)
      : reason;
  };
  return html`<div class="scroll">
    <table class="log">
      <tr>
        <th scope="col">${say('admin-outlet')}</th>
        <th scope="col">${say('admin-condition')}</th>
        <th scope="col">${say('admin-newest')}</th>
        <th scope="col">${say('admin-asked')}</th>
      </tr>
      ${feeds.slice(0, mostFeeds).map(
        (feed) =>
          html`<tr>
            <td>
              <bdi>${feed.outlet}</bdi><br /><small><bdi>${shortOf(feed.url)}</bdi></small>
              ${feed.doubted === 0 ? html`` : html`<br /><small>${say('feed-doubted', { count: feed.doubted })}</small>`}
            </td>
            <td class="${['bad', 'fair', 'good'][rank(feed)] ?? 'good'}">${condition(feed)}</td>
            <td>${when(feed.newestAt)}</td>
            <td>${when(feed.askedAt)}</td>
          </tr>`,
      )}
    </table>
  </div>`;
};

const shortOf = (url: string): string => {
  const short = url.replace(/^https?:\/\//, '');
  return short.length > 48 ? `${short.slice(0, 47)}…` : short;
};
