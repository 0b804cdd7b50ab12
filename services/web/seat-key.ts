/** A seat in one word, for forms. */
export function seatKey({ unitId, agencyId }: { unitId: string | null; agencyId: string }): string {
  return `${unitId ?? ''}/${agencyId}`;
}
