import { putAgreements, withoutAgreement } from '#agreements/store.ts';
import { checkSetup } from '#identity/check-setup.ts';
import type { Fault, SetupFile } from '#identity/setup-file.ts';
import { addPeople, knownBeforeSetup, putIssuers } from '#identity/store.ts';
import { loadStartingCatalogue } from '#legal-bases/load-catalogue.ts';
import type { Deployer } from '#platform/deployer.ts';
import { correctCvr, loadReferenceRows } from '#units/store.ts';

/** What is new; and the agencies that share nothing, for want of an agreement. */
export type SetUp = { faults: Fault[] } | { people: number; issuers: number; withoutAgreement: string[] };

/** Puts a unit's own authorities, issuers and first people in place; all of it, or with faults nothing. Safe to repeat. */
export async function setUpUnit(deployer: Deployer, file: SetupFile, today: string): Promise<SetUp> {
  const done = await deployer.asGuard(async (db): Promise<SetUp> => {
    const faults = checkSetup(file, await knownBeforeSetup(db));
    if (faults.length > 0) return { faults };
    const lasting = ({ validFrom }: { validFrom: string }) => ({ valid_from: validFrom });
    await loadReferenceRows(db, {
      units: [],
      municipalities: [],
      authorities: file.authorities.map((row) => ({
        id: row.id,
        name: row.name,
        cvr: row.cvr,
        regime: row.regime,
        ...lasting(row),
      })),
      agencies: file.agencies.map((row) => ({
        id: row.id,
        authority_id: row.authorityId,
        kind: row.kind,
        name: row.name,
        ...lasting(row),
      })),
      agencyNames: file.agencies.map((row) => ({
        agency_id: row.id,
        name: row.name,
        kind: 'official',
        ...lasting(row),
      })),
      unitAgencies: file.participation.map((row) => ({
        unit_id: file.unit,
        agency_id: row.agencyId,
        valid_to: row.validTo,
        ...lasting(row),
      })),
    });
    await correctCvr(db, file.authorities);
    await putIssuers(
      db,
      file.issuers.map((row) => ({
        issuer: row.issuer,
        authority_id: row.authorityId,
        cvr: row.cvr,
        jwks_uri: row.jwksUri,
        web_client_id: row.webClientId ?? null,
      })),
    );
    const { issuers } = await knownBeforeSetup(db);
    const issuerOf = new Map(issuers.map((row) => [row.authority_id, row.issuer]));
    const people = file.people.map((person) => ({
      ...person,
      issuer: issuerOf.get(person.authorityId) ?? '',
      roles: person.roles.map(({ role, agencyId }) => ({
        role,
        agencyId,
        unitId: role === 'national_reader' ? null : file.unit,
      })),
    }));
    await putAgreements(
      db,
      file.agreements.map((row) => ({ unitId: file.unit, ...row })),
    );
    const missing = await withoutAgreement(db, today, file.unit);
    return {
      people: await addPeople(db, people, today),
      issuers: file.issuers.length,
      withoutAgreement: missing.map(({ agencyId }) => agencyId),
    };
  });
  if ('people' in done && file.startingCatalogue) await loadStartingCatalogue(deployer, file.unit, 'draft');
  return done;
}
