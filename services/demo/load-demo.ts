import { addPeople, putIssuers, type IssuerRow } from '#identity/store.ts';
import { loadStartingCatalogue } from '#legal-bases/load-catalogue.ts';
import type { Deployer } from '#platform/deployer.ts';
import { loadDemoAgreements } from './agreements.ts';
import { demoPeople, demoUnit } from './people.ts';

/** The demo's issuers, people with their roles, agreements and legal bases in use. Safe to repeat; never runs in production. */
export async function loadDemo(deployer: Deployer, issuers: readonly IssuerRow[]): Promise<void> {
  const issuerOf = new Map(issuers.map((row) => [row.authority_id, row.issuer]));
  await deployer.asGuard(async (db) => {
    await putIssuers(db, issuers);
    const people = demoPeople.map(({ subject, name, title, authorityId, ...role }) => ({
      subject,
      name,
      title,
      authorityId,
      issuer: issuerOf.get(authorityId) ?? '',
      roles: [role],
    }));
    await addPeople(db, people, '2016-01-01');
  });
  await loadDemoAgreements(deployer);
  await loadStartingCatalogue(deployer, demoUnit, 'approved');
}
