import { html, type Html } from '../html.ts';

/** One bar. `text` is its number as the page says it; a bar without a number is only its words. */
export type Bar = { label: string; value: number | null; text: string; hatched?: boolean };

const width = 300;
const rowHeight = 46;
const barHeight = 16;
const characterWidth = 8;
const longestLabel = 38;

/**
 * Bars under each other, each with its name above and its number at the end, so that nothing is said by colour or length
 * alone. Scales to its container down to 280 px with text that can be read. The same numbers belong in a table beside it.
 * `id`: unique on the page. `max`: what a full bar stands for; by default the largest value.
 */
export function barChart(given: {
  id: string;
  title: string;
  description: string;
  bars: readonly Bar[];
  max?: number;
}): Html {
  const { id, title, description, bars } = given;
  const max = given.max ?? Math.max(0, ...bars.map(({ value }) => value ?? 0));
  const room = width - 8 - characterWidth * Math.max(0, ...bars.map(({ text }) => text.length));
  return html`<svg
    class="bar-chart"
    role="img"
    viewBox=${`0 0 ${width} ${bars.length * rowHeight}`}
    aria-labelledby=${`${id}-title ${id}-description`}
  >
    <title id=${`${id}-title`}>${title}</title>
    <desc id=${`${id}-description`}>${description}</desc>
    <defs>
      <pattern id=${`${id}-hatch`} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect class="bar-chart-gap" width="6" height="6" />
        <rect class="bar-chart-bar" width="3" height="6" />
      </pattern>
    </defs>
    ${bars.map((bar, index) => row(bar, index * rowHeight, lengthOf(bar, max, room), id))}
  </svg>`;
}

/** How long a bar is; what is not nothing can be seen. */
function lengthOf({ value }: Bar, max: number, room: number): number {
  if (value === null || value <= 0 || max <= 0) return 0;
  return Math.max(1, Math.round((Math.min(value, max) / max) * room * 10) / 10);
}

function row({ label, text, hatched }: Bar, top: number, length: number, id: string): Html {
  const short = label.length > longestLabel ? `${label.slice(0, longestLabel - 1)}…` : label;
  return html`<text class="bar-chart-label" x="0" y=${top + 15}>${short}</text>
    <rect
      class=${hatched ? 'bar-chart-hatched' : 'bar-chart-bar'}
      fill=${hatched ? `url(#${id}-hatch)` : undefined}
      x="0"
      y=${top + 22}
      width=${length}
      height=${barHeight}
    />
    <text class="bar-chart-value" x=${length === 0 ? 0 : length + 6} y=${top + 35}>${text}</text>`;
}
