import type { Fault, SetupFile } from './setup-file.ts';

/** What the database knows before the file is put in. */
export type KnownBefore = {
  units: { id: string }[];
  authorities: { id: string; cvr: string }[];
  agencies: { id: string; authority_id: string; kind: string }[];
  taking: { unit_id: string; agency_id: string }[];
  issuers: { issuer: string; authority_id: string }[];
};

/** Everything in the file that does not fit with itself or with what is known, at once. */
export function checkSetup(file: SetupFile, known: KnownBefore): Fault[] {
  const faults: Fault[] = [];
  const say = (pointer: string, da: string, en: string) => faults.push({ pointer, da, en });
  const authorities = new Map(known.authorities.map(({ id, cvr }) => [id, cvr]));
  const agencies = new Map(
    known.agencies.map(({ id, authority_id, kind }) => [id, { authorityId: authority_id, kind }]),
  );
  const taking = new Set(known.taking.filter((row) => row.unit_id === file.unit).map((row) => row.agency_id));

  if (!known.units.some(({ id }) => id === file.unit))
    say('/unit', 'er ikke en af de 12 enheder', 'is not one of the 12 units');
  for (const [place, { id, cvr }] of file.authorities.entries()) {
    const before = authorities.get(id);
    // Numbers that were made up for the demo begin with 0: those, and no others, are corrected.
    if (before !== undefined && !before.startsWith('0') && before !== cvr)
      say(
        `/authorities/${place}/cvr`,
        'myndigheden har et andet CVR-nummer',
        'the authority has another CVR number',
      );
    authorities.set(id, cvr);
  }
  for (const [place, agency] of file.agencies.entries()) {
    const before = agencies.get(agency.id);
    if (!authorities.has(agency.authorityId)) say(`/agencies/${place}/authorityId`, ...unknown);
    if (before && (before.authorityId !== agency.authorityId || before.kind !== agency.kind))
      say(
        `/agencies/${place}/id`,
        'findes med en anden myndighed eller art',
        'exists with another authority or kind',
      );
    agencies.set(agency.id, agency);
  }
  for (const [place, { agencyId }] of file.participation.entries()) {
    if (!agencies.has(agencyId)) say(`/participation/${place}/agencyId`, ...unknown);
    taking.add(agencyId);
  }
  for (const [place, { agencyId }] of file.agreements.entries()) {
    if (!taking.has(agencyId))
      say(`/agreements/${place}/agencyId`, 'deltager ikke i enheden', 'takes no part in the unit');
  }
  checkIssuers(file, known, authorities, say);
  checkPeople(file, known, { agencies, taking }, say);
  return faults;
}

type Say = (pointer: string, da: string, en: string) => void;
const unknown = ['kendes ikke', 'is not known'] as const;
const twice = ['står to gange', 'is there twice'] as const;

function checkIssuers(
  file: SetupFile,
  known: KnownBefore,
  authorities: ReadonlyMap<string, string>,
  say: Say,
): void {
  const seen = new Map<string, string>();
  const owners = new Map(known.issuers.map(({ issuer, authority_id }) => [issuer, authority_id]));
  for (const [place, { authorityId, issuer, cvr }] of file.issuers.entries()) {
    const own = authorities.get(authorityId);
    if (own === undefined) say(`/issuers/${place}/authorityId`, ...unknown);
    else if (own !== cvr)
      say(
        `/issuers/${place}/cvr`,
        'er ikke myndighedens CVR-nummer; et opfundet rettes under authorities',
        'is not the authority’s CVR number; an invented one is corrected under authorities',
      );
    if ([...seen.values()].includes(authorityId)) say(`/issuers/${place}/authorityId`, ...twice);
    if (seen.has(issuer)) say(`/issuers/${place}/issuer`, ...twice);
    if ((owners.get(issuer) ?? authorityId) !== authorityId)
      say(`/issuers/${place}/issuer`, 'taler for en anden myndighed', 'speaks for another authority');
    seen.set(issuer, authorityId);
  }
}

type Places = {
  agencies: ReadonlyMap<string, { authorityId: string; kind: string }>;
  taking: ReadonlySet<string>;
};

function checkPeople(file: SetupFile, known: KnownBefore, { agencies, taking }: Places, say: Say): void {
  const vouched = new Set([
    ...known.issuers.map((row) => row.authority_id),
    ...file.issuers.map((row) => row.authorityId),
  ]);
  const seen = new Set<string>();
  for (const [place, person] of file.people.entries()) {
    const key = `${person.authorityId} ${person.subject}`;
    if (seen.has(key)) say(`/people/${place}/subject`, ...twice);
    seen.add(key);
    if (!vouched.has(person.authorityId))
      say(`/people/${place}/authorityId`, 'har ingen udsteder under issuers', 'has no issuer under issuers');
    for (const [index, { role, unitId, agencyId }] of person.roles.entries()) {
      const at = `/people/${place}/roles/${index}`;
      const agency = agencies.get(agencyId);
      if (!agency) say(`${at}/agencyId`, ...unknown);
      else if (agency.authorityId !== person.authorityId)
        say(
          `${at}/agencyId`,
          'hører til en anden myndighed end personen',
          'belongs to another authority than the person',
        );
      if (role === 'national_reader') {
        if (unitId)
          say(
            `${at}/unitId`,
            'en national læser hører ikke til en enhed',
            'a national reader belongs to no unit',
          );
        if (agency && agency.kind !== 'national')
          say(`${at}/role`, 'gives kun hos Rigspolitiet', 'is given at Rigspolitiet only');
        continue;
      }
      if (unitId !== undefined && unitId !== file.unit)
        say(`${at}/unitId`, 'er ikke den enhed, filen sætter op', 'is not the unit that the file sets up');
      if (agency && !taking.has(agencyId))
        say(`${at}/agencyId`, 'deltager ikke i enheden', 'takes no part in the unit');
    }
  }
}
