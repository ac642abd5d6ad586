import { html, type Html } from './page.ts';

/** Colours by meaning; the style sheet knows them in light and dark. */
export type Tone = 'good' | 'fair' | 'bad' | 'one' | 'two' | 'three' | 'four';

/** One bar: what stands under it, what a pointer on it tells, and its parts from the bottom up. */
type Bar = { label: string; title: string; values: readonly number[] };

type Chart = {
  /** What the chart shows, for those who do not see it. */
  name: string;
  /** The colours of a bar's parts. */
  tones: readonly Tone[];
  bars: readonly Bar[];
  show: (value: number) => string;
  /** A line across, such as a budget. */
  limit?: number;
};

const height = 100;
const slot = 10;
const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);
const round = (value: number): number => Math.round(value * 100) / 100;

/**
 * Bars over time, from left to right. The drawing stretches with the page and holds no text, so
 * that words keep their size on a phone.
 */
export const barChart = ({ name, tones, bars, show, limit = 0 }: Chart): Html => {
  const highest = Math.max(limit, ...bars.map(({ values }) => sum(values)));
  const scale = height / (highest || 1);
  const width = bars.length * slot;
  const y = round(height - limit * scale);
  return html`<figure class="chart">
    <p class="scale" aria-hidden="true"><bdi>${show(highest)}</bdi></p>
    <svg
      viewBox="0 0 ${width} ${height}"
      preserveAspectRatio="none"
      role="img"
      aria-label="${name}"
    >
      ${bars.map(
        ({ title, values }, n) =>
          html`<g
            ><title>${title}</title
            ><rect
              class="hover"
              x="${n * slot}"
              y="0"
              width="${slot}"
              height="${height}"
            />${drawn(values, n)}</g
          >`,
      )}
      ${limit > 0 ? html`<line class="limit" x1="0" x2="${width}" y1="${y}" y2="${y}" vector-effect="non-scaling-stroke" />` : []}
    </svg>
    <p class="axis" aria-hidden="true">
      ${[0, Math.floor(bars.length / 2), bars.length - 1].map((n) => html`<bdi>${bars[n]?.label ?? ''}</bdi>`)}
    </p>
  </figure>`;

  function drawn(values: readonly number[], n: number): Html[] {
    return values.map((value, part) => {
      const top = height - sum(values.slice(0, part + 1)) * scale;
      return html`<rect
        class="${tones[part] ?? 'one'}"
        x="${n * slot + 1}"
        y="${round(top)}"
        width="${slot - 2}"
        height="${round(value * scale)}"
      />`;
    });
  }
};

/** What the colours of a chart mean. */
export const legend = (entries: readonly { tone: Tone; name: string }[]): Html =>
  html`<ul class="legend">
    ${entries.map(({ tone, name }) => html`<li class="${tone}">${name}</li>`)}
  </ul>`;

/** A share of a whole as a bar in a row; the words beside it say the same. */
export const shareBar = (parts: readonly { tone: Tone; share: number }[]): Html => {
  let left = 0;
  return html`<svg class="share" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
    ${parts.map(({ tone, share }) => {
      const width = round(Math.max(0, Math.min(share, 1)) * 100);
      left += width;
      return html`<rect
        class="${tone}"
        x="${round(left - width)}"
        y="0"
        width="${width}"
        height="8"
      />`;
    })}
  </svg>`;
};
