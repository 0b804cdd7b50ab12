import { Temporal } from 'temporal-polyfill';
import { html, type Html } from '../html.ts';
import { tag } from '../parts.ts';
import type { View } from '../view.ts';

/** Days from today to the date; negative when it has passed. */
const daysUntil = (today: string, date: string): number =>
  Temporal.PlainDate.from(today).until(date, { largestUnit: 'day' }).days;

/** A deadline as people say it: `i dag`, `i morgen`, `om 3 dage`, `overskredet med 2 dage`. */
export function deadline(view: View, date: string): string {
  const days = daysUntil(view.today, date);
  if (days === 0) return view.t('i dag', 'today');
  if (days === 1) return view.t('i morgen', 'tomorrow');
  if (days > 1) return view.t(`om ${days} dage`, `in ${days} days`);
  if (days === -1) return view.t('overskredet med 1 dag', 'overdue by 1 day');
  return view.t(`overskredet med ${-days} dage`, `overdue by ${-days} days`);
}

/** The deadline with its date; what is late or due today stands out, in words too. */
export function due(view: View, date: string): Html {
  const days = daysUntil(view.today, date);
  const words = deadline(view, date);
  const shown = days > 1 ? words : tag(words, days < 0 ? 'error' : 'warning');
  return html`${shown} <span class="quiet date">${view.shortDate(date)}</span>`;
}

/** A part of the start page under its own heading. */
export function section(id: string, heading: string, body: Html): Html {
  return html`<section class="start-section" aria-labelledby=${id}>
    <h2 id=${id}>${heading}</h2>
    ${body}
  </section>`;
}
