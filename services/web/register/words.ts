import type { z } from 'zod';
import type { getRegisterImport, ImportState, SheetName } from '#register/contract.ts';
import type { Html } from '../html.ts';
import { tag, type TagKind } from '../parts.ts';
import type { View } from '../view.ts';

export type RegisterImport = z.output<typeof getRegisterImport.output>;
export type Counts = RegisterImport['sheets'][number];

const names = {
  reviews: ['Gennemgange', 'Case reviews'],
  findings: ['Oplysninger', 'Findings'],
  follow_ups: ['Opfølgning', 'Follow-up'],
} as const;
export function sheetName(view: View, sheet: SheetName): string {
  const [da, en] = names[sheet];
  return view.t(da, en);
}

const states: Record<ImportState, readonly [da: string, en: string, kind: TagKind]> = {
  preview: ['Venter på dig', 'Waits for you', 'info'],
  running: ['Læses ind', 'Being read in', 'info'],
  done: ['Læst ind', 'Read in', 'success'],
  failed: ['Afbrudt', 'Broken off', 'error'],
  discarded: ['Kasseret', 'Discarded', 'none'],
};
export function stateTag(view: View, state: ImportState): Html {
  const [da, en, kind] = states[state];
  return tag(view.t(da, en), kind);
}

export const total = (sheets: readonly Counts[], what: 'read' | 'new' | 'unchanged' | 'refused'): number =>
  sheets.reduce((sum, sheet) => sum + sheet[what], 0);

/** `1 række`, `12 rækker`. */
export function rows(view: View, count: number): string {
  const number = view.number(count);
  return count === 1 ? view.t('1 række', '1 row') : view.t(`${number} rækker`, `${number} rows`);
}

export const addressOf = (id: string | undefined): string => `/register-imports/${id}`;
