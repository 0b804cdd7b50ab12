import type { BasisState } from '#platform/codes.ts';
import { addDays } from '#platform/danish-time.ts';
import { Refusal, rule } from '#platform/errors.ts';

const notDraft = rule('legal-basis.not-draft', 409, {
  da: 'Kun et udkast kan godkendes. Denne version er godkendt eller udgået.',
  en: 'Only a draft can be approved. This version is approved or retired.',
});
const fourEyes = rule('legal-basis.four-eyes', 422, {
  da: 'Den, der har skrevet udkastet, kan ikke selv godkende det. Bed en anden jurist om det.',
  en: 'Whoever wrote the draft cannot approve it. Ask another legal officer.',
});
const overtaken = rule('legal-basis.overtaken', 409, {
  da: 'En nyere version af hjemlen er allerede godkendt. Skriv et nyt udkast, hvis den skal ændres.',
  en: 'A newer version of the legal basis is approved already. Draft a new one if it has to change.',
});
const retiredAlready = rule('legal-basis.retired', 409, {
  da: 'Hjemlen er allerede udgået.',
  en: 'The legal basis is retired already.',
});
const anotherAuthority = rule('legal-basis.another-authority', 403, {
  da: 'Hjemlen er en anden myndigheds egen eller fælles med andre myndigheder. Den kan ikke ændres for dem. Skriv en version for din egen myndighed.',
  en: 'The legal basis is the own one of another authority, or shared with others. It cannot be changed for them. Draft a version for your own authority.',
});
const notYourAgencies = rule('legal-basis.not-your-agencies', 422, {
  da: 'En hjemmel skrives for ens egen myndighed. Bidragyderne må kun være dens egne enheder.',
  en: 'A legal basis is drafted for the own authority. Only its own agencies can be contributors.',
});
export const basisRules = {
  notDraft,
  fourEyes,
  overtaken,
  retiredAlready,
  anotherAuthority,
  notYourAgencies,
};

/** What these rules look at. */
export type Version = {
  readonly id: string;
  /** Whose own row it is; null for the common rows of the unit. */
  readonly authorityId: string | null;
  readonly contributors: readonly string[];
  readonly version: number;
  readonly status: BasisState;
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly draftedBy: string | null;
};

/** The authority of whoever decides, and the kinds of agencies that other authorities have in the unit. */
export type Decider = { readonly authorityId: string; readonly othersKinds: readonly string[] };

export const deciderOf = (
  { authorityId }: { authorityId: string },
  taking: readonly { authorityId: string; kind: string }[],
): Decider => ({
  authorityId,
  othersKinds: taking.filter((one) => one.authorityId !== authorityId).map(({ kind }) => kind),
});

/** Whether the row is the authority's own, or a common one under which no other authority of the unit gives anything. */
export const isTheirs = (
  { authorityId, contributors }: Pick<Version, 'authorityId' | 'contributors'>,
  decider: Decider,
): boolean =>
  authorityId === null
    ? !contributors.some((kind) => decider.othersKinds.includes(kind))
    : authorityId === decider.authorityId;

const notTheirs = () => new Refusal(anotherAuthority, { contact: 'legal_officer' });

/** Refuses a row that is another authority's, or that others give under too. */
export function mustBeTheirs(version: Version, decider: Decider): void {
  if (!isTheirs(version, decider)) throw notTheirs();
}

/** The row that was changed; refuses where the database, which decides by its own clock, changed none. */
export function orNotTheirs<T>(changed: T | undefined): T {
  if (changed === undefined) throw notTheirs();
  return changed;
}

/** Refuses what is approved or retired. */
export function mustBeDraft({ status }: Version): void {
  if (status !== 'draft') throw new Refusal(notDraft, { members: { state: status } });
}

/** Refuses contributors that are not of the caller's own authority. */
export function mustBeOwnAgencies(contributors: readonly string[], ownKinds: readonly string[]): void {
  const errors = contributors.flatMap((kind, index) =>
    ownKinds.includes(kind)
      ? []
      : [{ pointer: `/body/contributors/${index}`, rule: notYourAgencies.id, ...notYourAgencies.title }],
  );
  if (errors.length > 0) throw new Refusal(notYourAgencies, { errors });
}

/** The versions of a code that belong together: an authority's own, or the common ones. */
export const ofSameOwner = <T extends { authorityId: string | null }>(versions: readonly T[], one: T): T[] =>
  versions.filter(({ authorityId }) => authorityId === one.authorityId);

/** Refuses unless this person may approve this draft, given all versions of the code with the same owner. */
export function mustBeApprovable(draft: Version, versions: readonly Version[], personId: string): void {
  mustBeDraft(draft);
  if (draft.draftedBy === personId) throw new Refusal(fourEyes, { contact: 'legal_officer' });
  const newer = versions.filter(({ status, version }) => status === 'approved' && version > draft.version);
  if (newer.length > 0) {
    throw new Refusal(overtaken, { members: { approvedVersions: newer.map(({ version }) => version) } });
  }
}

export type End = { readonly id: string; readonly status: BasisState; readonly validTo: string | null };

/**
 * What becomes of the older approved versions when `approved` is approved on `today`. They stay approved, because findings and
 * disclosures refer to them, and end the day before the new one begins; but never before today, for they were in use until
 * then and a decision of last week must come out the same when it is tried again. One that had not begun by then is retired:
 * it was never used.
 */
export function endOlderVersions(approved: Version, versions: readonly Version[], today: string): End[] {
  const last = approved.validFrom > today ? addDays(approved.validFrom, -1) : today;
  return versions.flatMap(({ id, status, version, validFrom, validTo }): End[] => {
    if (status !== 'approved' || version >= approved.version) return [];
    if (validFrom > last) return [{ id, status: 'retired', validTo }];
    return validTo === null || validTo > last ? [{ id, status, validTo: last }] : [];
  });
}

/** A version that is taken out of use today: what has not ended by itself ends today. */
export function retire({ id, status, validFrom, validTo }: Version, today: string): End {
  if (status === 'retired') throw new Refusal(retiredAlready);
  const ends = status === 'approved' && validFrom <= today && (validTo === null || validTo > today);
  return { id, status: 'retired', validTo: ends ? today : validTo };
}
