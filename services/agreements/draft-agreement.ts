import { randomUUID } from 'node:crypto';
import { record } from '#audit/record.ts';
import type { Deed } from '#platform/deed.ts';
import { orNotFound, Refusal, type Rule } from '#platform/errors.ts';
import { agenciesOfUnit } from '#units/questions.ts';
import type { draftAgreement as contract } from './contract.ts';
import { agreementRules } from './rules.ts';
import { agreementRows, insertDraft, lockAgency, newestVersion } from './store.ts';
import { agreementOf } from './view.ts';

export const draftAgreement: Deed<typeof contract> = async (tx, caller, { body }, floor) => {
  const unitId = orNotFound(caller.unitId);
  const { agencyId, authorityId, personId } = caller;
  const taking = await agenciesOfUnit(tx, unitId, floor.today);
  if (!taking.some(({ id }) => id === agencyId)) throw new Refusal(agreementRules.takesNoPart);
  if (body.signedOn > floor.today) throw refusedAt('signedOn', agreementRules.signedInFuture);
  if (body.validTo < floor.today) throw refusedAt('validTo', agreementRules.overAlready);
  await lockAgency(tx, unitId, agencyId);
  const known = await agreementRows(tx, unitId, { agencyId });
  if (known.some(({ state }) => state === 'draft')) throw new Refusal(agreementRules.draftThere);
  const id = randomUUID();
  await insertDraft(tx, {
    id,
    unit_id: unitId,
    agency_id: agencyId,
    authority_id: authorityId,
    version: 1 + (await newestVersion(tx, unitId, agencyId)),
    scope: body.scope,
    signed_on: body.signedOn,
    valid_from: body.validFrom,
    valid_to: body.validTo,
    drafted_by: personId,
  });
  record(tx, { verb: 'collect', deed: 'draftAgreement', ids: { agreements: [id] } });
  const [row] = await agreementRows(tx, unitId, { id });
  return agreementOf(orNotFound(row), personId);
};

const refusedAt = (field: string, broken: Rule): Refusal =>
  new Refusal(broken, { errors: [{ pointer: `/body/${field}`, rule: broken.id, ...broken.title }] });
