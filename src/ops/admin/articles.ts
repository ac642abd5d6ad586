import type { Report } from '../../jobs/report.ts';
import { type Period, tally, total } from '../../jobs/stats.ts';
import { barChart, legend, shareBar, type Tone } from './charts.ts';
import { html, type Html, remark, section, table, type Tongue } from './page.ts';

const modelLabel = 'model ';

type Timeline = {
  title: string;
  periods: readonly Period[];
  /** What a bar is made of, from the bottom up; `key` is the part's name in `said`. */
  parts: readonly { tone: Tone; key: string; name: string }[];
  countsOf: (period: Period) => readonly number[];
  /** The message that says a bar in words: `time`, `count`, and each part. */
  said: string;
  label: (time: number) => string;
};

const timeline = ({ say, count }: Tongue, chart: Timeline): Html => {
  const { title, periods, parts, countsOf, said, label } = chart;
  const bars = periods.map((period) => {
    const values = countsOf(period);
    const named = Object.fromEntries(parts.map(({ key }, n) => [key, values[n] ?? 0]));
    const time = label(period.start);
    const all = values.reduce((sum, value) => sum + value, 0);
    return { label: time, title: say(said, { time, count: all, ...named }), values };
  });
  const tones = parts.map(({ tone }) => tone);
  const entries = parts.map(({ tone, name }) => ({ tone, name: say(name) }));
  return section(
    say(title),
    barChart({ name: say(title), tones, bars, show: count }),
    legend(entries),
  );
};

/** Articles of the last day, hour by hour, by how they ended. */
export const hoursSection = (tongue: Tongue, { hours }: Report): Html =>
  timeline(tongue, {
    title: 'admin-hours',
    periods: hours,
    parts: [
      { tone: 'good', key: 'model', name: 'admin-by-model' },
      { tone: 'fair', key: 'without', name: 'admin-without-model' },
      { tone: 'bad', key: 'failed', name: 'admin-unanswered' },
    ],
    countsOf: (period) => {
      const model = tally([period], 'answers')[modelLabel] ?? 0;
      return [model, total([period], 'answers') - model, total([period], 'failures')];
    },
    said: 'admin-hour',
    label: tongue.hour,
  });

/** Digests of the last day, hour by hour: with news, and those that only said there was none. */
export const digestsSection = (tongue: Tongue, { hours }: Report): Html =>
  timeline(tongue, {
    title: 'admin-digests',
    periods: hours,
    parts: [
      { tone: 'one', key: 'news', name: 'admin-digests-news' },
      { tone: 'two', key: 'empty', name: 'admin-digests-empty' },
    ],
    countsOf: (period) => {
      const news = tally([period], 'digests')['stories'] ?? 0;
      return [news, total([period], 'digests') - news];
    },
    said: 'admin-digests-hour',
    label: tongue.hour,
  });

/** Readers of each day, the new ones among them. */
export const readersSection = (tongue: Tongue, { days }: Report): Html =>
  timeline(tongue, {
    title: 'admin-readers-days',
    periods: days,
    parts: [
      { tone: 'one', key: 'new', name: 'admin-readers-new' },
      { tone: 'two', key: 'known', name: 'admin-readers-known' },
    ],
    countsOf: (period) => {
      const fresh = total([period], 'new-readers');
      return [fresh, Math.max(total([period], 'readers') - fresh, 0)];
    },
    said: 'admin-readers-day',
    label: tongue.day,
  });

/** How the articles of a week were answered, and why some were not. */
export const answersSection = ({ say, count, percent }: Tongue, { days }: Report): Html => {
  const week = days.slice(-7);
  const answers = Object.entries(tally(week, 'answers')).map(([label, value]) => {
    const how = label === modelLabel ? 'model' : label.slice(label.indexOf(' ') + 1);
    const tone: Tone = label === modelLabel ? 'good' : 'fair';
    return { tone, name: say(`admin-how-${how}`), value };
  });
  const failures = Object.entries(tally(week, 'failures')).map(([kind, value]) => {
    const tone: Tone = 'bad';
    return { tone, name: html`<code>${kind}</code>`, value };
  });
  const rows = [...answers, ...failures].sort((one, other) => other.value - one.value);
  const all = rows.reduce((sum, { value }) => sum + value, 0);
  if (all === 0) return section(say('admin-how'), remark(say('admin-nothing')));
  return section(
    say('admin-how'),
    table({
      rows: rows
        .slice(0, 12)
        .map(({ tone, name, value }) => [
          name,
          shareBar([{ tone, share: value / all }]),
          count(value),
          percent(value / all),
        ]),
    }),
  );
};

/** What became of the lines that models wrote in a week, by version of the prompt. */
export const groundingSection = (tongue: Tongue, { days }: Report): Html => {
  const { say, count, percent } = tongue;
  const week = days.slice(-7);
  const [repaired, dropped] = [tally(week, 'repaired'), tally(week, 'dropped')];
  const versions = Object.entries(tally(week, 'checked'))
    .filter(([prompt, checked]) => prompt !== '' && checked > 0)
    .sort(([, one], [, other]) => other - one);
  if (versions.length === 0) return section(say('admin-grounding'), remark(say('admin-nothing')));
  return section(
    say('admin-grounding'),
    ...versions.map(([prompt, checked]) => {
      const lost = dropped[prompt] ?? 0;
      const mended = repaired[prompt] ?? 0;
      const kept = Math.max(0, checked - lost - mended);
      const share = (lines: number) => percent(lines / checked);
      return html`<div class="version">
        <code>${prompt}</code>
        ${shareBar([
          { tone: 'good', share: kept / checked },
          { tone: 'fair', share: mended / checked },
          { tone: 'bad', share: lost / checked },
        ])}
        <p>
          <bdi>${say('admin-checked', { count: checked })}</bdi> ·
          <bdi>${say('admin-kept', { share: share(kept) })}</bdi> ·
          <bdi>${say('admin-repaired', { count: count(mended) })}</bdi> ·
          <bdi>${say('admin-dropped', { count: count(lost), share: share(lost) })}</bdi>
        </p>
      </div>`;
    }),
  );
};
