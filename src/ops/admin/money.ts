import type { Report } from '../../jobs/report.ts';
import { tally } from '../../jobs/stats.ts';
import { barChart, type Tone } from './charts.ts';
import { html, type Html } from './html.ts';
import type { Tongue } from './page.ts';

const tones = ['one', 'two', 'three', 'four'] as const satisfies readonly Tone[];

/** Money of each day by model, against the budget of a day. */
export const moneySection = (tongue: Tongue, { days, budgetMicroUsd }: Report): Html => {
  const { say, day, count, dollars } = tongue;
  const spent = tally(days, 'micro-usd');
  const calls = tally(days, 'calls');
  const models = Object.keys({ ...spent, ...calls }).sort();
  const toneOf = (model: string): Tone => tones[models.indexOf(model) % tones.length] ?? 'one';
  const bars = days.map((period) => {
    const ofDay = tally([period], 'micro-usd');
    const sum = Object.values(ofDay).reduce((whole, value) => whole + value, 0);
    return {
      label: day(period.start),
      title: say('admin-money-day', { day: day(period.start), spent: dollars(sum) }),
      parts: models.map((model) => ({ tone: toneOf(model), value: ofDay[model] ?? 0 })),
    };
  });
  const name = say('admin-money-days', { budget: dollars(budgetMicroUsd) });
  return html`<section>
    <h2>${name}</h2>
    ${barChart({ name, bars, show: dollars, limit: budgetMicroUsd })}
    <div class="scroll">
      <table>
        ${models.map(
          (model) =>
            html`<tr>
              <th scope="row"><i class="${toneOf(model)}"></i> <bdi>${model}</bdi></th>
              <td>${say('admin-calls', { count: calls[model] ?? 0 })}</td>
              <td><bdi>${dollars(spent[model] ?? 0)}</bdi></td>
            </tr>`,
        )}
      </table>
    </div>
    ${models.length === 0 ? html`<p class="none">${say('admin-no-calls')}</p>` : html``}
    <p class="none">${say('admin-failed-calls', { count: count(failedCalls(days)) })}</p>
  </section>`;
};

const failedCalls = (days: Report['days']): number =>
  Object.values(tally(days, 'call-failures')).reduce((sum, value) => sum + value, 0);
