import { record } from '#audit/record.ts';
import type { Transaction } from '#platform/database.ts';
import { agenciesOfUnit } from '#units/questions.ts';
import { insertNotices, type Notice } from './store.ts';
import { standingOf } from './view.ts';

/**
 * Notes for the unit's agencies, once for each agreement, that it ends within 30 days or has ended. A notice says no more than
 * that; the start pages show where it stands. Safe to repeat. Gives what is new.
 */
export async function tellOfAgreements(tx: Transaction, unitId: string, today: string) {
  const taking = await agenciesOfUnit(tx, unitId, today);
  const notices = taking.flatMap((agency): Notice[] => {
    const { agencyId, agreementId, endsSoon, sharing } = standingOf(agency, today);
    if (agreementId === null || (sharing !== 'lapsed' && !endsSoon)) return [];
    const kind = sharing === 'lapsed' ? 'lapsed' : 'ends_soon';
    return [{ agreement_id: agreementId, unit_id: unitId, agency_id: agencyId, kind, noticed_on: today }];
  });
  const told = await insertNotices(tx, notices);
  const agreements = told.map(({ agreement_id }) => agreement_id);
  record(tx, { verb: 'alter', deed: 'tellOfAgreements', ids: { agreements } });
  return told;
}
