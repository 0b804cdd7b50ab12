import { createHash } from 'node:crypto';

import type { BasisState, DataClass, PartyKind, Purpose, Regime, Subject } from '#platform/codes.ts';

/** One version of a legal basis: who may give what to whom, for what, and when. Both days of validity count. */
export type LegalBasis = {
  readonly id: string;
  /** The authority whose own row it is; null for the common rows of the unit. */
  readonly authorityId: string | null;
  readonly code: string;
  readonly version: number;
  readonly citation: string;
  readonly law: string;
  readonly regime: Regime;
  readonly contributors: readonly PartyKind[];
  readonly recipients: readonly PartyKind[];
  readonly dataClasses: readonly DataClass[];
  /** Classes of which it carries only the fact that a relevant finding exists; none of `dataClasses`. */
  readonly factOnlyClasses: readonly DataClass[];
  readonly purposes: readonly Purpose[];
  readonly subjects: readonly Subject[];
  readonly notForCriminalInvestigation: boolean;
  readonly createsDuty: boolean;
  readonly needsSecondApprover: boolean;
  readonly status: BasisState;
  /** Whether two legal officers have stood behind it at some time, also where it is retired now. */
  readonly wasApproved: boolean;
  readonly validFrom: string;
  readonly validTo: string | null;
};

/** The catalogue as it was read, with a version that changes when any row does. */
export type Catalogue = { readonly version: string; readonly bases: readonly LegalBasis[] };

/** Puts rows together as a catalogue. The version depends on the content of the rows, not on their order. */
export function catalogueOf(bases: readonly LegalBasis[]): Catalogue {
  const lines = bases.map((basis) => JSON.stringify(Object.entries(basis).toSorted(byFirst)));
  const digest = createHash('sha256').update(lines.toSorted().join('\n'), 'utf8').digest('hex');
  return { version: digest.slice(0, 16), bases };
}

function byFirst(a: readonly [string, unknown], b: readonly [string, unknown]): number {
  return a[0] < b[0] ? -1 : 1;
}

/** Whether the basis is valid on a civil date (YYYY-MM-DD). */
export function inForceOn(basis: LegalBasis, day: string): boolean {
  return basis.validFrom <= day && (basis.validTo === null || day <= basis.validTo);
}

/**
 * The version that a request of this authority means: the one it names; else the newest approved one in force on the day; else the
 * newest, so that the refusal can say what is wrong with it. Rows of other authorities are not for it. From the first day of a row
 * of its own that was approved, only its own rows are meant, also when they have ended or are retired: nobody alone opens the
 * wider common row again. Null where the code or version is unknown.
 */
export function basisMeant(
  catalogue: Catalogue,
  {
    code,
    version,
    authorityId,
  }: { code: string; version?: number | undefined; authorityId?: string | undefined },
  day: string,
): LegalBasis | null {
  const newestFirst = catalogue.bases
    .filter(
      (basis) => basis.code === code && (basis.authorityId === null || basis.authorityId === authorityId),
    )
    .toSorted(ownThenNewest);
  if (version !== undefined) return newestFirst.find((basis) => basis.version === version) ?? null;
  const own = newestFirst.filter((basis) => basis.authorityId !== null);
  const hasBegun = own.some((basis) => basis.wasApproved && basis.validFrom <= day);
  const meant = hasBegun ? own : newestFirst;
  return meant.find((basis) => mayBeUsedOn(basis, day)) ?? meant[0] ?? null;
}

/** Whether the version is approved and in force on a civil date. */
export const mayBeUsedOn = (basis: LegalBasis, day: string): boolean =>
  basis.status === 'approved' && inForceOn(basis, day);

function ownThenNewest(a: LegalBasis, b: LegalBasis): number {
  return Number(a.authorityId === null) - Number(b.authorityId === null) || b.version - a.version;
}
