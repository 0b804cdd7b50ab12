import { addDays } from '#platform/danish-time.ts';
import type { View } from '../view.ts';

/** A half-year as the reports name it: `2026-H2`. */
export type HalfYear = { id: string; year: number; half: 1 | 2; firstDay: string; lastDay: string };

function halfYear(year: number, half: 1 | 2): HalfYear {
  const [firstDay, lastDay] =
    half === 1 ? [`${year}-01-01`, `${year}-06-30`] : [`${year}-07-01`, `${year}-12-31`];
  return { id: `${year}-H${half}`, year, half, firstDay, lastDay };
}

export const halfYearOf = (date: string): HalfYear =>
  halfYear(Number(date.slice(0, 4)), date.slice(5, 7) <= '06' ? 1 : 2);

export const halfYearBefore = ({ firstDay }: HalfYear): HalfYear => halfYearOf(addDays(firstDay, -1));

/** `1. halvår 2026` */
export const nameOf = (view: View, { year, half }: HalfYear): string =>
  view.t(`${half}. halvår ${year}`, `${half === 1 ? 'First' : 'Second'} half of ${year}`);
