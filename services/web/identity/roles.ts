import type { z } from 'zod';
import type { getPerson } from '#identity/contract.ts';
import type { View } from '../view.ts';

export type Person = z.output<typeof getPerson.output>;
export type Assignment = Person['roles'][number];

/** Whether the role holds on the day. */
export const holds = ({ revokedAt, validFrom, validTo }: Assignment, day: string): boolean =>
  revokedAt === null && validFrom <= day && (validTo === null || validTo >= day);

/** Whether the role has neither been taken nor run out. */
export const isOver = ({ revokedAt, validTo }: Assignment, day: string): boolean =>
  revokedAt !== null || (validTo !== null && validTo < day);

/** `Kontaktperson, BIF` */
export const roleText = (view: View, { role, agencyId }: Pick<Assignment, 'role' | 'agencyId'>): string =>
  `${view.code('roles', role)}, ${view.agency(agencyId)}`;

/** When the role holds, and when it was taken. */
export function periodText(view: View, { validFrom, validTo, revokedAt }: Assignment): string {
  const from = view.shortDate(validFrom);
  const period =
    validTo === null
      ? view.t(`Fra ${from}, ingen slutdato`, `From ${from}, no last day`)
      : view.t(`${from} til ${view.shortDate(validTo)}`, `${from} to ${view.shortDate(validTo)}`);
  if (revokedAt === null) return period;
  return `${period}. ${view.t(`Frataget ${view.instant(revokedAt)}`, `Taken ${view.instant(revokedAt)}`)}`;
}
