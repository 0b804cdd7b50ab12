import { createHash } from 'node:crypto';
import { canonicalJson } from '#platform/canonical-json.ts';
import type { FigureRow } from './store.ts';
import type { Figures, FiguresOfPeriod } from './contract.ts';

const byDanishName = new Intl.Collator('da').compare;

/** The counts as a report shows them, with the share of reviews that were followed up; `definitions`: the version it is counted by. */
export function figuresFrom(row: FigureRow, definitions: '1' | '2'): Figures {
  return inDanishOrder({
    reviews: row.reviews,
    citizens: row.citizens,
    meetings: row.meetings,
    reviews_with_follow_up: row.reviews_with_follow_up,
    follow_up_share: shareOf(row.reviews_with_follow_up, row.reviews),
    findings: row.findings,
    findings_by_agency: row.findings_by_agency ?? {},
    follow_ups: row.follow_ups,
    follow_ups_by_agency: row.follow_ups_by_agency ?? {},
    follow_ups_by_type: row.follow_ups_by_type ?? {},
    reviews_by_municipality: row.reviews_by_municipality ?? {},
    special_control: row.special_control,
    claimed_dkk: row.claimed_dkk,
    decided_dkk: row.decided_dkk,
    collected_dkk: row.collected_dkk,
    stopped_per_month_dkk: row.stopped_per_month_dkk,
    ...(definitions === '1' ? {} : { emergency_accesses: row.emergency_accesses }),
  });
}

/** The same figures with the names of every group in Danish order, wherever they were kept in between. */
export function inDanishOrder(figures: Figures): Figures {
  return {
    ...figures,
    findings_by_agency: inOrder(figures.findings_by_agency),
    follow_ups_by_agency: inOrder(figures.follow_ups_by_agency),
    follow_ups_by_type: inOrder(figures.follow_ups_by_type),
    reviews_by_municipality: inOrder(figures.reviews_by_municipality),
  };
}

/** Part of the whole with four decimals, halves up; null when there is no whole. */
export function shareOf(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((part * 10_000) / whole) / 10_000;
}

function inOrder(groups: Record<string, number>): Record<string, number> {
  return Object.fromEntries(Object.entries(groups).toSorted(([a], [b]) => byDanishName(a, b)));
}

/** SHA-256 of everything a report says but its number and the time it was made. */
export function hashOf(content: FiguresOfPeriod): Buffer {
  return createHash('sha256').update(canonicalJson(content)).digest();
}
