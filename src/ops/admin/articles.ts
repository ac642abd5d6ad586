import type { Report } from '../../jobs/report.ts';
import { tally, total, type Period } from '../../jobs/stats.ts';
import { barChart, shareBar, type Tone } from './charts.ts';
import { html, type Html } from './html.ts';
import type { Tongue } from './page.ts';

const modelLabel = 'model ';

/** How many were answered by a model, without one, and not at all. */
const outcomesOf = (periods: readonly Period[]) => {
  const model = tally(periods, 'answers')[modelLabel] ?? 0;
  const answered = total(periods, 'answers');
  return { model, without: answered - model, failed: total(periods, 'failures') };
};

/** Articles of the last day, hour by hour, by how they ended. */
export const hoursSection = (tongue: Tongue, { hours }: Report): Html => {
  const { say, hour } = tongue;
  const bars = hours.map((period) => {
    const { model, without, failed } = outcomesOf([period]);
    const parts: { tone: Tone; value: number }[] = [
      { tone: 'good', value: model },
      { tone: 'fair', value: without },
      { tone: 'bad', value: failed },
    ];
    const title = say('admin-hour', { hour: hour(period.start), model, without, failed });
    return { label: hour(period.start), title, parts };
  });
  return html`<section>
    <h2>${say('admin-hours')}</h2>
    ${barChart({ name: say('admin-hours'), bars, show: tongue.count })}
    <ul class="legend">
      <li class="good">${say('admin-by-model')}</li>
      <li class="fair">${say('admin-without-model')}</li>
      <li class="bad">${say('admin-unanswered')}</li>
    </ul>
  </section>`;
};

/** Digests of the last day, hour by hour: with news, and those that only said there was none. */
export const digestsSection = (tongue: Tongue, { hours }: Report): Html => {
  const { say, hour } = tongue;
  const bars = hours.map((period) => {
    const news = tally([period], 'digests')['stories'] ?? 0;
    const empty = total([period], 'digests') - news;
    return {
      label: hour(period.start),
      title: say('admin-digests-hour', { hour: hour(period.start), news, empty }),
      parts: [
        { tone: 'one' as const, value: news },
        { tone: 'two' as const, value: empty },
      ],
    };
  });
  return html`<section>
    <h2>${say('admin-digests')}</h2>
    ${barChart({ name: say('admin-digests'), bars, show: tongue.count })}
    <ul class="legend">
      <li class="one">${say('admin-digests-news')}</li>
      <li class="two">${say('admin-digests-empty')}</li>
    </ul>
  </section>`;
};

/** How the articles of a week were answered, and why some were not. */
export const answersSection = ({ say, count, percent }: Tongue, { days }: Report): Html => {
  const week = days.slice(-7);
  const answers = Object.entries(tally(week, 'answers')).map(([label, value]) => ({
    tone: label === modelLabel ? ('good' as const) : ('fair' as const),
    name: say(`admin-how-${label === modelLabel ? 'model' : label.slice(label.indexOf(' ') + 1)}`),
    value,
  }));
  const failures = Object.entries(tally(week, 'failures')).map(([kind, value]) => ({
    tone: 'bad' as const,
    name: kind,
    value,
  }));
  const rows = [...answers, ...failures]
    .filter(({ value }) => value > 0)
    .sort((one, other) => other.value - one.value);
  const all = rows.reduce((sum, { value }) => sum + value, 0) || 1;
  return html`<section>
    <h2>${say('admin-how')}</h2>
    ${rows.length === 0 ? html`<p class="none">${say('admin-nothing')}</p>` : html``}
    <table>
      ${rows.slice(0, 12).map(
        ({ tone, name, value }) =>
          html`<tr>
            <th scope="row">${tone === 'bad' ? html`<code>${name}</code>` : name}</th>
            <td class="wide">${shareBar([{ tone, share: value / all }])}</td>
            <td>${count(value)}</td>
            <td>${percent(value / all)}</td>
          </tr>`,
      )}
    </table>
  </section>`;
};

/** What became of the lines that models wrote in a week, by version of the prompt. */
export const groundingSection = ({ say, count, percent }: Tongue, { days }: Report): Html => {
  const week = days.slice(-7);
  const [repaired, dropped] = [tally(week, 'repaired'), tally(week, 'dropped')];
  const versions = Object.entries(tally(week, 'checked'))
    .filter(([prompt, checked]) => prompt !== '' && checked > 0)
    .sort(([, one], [, other]) => other - one);
  return html`<section>
    <h2>${say('admin-grounding')}</h2>
    ${versions.length === 0 ? html`<p class="none">${say('admin-nothing')}</p>` : html``}
    ${versions.map(([prompt, checked]) => {
      const lost = dropped[prompt] ?? 0;
      const mended = repaired[prompt] ?? 0;
      const kept = Math.max(0, checked - lost - mended);
      return html`<div class="version">
        <code>${prompt}</code>
        ${shareBar([
          { tone: 'good', share: kept / checked },
          { tone: 'fair', share: mended / checked },
          { tone: 'bad', share: lost / checked },
        ])}
        <p>
          <bdi>${say('admin-checked', { count: checked })}</bdi> ·
          <bdi>${say('admin-kept', { share: percent(kept / checked) })}</bdi> ·
          <bdi>${say('admin-repaired', { count: count(mended) })}</bdi> ·
          <bdi>${say('admin-dropped', { count: count(lost), share: percent(lost / checked) })}</bdi>
        </p>
      </div>`;
    })}
  </section>`;
};

/** Readers of each day, the new ones among them. */
export const readersSection = ({ say, day, count }: Tongue, { days }: Report): Html => {
  const bars = days.map((period) => {
    const fresh = total([period], 'new-readers');
    const all = Math.max(total([period], 'readers'), fresh);
    return {
      label: day(period.start),
      title: say('admin-readers-day', { day: day(period.start), count: all, new: fresh }),
      parts: [
        { tone: 'one' as const, value: fresh },
        { tone: 'two' as const, value: all - fresh },
      ],
    };
  });
  return html`<section>
    <h2>${say('admin-readers-days')}</h2>
    ${barChart({ name: say('admin-readers-days'), bars, show: count })}
    <ul class="legend">
      <li class="one">${say('admin-readers-new')}</li>
      <li class="two">${say('admin-readers-known')}</li>
    </ul>
  </section>`;
};
