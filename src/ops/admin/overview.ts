import type { FeedReport } from '../../jobs/digest-ports.ts';
import type { Review } from '../../jobs/feedback.ts';
import type { AlarmName, DeadWork, Report } from '../../jobs/operators.ts';
import { total } from '../../jobs/stats.ts';
import { feedbackSection } from './feedback.ts';
import { answersSection, groundingSection, timelineSection, moneySection } from './figures.ts';
import { button, html, type Html, languageLink, page, type Tongue } from './page.ts';
import { deadSection, feedsSection, queuesSection, stagesSection } from './work.ts';

/** All that the dashboard shows. */
export type Overview = {
  report: Report;
  alarms: ReadonlySet<AlarmName>;
  dead: readonly DeadWork[];
  /** Undefined where no feeds are asked. */
  feeds: readonly FeedReport[] | undefined;
  /** What readers thought of summaries, the newest first. */
  feedback: readonly Review[];
  now: number;
};

/** The dashboard. `proof` shows that a form was sent from this page, by this session. */
export const overviewPage = (tongue: Tongue, overview: Overview, proof: string): Html => {
  const { say, moment } = tongue;
  const { report, alarms, feeds, now } = overview;
  const head = html`<p class="at">${say('admin-at', { time: moment(now) })}</p>
    <nav>
      <a href="/admin?lang=${tongue.language}">${say('admin-refresh')}</a>
      ${languageLink(tongue)}
      ${button(tongue.language, { action: 'logout', fields: { proof }, label: say('admin-leave'), kind: 'quiet' })}
    </nav>`;
  const body = html` ${[...alarms].map((name) => html`<p class="alarm">${say(`admin-alarm-${name}`)}</p>`)}
    ${tiles(tongue, report)}
    <div class="pair">
      ${timelineSection(tongue, report, 'articles')}${timelineSection(tongue, report, 'digests')}
    </div>
    <div class="pair">${answersSection(tongue, report)}${moneySection(tongue, report)}</div>
    <div class="pair">${queuesSection(tongue, report, proof)}${stagesSection(tongue, report)}</div>
    ${deadSection(tongue, overview.dead, proof)}
    <div class="pair">
      ${groundingSection(tongue, report)}${timelineSection(tongue, report, 'readers')}
    </div>
    ${feedbackSection(tongue, overview.feedback)}
    ${feeds === undefined ? html`` : feedsSection(tongue, feeds)}`;
  return page(tongue, body, head);
};

const tiles = (tongue: Tongue, report: Report): Html => {
  const { say, count, dollars, percent } = tongue;
  const { days, depths, memory, spentMicroUsd, budgetMicroUsd } = report;
  const today = days.slice(-1);
  const answered = total(today, 'answers');
  const failed = total(today, 'failures');
  const queued = Object.values(depths);
  const waiting = queued.reduce((sum, depth) => sum + depth.waiting + depth.delayed, 0);
  const dead = queued.reduce((sum, depth) => sum + depth.dead, 0);
  const megabytes = Math.round(memory.used / 1_048_576);
  const tile = (label: string, figure: string, note: string) =>
    html`<div class="tile">
      <h2>${label}</h2>
      <p><bdi>${figure}</bdi></p>
      <small>${note}</small>
    </div>`;
  return html`<div class="tiles">
    ${tile(say('admin-articles'), count(answered), say('admin-failed', { count: failed }))}
    ${tile(
      say('admin-money'),
      dollars(spentMicroUsd),
      say('admin-of', {
        whole: dollars(budgetMicroUsd),
        share: percent(budgetMicroUsd === 0 ? 0 : spentMicroUsd / budgetMicroUsd),
      }),
    )}
    ${tile(
      say('admin-readers'),
      count(total(today, 'readers')),
      say('admin-new', { count: total(today, 'new-readers') }),
    )}
    ${tile(say('admin-waiting'), count(waiting), say('admin-dead-jobs', { count: dead }))}
    ${tile(
      say('admin-memory'),
      say('admin-megabytes', { count: megabytes }),
      memory.most === 0
        ? say('admin-no-limit')
        : say('admin-of', {
            whole: say('admin-megabytes', { count: Math.round(memory.most / 1_048_576) }),
            share: percent(memory.used / memory.most),
          }),
    )}
  </div>`;
};
