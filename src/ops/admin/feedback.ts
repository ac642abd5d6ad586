import {
  countAgainst,
  countVerdicts,
  type Review,
  type Verdict,
  verdicts,
} from '../../jobs/feedback.ts';
import { html, type Html, remark, section, type Tongue } from './page.ts';

/** As much of an article as one reads beside its summary, in characters. */
const mostText = 4_000;

/** What readers thought of summaries: the sums, then each complained of beside its article. */
export const feedbackSection = (tongue: Tongue, reviews: readonly Review[]): Html => {
  const { say } = tongue;
  const complainedOf = reviews.filter(({ counts }) => countAgainst(counts) > 0);
  return section(
    say('admin-feedback'),
    reviews.length === 0
      ? remark(say('admin-nothing'))
      : html`<p>${countsOf(tongue, countVerdicts(reviews))}</p>`,
    ...complainedOf.map((review) => besideEachOther(tongue, review)),
  );
};

/** The chat's own word for a verdict. */
const wordOf = (verdict: Verdict): string =>
  verdict === 'up' || verdict === 'down' ? `${verdict}-button` : `complaint-${verdict}`;

const countsOf = ({ say, count }: Tongue, counts: Review['counts']): Html[] =>
  verdicts
    .filter((verdict) => counts[verdict] > 0)
    .map((verdict) => html`<bdi>${say(wordOf(verdict))} ${count(counts[verdict])}</bdi> `);

const besideEachOther = (tongue: Tongue, review: Review): Html => {
  const { say, moment } = tongue;
  const { title, text, at, counts, answer } = review;
  const { summary, model, prompt } = answer;
  return html`<details>
    <summary>
      <bdi>${title === '' ? summary.headline : title}</bdi> · ${countsOf(tongue, counts)}
    </summary>
    <p class="none">
      ${moment(at)} ·
      <code>${model === '' ? say('admin-without-model') : `${model} ${prompt}`}</code>
    </p>
    <div class="pair">
      <div dir="auto" class="text">
        ${text === '' ? say('admin-text-expired') : text.slice(0, mostText)}
      </div>
      <div dir="auto">
        <p><b>${summary.headline}</b></p>
        <ul>
          ${summary.bullets.map((bullet) => html`<li>${bullet.text}</li>`)}
        </ul>
        <ul>
          ${summary.sources.map(
            ({ name, role, quote }) =>
              html`<li>
                <b>${name}</b>${role === '' ? '' : `، ${role}`}${quote === '' ? '' : `: «${quote}»`}
              </li>`,
          )}
        </ul>
      </div>
    </div>
  </details>`;
};
