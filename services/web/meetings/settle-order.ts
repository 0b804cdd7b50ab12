import type { Sheet } from '../forms.ts';
import type { Agenda } from './words.ts';

export const placeName = (reviewId: string): string => `place.${reviewId}`;

/** What the chair wants otherwise than the proposal; empty when it is to stand as it is. */
export type Wanted = { order?: string[]; remove?: string[]; add?: string[] };

/**
 * Reads the numbers that were written beside the cases. A case moved up goes before the one whose number it takes, a case
 * moved down goes after it; what is no number leaves the case where it was. Additions come last.
 */
export function wantedIn(
  items: readonly Pick<Agenda['items'][number], 'reviewId' | 'position'>[],
  sheet: Sheet,
): Wanted {
  const remove = sheet.all('remove');
  const add = sheet.all('add');
  const placed = items
    .filter(({ reviewId }) => !remove.includes(reviewId))
    .map(({ reviewId, position }) => {
      const written = sheet.number(placeName(reviewId));
      const place = typeof written === 'number' ? written : position;
      return { reviewId, position, place, direction: Math.sign(place - position) };
    });
  const moved = placed.some(({ direction }) => direction !== 0);
  if (!moved && remove.length === 0 && add.length === 0) return {};
  const order = placed
    .toSorted(
      (one, other) =>
        one.place - other.place || one.direction - other.direction || one.position - other.position,
    )
    .map(({ reviewId }) => reviewId);
  return { order: [...order, ...add], remove, add };
}
