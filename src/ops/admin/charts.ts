import { html, type Html } from './html.ts';

/** One bar: what stands under it, what a pointer on it tells, and its parts from the bottom up. */
type Bar = {
  label: string;
  title: string;
  parts: readonly { tone: Tone; value: number }[];
};

/** Colours by meaning; the style sheet knows them in light and dark. */
export type Tone = 'good' | 'fair' | 'bad' | 'one' | 'two' | 'three' | 'four';

type Chart = {
  /** What the chart shows, for those who do not see it. */
  name: string;
  bars: readonly Bar[];
  show: (value: number) => string;
  /** A line across, such as a budget. */
  limit?: number | undefined;
};

const height = 100;
const slot = 10;

/**
 * Bars over time, from left to right. The drawing stretches with the page and holds no text, so
 * that words keep their size on a phone.
 */
export const barChart = ({ name, bars, show, limit = 0 }: Chart): Html => {
  const sums = bars.map(({ parts }) => parts.reduce((sum, { value }) => sum + value, 0));
  const highest = Math.max(...sums, 0);
  const top = Math.max(highest, limit) || 1;
  const middle = Math.floor(bars.length / 2);
  return html`<figure class="chart">
    <p class="scale" aria-hidden="true"><bdi>${show(Math.max(highest, limit))}</bdi></p>
    <svg
      viewBox="0 0 ${bars.length * slot} ${height}"
      preserveAspectRatio="none"
      role="img"
      aria-label="${name}"
    >
      ${bars.map((bar, n) => drawBar(bar, n, top))}
      ${limit > 0 ? drawLimit(height - (limit / top) * height, bars.length * slot) : html``}
    </svg>
    <p class="axis" aria-hidden="true">
      ${[0, middle, bars.length - 1].map((n) => html`<bdi>${bars[n]?.label ?? ''}</bdi>`)}
    </p>
  </figure>`;
};

const drawBar = ({ title, parts }: Bar, n: number, top: number): Html => {
  let bottom = height;
  const drawn = parts
    .filter(({ value }) => value > 0)
    .map(({ tone, value }) => {
      const tall = (value / top) * height;
      bottom -= tall;
      return html`<rect
        class="${tone}"
        x="${n * slot + 1}"
        y="${round(bottom)}"
        width="${slot - 2}"
        height="${round(tall)}"
      />`;
    });
  return html`<g
    ><title>${title}</title
    ><rect class="hover" x="${n * slot}" y="0" width="${slot}" height="${height}" />${drawn}</g
  >`;
};

const drawLimit = (y: number, width: number): Html =>
  html`<line
    class="limit"
    x1="0"
    x2="${width}"
    y1="${round(y)}"
    y2="${round(y)}"
    vector-effect="non-scaling-stroke"
  />`;

const round = (value: number): number => Math.round(value * 100) / 100;

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
