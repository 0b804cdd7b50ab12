import type { Role } from '#platform/codes.ts';
import type { PersonRow, RoleRow } from './store.ts';

/** The API's person from the rows of the person and the person's roles. */
export function personFrom({ id, subject, name, title, state }: PersonRow, roles: readonly RoleRow[]) {
  return {
    id,
    subject,
    name,
    title,
    state,
    roles: roles
      .filter((row) => row.person_id === id)
      .map((row) => ({
        id: row.id,
        role: row.role,
        agencyId: row.agency_id,
        validFrom: row.valid_from,
        validTo: row.valid_to,
        revokedAt: row.revoked_at,
      })),
  };
}

type Period = { role: Role; agencyId: string; validFrom: string; validTo: string | null };

/** Whether the same role for the same agency holds on a day of both periods (both ends count). */
export function overlaps(a: Period, b: Period): boolean {
  return (
    a.role === b.role &&
    a.agencyId === b.agencyId &&
    (a.validTo === null || b.validFrom <= a.validTo) &&
    (b.validTo === null || a.validFrom <= b.validTo)
  );
}
