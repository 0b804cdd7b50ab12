import { record } from '#audit/record.ts';
import { emergenciesNow } from '#emergency-access/questions.ts';
import type { Deed } from '#platform/deed.ts';
import { orNotFound } from '#platform/errors.ts';
import { agenciesOfUnit } from '#units/questions.ts';
import type { getAgreement, listAgreements, readSharing as sharing } from './contract.ts';
import { agreementRows } from './store.ts';
import { agreementOf, standingOf } from './view.ts';

export const readSharing: Deed<typeof sharing> = async (tx, caller, _input, floor) => {
  const unitId = orNotFound(caller.unitId);
  const [taking, emergencies] = await Promise.all([
    agenciesOfUnit(tx, unitId, floor.today),
    emergenciesNow(tx, unitId),
  ]);
  record(tx, { verb: 'consult', deed: 'readSharing' });
  return { emergencies, items: taking.map((agency) => standingOf(agency, floor.today)) };
};

export const readAgreements: Deed<typeof listAgreements> = async (tx, caller, { query }, floor) => {
  const unitId = orNotFound(caller.unitId);
  const [rows, taking] = await Promise.all([
    agreementRows(tx, unitId, query.agencyId === undefined ? {} : { agencyId: query.agencyId }),
    agenciesOfUnit(tx, unitId, floor.today),
  ]);
  record(tx, { verb: 'consult', deed: 'listAgreements', ids: { agreements: rows.map(({ id }) => id) } });
  return {
    items: rows.map((row) => agreementOf(row, caller.personId)),
    standing: taking
      .filter(({ id }) => query.agencyId === undefined || id === query.agencyId)
      .map((agency) => standingOf(agency, floor.today)),
  };
};

export const readAgreement: Deed<typeof getAgreement> = async (tx, caller, { params }) => {
  const rows = await agreementRows(tx, orNotFound(caller.unitId), { id: params.agreementId });
  const row = orNotFound(rows[0]);
  record(tx, { verb: 'consult', deed: 'getAgreement', ids: { agreements: [row.id] } });
  return agreementOf(row, caller.personId);
};
