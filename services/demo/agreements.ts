import { putAgreements, withoutAgreement } from '#agreements/store.ts';
import type { Deployer } from '#platform/deployer.ts';
import { addDays, toDanishDate } from '#platform/danish-time.ts';
import { demoUnit } from './people.ts';

/** The agency whose agreement ends soon, so that the demo shows what its people are told. */
const endsSoon = { agencyId: 'kk-bk', inDays: 20 };
const scope =
  'Myndigheden deltager i enhedens gennemgange med egne oplysninger under egen hjemmel. Hver myndighed er dataansvarlig for sit, ' +
  'besvarer indsigt i det og giver selv de registrerede besked. Mødeleder og koordinator fører enhedens dagsorden.';

/** Gives every agency of the demo that has never had one an agreement. Safe to repeat. */
export async function loadDemoAgreements(deployer: Deployer): Promise<void> {
  const today = toDanishDate(new Date().toISOString());
  await deployer.asGuard(async (db) => {
    const missing = await withoutAgreement(db, today, demoUnit);
    const agreements = missing.map((one) => ({
      ...one,
      scope,
      signedOn: '2016-01-04',
      validFrom: '2016-01-01',
      validTo: addDays(today, one.agencyId === endsSoon.agencyId ? endsSoon.inDays : 365),
    }));
    await putAgreements(db, agreements);
  });
}
