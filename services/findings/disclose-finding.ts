import { randomUUID } from 'node:crypto';
import { record } from '#audit/record.ts';
import { keepDecisions, rememberRefused } from '#decisions/questions.ts';
import { mustAllBeAllowed } from '#legal-bases/questions.ts';
import type { Deed } from '#platform/deed.ts';
import { mustBeCurrent, orNotFound } from '#platform/errors.ts';
import { answerRequest } from '#requests/questions.ts';
import { purposeOf } from './content.ts';
import type { discloseFinding as contract } from './contract.ts';
import { factsOfRelease } from './facts.ts';
import { mustBeAsSeen, receiptsFor } from './handed-over.ts';
import { holdOwn } from './own-finding.ts';
import { formOf } from './picture.ts';
import { disclosureNecessityColumn } from './places.ts';
import { type Decided, decideRelease, mustBeNew, mustBeTheirs, mustBeUnderWay } from './release.ts';
import { type FindingRow, insertDisclosures, rowOfFinding } from './store.ts';
import { viewOf } from './view.ts';

export const discloseFinding: Deed<typeof contract> = async (tx, caller, { params, body }, floor) => {
  const held = await holdOwn(tx, caller, params.findingId);
  if (body.version !== undefined) mustBeCurrent(body.version, held.current_version);
  const row = orNotFound(await rowOfFinding(tx, held.id));
  const facts = await factsOfRelease(tx, caller, row, floor.today);
  const decided = decideRelease(caller, row, body, facts, floor.today);
  mustBeUnderWay(facts.review, row, decided);
  mustBeNew(row, decided);
  mustBeTheirs(caller, row, decided, facts);
  const made = decided.map((one) => madeOf(row, one));
  mustAllBeAllowed(decided, rememberRefused(caller, floor.today, made));
  mustBeAsSeen(body.seen, caller, floor, row, decided);
  const given = decided.map((one) => ({ ...one, id: randomUUID(), decisionId: one.id }));
  await keepDecisions(tx, caller, floor.today, made);
  const { requestId, recipients } = body;
  if (requestId !== undefined)
    await answerRequest(tx, caller, floor, { requestId, reviewId: row.review_id, recipients });
  await insertDisclosures(
    tx,
    given.map(({ id, agencyId, decision, decisionId }) => ({
      id,
      finding_id: row.id,
      version: held.current_version,
      review_id: row.review_id,
      unit_id: row.unit_id,
      from_agency_id: row.agency_id,
      to_agency_id: agencyId,
      form: formOf(decision) ?? 'fact_only',
      decision_id: decisionId,
      legal_basis_id: decision.basis?.id ?? '',
      purpose: purposeOf(caller),
      necessity_ct: floor.vault.seal(body.necessity, disclosureNecessityColumn, id),
      declared_not_for_investigation: body.declarationNotInvestigation,
      use_restriction: decision.useRestriction?.code ?? null,
      initiative: body.initiative,
      request_id: requestId ?? null,
      disclosed_on: floor.today,
      disclosed_by: caller.personId,
    })),
  );
  await receiptsFor(
    tx,
    caller,
    floor,
    row,
    given.map((one) => ({ ...one, disclosureId: one.id })),
  );
  for (const { id, agencyId, decision, decisionId } of given) {
    record(tx, {
      verb: 'disclose',
      deed: 'discloseFinding',
      reviewId: row.review_id,
      recipient: agencyId,
      legalBasis: decision.basis && `${decision.basis.code}/${decision.basis.version}`,
      ids: {
        findings: [row.id],
        disclosures: [id],
        ...(requestId === undefined ? {} : { requests: [requestId] }),
        decisions: [decisionId],
        catalogueVersions: [decision.catalogueVersion],
      },
    });
  }
  const { disclosures } = viewOf(orNotFound(await rowOfFinding(tx, row.id)), floor);
  return { items: disclosures.filter((one) => given.some(({ id }) => id === one.id)) };
};

const madeOf = (row: FindingRow, { id, agencyId, request, decision }: Decided) =>
  ({
    id,
    kind: 'disclosure',
    reviewId: row.review_id,
    findingId: row.id,
    version: row.version,
    recipient: agencyId,
    request,
    decision,
  }) as const;
