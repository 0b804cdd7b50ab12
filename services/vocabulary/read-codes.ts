import { absentTexts, outcomeTexts, reasonTexts } from '#agendas/questions.ts';
import { record } from '#audit/record.ts';
import { followUpTypes } from '#follow-ups/questions.ts';
import { meetingStateNames } from '#meetings/questions.ts';
import type { Deed } from '#platform/deed.ts';
import type { Text } from '#platform/errors.ts';
import type { readCodes } from './contract.ts';
import { requestStateNames } from '#requests/questions.ts';
import * as texts from './texts.ts';

const listOf = (words: Readonly<Record<string, Text>>) =>
  Object.entries(words).map(([code, { da, en }]) => ({ code, da, en }));

const lists = {
  roles: listOf(texts.roles),
  agencyKinds: listOf(texts.agencyKinds),
  regimes: listOf(texts.regimes),
  purposes: listOf(texts.purposes),
  dataClasses: listOf(texts.dataClasses),
  subjects: listOf(texts.subjects),
  statementKinds: listOf(texts.statementKinds),
  subjectCategories: listOf(texts.subjectCategories),
  sourceClasses: listOf(texts.sourceClasses),
  basisStates: listOf(texts.basisStates),
  initiatives: listOf(texts.initiatives),
  disclosureForms: listOf(texts.disclosureForms),
  receiptKinds: listOf(texts.receiptKinds),
  decisionOutcomes: listOf(texts.decisionOutcomes),
  decisionKinds: listOf(texts.decisionKinds),
  reviewStates: listOf(texts.reviewStates),
  reviewOutcomes: listOf(texts.reviewOutcomes),
  replyKinds: listOf(texts.replyKinds),
  standings: listOf(texts.standings),
  requestStates: listOf(requestStateNames),
  requestChoices: listOf(texts.requestChoices),
  meetingStates: listOf(meetingStateNames),
  itemReasons: listOf(reasonTexts),
  itemOutcomes: listOf(outcomeTexts),
  absentReasons: listOf(
    Object.fromEntries(Object.entries(absentTexts).map(([code, { why }]) => [code, why])),
  ),
  actionStates: listOf(texts.actionStates),
  openReasons: listOf(texts.openReasons),
  recallKinds: listOf(texts.recallKinds),
  recallAnswers: listOf(texts.recallAnswers),
  affiliationValues: listOf(texts.affiliationValues),
  securityConditions: listOf(texts.securityConditions),
  relations: listOf(texts.relations),
  agreementStates: listOf(texts.agreementStates),
  agreementOrigins: listOf(texts.agreementOrigins),
  sharingStates: listOf(texts.sharingStates),
  emergencyStates: listOf(texts.emergencyStates),
  proposalStates: listOf(texts.proposalStates),
  holders: listOf(texts.holders),
  openingKinds: listOf(texts.openingKinds),
  exclusionKinds: listOf(texts.exclusionKinds),
};

export const readAllCodes: Deed<typeof readCodes> = async (tx) => {
  record(tx, { verb: 'consult', deed: 'readCodes' });
  return {
    lists,
    followUpTypes: followUpTypes.map(({ code, nameDa, nameEn, ownerKind, amounts, legalHint, criminal }) => ({
      code,
      name: { da: nameDa, en: nameEn },
      ownerKind,
      amounts: [...amounts],
      legalHint,
      criminal,
    })),
  };
};
