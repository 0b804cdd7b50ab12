import { record } from '#audit/record.ts';
import { getReview } from '#case-reviews/questions.ts';
import type { Deed } from '#platform/deed.ts';
import { orNotFound } from '#platform/errors.ts';
import { agenciesOfUnit } from '#units/questions.ts';
import type { evaluateDecision as contract } from './contract.ts';
import { type BasisOption, decideDisclosure, possibleBases } from './decide.ts';
import { explanationOf } from './explain.ts';
import { catalogueOfUnit } from './questions.ts';
import { contributorOf, recipientOf } from './recipient.ts';

export const evaluateDecision: Deed<typeof contract> = async (tx, caller, { body }, floor) => {
  const unitId = orNotFound(caller.unitId);
  const { reviewId, police, statementKind = null, recipients, sourceClass, ...given } = body;
  const [review, taking, catalogue] = await Promise.all([
    reviewId === undefined ? null : getReview(tx, reviewId),
    agenciesOfUnit(tx, unitId, floor.today),
    catalogueOfUnit(tx, unitId),
  ]);
  const nameOf = (agencyId: string) => taking.find(({ id }) => id === agencyId)?.name ?? agencyId;
  const decisions = recipients.map((agencyId) => {
    const request = {
      ...given,
      ...recipientOf(agencyId, { caller, taking, takesPart: review?.agencies ?? null }),
      contributor: contributorOf(caller),
      statementKind,
      sourceClass: sourceClass === 'money_laundering_report' ? 'hvidvask' : sourceClass,
      policeFields:
        police === undefined
          ? null
          : {
              subjectCategory: police.subjectCategory ?? null,
              reviewDueOn: police.reviewDueOn ?? null,
              statementKind,
            },
    };
    const decided = decideDisclosure(request, catalogue, floor.today);
    const { possible, impossible } = possibleBases(request, catalogue, floor.today);
    return {
      recipient: agencyId,
      wished: given.form,
      ...decided,
      ...explanationOf(decided, {
        kind: 'disclosure',
        contributor: nameOf(caller.agencyId),
        recipient: nameOf(agencyId),
        purpose: given.purpose,
        wished: given.form,
      }),
      refusals: [...decided.refusals],
      possible: possible.map(shapeOf),
      impossible: impossible.map(shapeOf),
    };
  });
  record(tx, {
    verb: 'consult',
    deed: 'evaluateDecision',
    reviewId: reviewId ?? null,
    legalBasis: decisions[0]?.basis?.code ?? null,
    ids: { recipients, catalogueVersions: [catalogue.version] },
  });
  return { decisions };
};

const shapeOf = (option: BasisOption) => ({ ...option, refusals: [...option.refusals] });
