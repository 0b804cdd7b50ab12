import { endOlderVersions, ofSameOwner, type Version } from './basis-life.ts';
import { type Catalogue, catalogueOf, type LegalBasis } from './catalogue.ts';
import type { Decision } from './decide.ts';
import { decideAgain, type StoredDecision } from './decide-again.ts';

/** The catalogue as it would be had the draft been approved on `today`. */
export function catalogueWith(
  draft: Version,
  catalogue: Catalogue,
  versions: readonly Version[],
  today: string,
): Catalogue {
  const ends = new Map(
    endOlderVersions(draft, ofSameOwner(versions, draft), today).map((end) => [end.id, end]),
  );
  return catalogueOf(
    catalogue.bases.map((basis): LegalBasis => {
      if (basis.id === draft.id) return { ...basis, status: 'approved', wasApproved: true };
      const end = ends.get(basis.id);
      return end ? { ...basis, status: end.status, validTo: end.validTo } : basis;
    }),
  );
}

export type Changed<T> = { readonly stored: T; readonly from: Decision; readonly to: Decision };

/** Those of the stored decisions that two catalogues answer otherwise on this civil date. */
export function decidedOtherwise<T extends StoredDecision>(
  stored: readonly T[],
  before: Catalogue,
  after: Catalogue,
  day: string,
): Changed<T>[] {
  return stored.flatMap((one) => {
    const [from, to] = [decideAgain(one, before, day), decideAgain(one, after, day)];
    return from.outcome === to.outcome && from.useRestriction?.code === to.useRestriction?.code
      ? []
      : [{ stored: one, from, to }];
  });
}
