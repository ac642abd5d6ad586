import type { Report } from '../../jobs/report.ts';
import { tally, total } from '../../jobs/stats.ts';
import { barChart, type Tone } from './charts.ts';
import { html, type Html, remark, section, table, type Tongue } from './page.ts';

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
