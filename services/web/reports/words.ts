import type { z } from 'zod';
import { addDays } from '#platform/danish-time.ts';
import {
  type Figures,
  type FiguresOfPeriod,
  type listIndicators,
  parsePeriod,
  periodLabel,
  periodOf,
  previous,
} from '#reports/contract.ts';
import type { Html } from '../html.ts';
import { tag } from '../parts.ts';
import type { View } from '../view.ts';

export type Indicator = z.output<typeof listIndicators.output>['items'][number];

/** The period as people say it: `1. halvår 2017`. What is no period stays as it is. */
export function periodName(view: View, id: string): string {
  const parsed = parsePeriod(id);
  return parsed.ok ? periodLabel(parsed.period, view.lang) : id;
}

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** First and last day. */
export const daysOf = (view: View, { from, until }: Pick<FiguresOfPeriod, 'from' | 'until'>): string =>
  `${view.date(from)} – ${view.date(addDays(until, -1))}`;

/** Whether the period had ended when it was counted. */
export const stateTag = (view: View, { preliminary }: Pick<FiguresOfPeriod, 'preliminary'>): Html =>
  preliminary
    ? tag(view.t('Foreløbig', 'Preliminary'), 'warning')
    : tag(view.t('Endelig', 'Final'), 'success');

/** A share of one in per cent with one decimal, as `60,3 pct.` */
export const percent = (view: View, share: number | null): string =>
  share === null
    ? view.t('intet tal', 'no number')
    : `${view.number(Math.round(share * 1000) / 10)}${view.t(' pct.', '%')}`;

/** A single figure as it is said; null for an indicator that is divided into groups. */
export function valueOf(view: View, { code, unit }: Indicator, figures: Figures): string | null {
  const value = Object.entries(figures).find(([name]) => name === code)?.[1];
  if (typeof value === 'object' && value !== null) return null;
  if (unit === 'share') return percent(view, value ?? null);
  if (value === undefined || value === null) return null;
  return unit === 'kroner' ? view.money(value) : view.number(value);
}

/** The numbers of an indicator that is divided into groups, the largest first; empty for a single number. */
export function groupsOf(view: View, { code, groupedBy }: Indicator, figures: Figures): [string, number][] {
  const value = Object.entries(figures).find(([name]) => name === code)?.[1];
  if (typeof value !== 'object' || value === null) return [];
  const name = (danish: string) =>
    groupedBy === 'follow_up_type'
      ? (view.followUpTypes.find((type) => type.name.da === danish)?.name[view.lang] ?? danish)
      : danish;
  return Object.entries(value)
    .map(([danish, count]): [string, number] => [name(danish), count])
    .toSorted(([, one], [, other]) => other - one);
}

/** The first year of the co-operation: nothing is older. */
const firstYear = 2011;

/** Every half-year and year that has begun, latest first. */
export function periodChoices(view: View): [string, string][] {
  const choices: [string, string][] = [];
  for (let half = periodOf(view.today); half.year >= firstYear; half = previous(half)) {
    choices.push([half.id, capital(periodLabel(half, view.lang))]);
    if (half.half === 1)
      choices.push([String(half.year), view.t(`Hele ${half.year}`, `All of ${half.year}`)]);
  }
  return choices;
}

/** The latest half-years, the one that goes on first. */
export function latestHalves(view: View, count: number) {
  const halves = [periodOf(view.today)];
  while (halves.length < count) halves.push(previous(halves.at(-1) ?? periodOf(view.today)));
  return halves;
}
