import type { Report } from '../../jobs/operators.ts';
import { type Period, tally, total } from '../../jobs/stats.ts';
import { barChart, legend, shareBar, type Tone } from './charts.ts';
import { html, type Html, remark, section, table, type Tongue } from './page.ts';

const modelLabel = 'model ';

/** A part of a bar: its name in the words of a bar, its colour, and the word of the legend. */
type Part = readonly [key: string, tone: Tone, name: string];

type Timeline = {
  title: string;
  over: 'hours' | 'days';
  /** What a bar is made of, from the bottom up. */
  parts: readonly Part[];
  countsOf: (period: Period) => readonly number[];
  /** The message that says a bar in words: `time`, `count`, and each part. */
  said: string;
};

const timelines = {
  /** Articles of the last day, hour by hour, by how they ended. */
  articles: {
    title: 'admin-hours',
    over: 'hours',
    parts: [
      ['model', 'good', 'admin-by-model'],
      ['without', 'fair', 'admin-without-model'],
      ['failed', 'bad', 'admin-unanswered'],
    ],
    countsOf: (period) => {
      const model = tally([period], 'answers')[modelLabel] ?? 0;
      return [model, total([period], 'answers') - model, total([period], 'failures')];
    },
    said: 'admin-hour',
  },
  /** Digests of the last day, hour by hour: with news, and those that only said there was none. */
  digests: {
    title: 'admin-digests',
    over: 'hours',
    parts: [
      ['news', 'one', 'admin-digests-news'],
      ['empty', 'two', 'admin-digests-empty'],
    ],
    countsOf: (period) => {
      const news = tally([period], 'digests')['stories'] ?? 0;
      return [news, total([period], 'digests') - news];
    },
    said: 'admin-digests-hour',
  },
  /** Readers of each day, the new ones among them. */
  readers: {
    title: 'admin-readers-days',
    over: 'days',
    parts: [
      ['new', 'one', 'admin-readers-new'],
      ['known', 'two', 'admin-readers-known'],
    ],
    countsOf: (period) => {
      const fresh = total([period], 'new-readers');
      return [fresh, Math.max(total([period], 'readers') - fresh, 0)];
    },
    said: 'admin-readers-day',
  },
} as const satisfies Record<string, Timeline>;

/** What was done hour by hour, or day by day. */
export const timelineSection = (
  tongue: Tongue,
  report: Report,
  name: keyof typeof timelines,
): Html => {
  const { title, over, parts, countsOf, said }: Timeline = timelines[name];
  const { say, count } = tongue;
  const bars = report[over].map((period) => {
    const values = countsOf(period);
    const named = Object.fromEntries(parts.map(([key], n) => [key, values[n] ?? 0]));
    const time = (over === 'hours' ? tongue.hour : tongue.day)(period.start);
    const all = values.reduce((sum, value) => sum + value, 0);
    return { label: time, title: say(said, { time, count: all, ...named }), values };
  });
  const tones = parts.map(([, tone]) => tone);
  return section(
    say(title),
    barChart({ name: say(title), tones, bars, show: count }),
    legend(parts.map(([, tone, word]) => ({ tone, name: say(word) }))),
  );
};

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

const palette = ['one', 'two', 'three', 'four'] as const satisfies readonly Tone[];

/** Money of each day by model, against the budget of a day. */
export const moneySection = (tongue: Tongue, { days, budgetMicroUsd }: Report): Html => {
  const { say, day, count, dollars } = tongue;
  const spent = tally(days, 'micro-usd');
  const calls = tally(days, 'calls');
  const models = Object.keys({ ...spent, ...calls }).sort();
  const tones = models.map((_, n) => palette[n % palette.length] ?? 'one');
  const bars = days.map((period) => {
    const ofDay = tally([period], 'micro-usd');
    const label = day(period.start);
    const title = say('admin-money-day', {
      day: label,
      spent: dollars(total([period], 'micro-usd')),
    });
    return { label, title, values: models.map((model) => ofDay[model] ?? 0) };
  });
  const name = say('admin-money-days', { budget: dollars(budgetMicroUsd) });
  const rows = models.map((model, n) => [
    html`<i class="${tones[n] ?? 'one'}"></i> <bdi>${model}</bdi>`,
    say('admin-calls', { count: calls[model] ?? 0 }),
    html`<bdi>${dollars(spent[model] ?? 0)}</bdi>`,
  ]);
  return section(
    name,
    barChart({ name, tones, bars, show: dollars, limit: budgetMicroUsd }),
    rows.length === 0 ? remark(say('admin-no-calls')) : table({ rows }),
    remark(say('admin-failed-calls', { count: count(total(days, 'call-failures')) })),
  );
};
