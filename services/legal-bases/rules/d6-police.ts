import { isCivilDate } from '#platform/danish-time.ts';

import type { AttachmentRequest } from '../request.ts';
import type { Refusal } from './refusal.ts';

/** D6: a police finding says whom it is about, whether it is fact or assessment, and when it is reviewed. */
export function policeFieldsAreSet(request: AttachmentRequest, day: string): Refusal[] {
  if (request.contributor.kind !== 'police') return [];
  const { policeFields: fields } = request;
  const refusals: Refusal[] = [];
  if ((fields?.subjectCategory ?? '').trim() === '') refusals.push(categoryMissing);
  const kind = fields?.statementKind ?? null;
  if (kind === null) refusals.push(statementKindMissing);
  else if (request.statementKind !== null && request.statementKind !== kind) refusals.push(kindsDiffer);
  const due = fields?.reviewDueOn ?? '';
  if (!isCivilDate(due)) refusals.push(reviewDateMissing);
  else if (due < day) refusals.push(reviewDatePassed);
  return refusals;
}

const categoryMissing: Refusal = {
  rule: 'D6',
  code: 'police_subject_category_missing',
  da: 'Kategorien af den registrerede mangler. Angiv, om personen er mistænkt, dømt, forurettet eller andet.',
  en: 'The category of the data subject is missing. Say whether the person is a suspect, convicted, a victim or other.',
  provision: 'Retshåndhævelsesloven § 6',
};

const statementKindMissing: Refusal = {
  rule: 'D6',
  code: 'police_statement_kind_missing',
  da: 'Det fremgår ikke, om oplysningen er en kendsgerning eller en vurdering. Vælg en af dem.',
  en: 'It is not said whether the information is a fact or an assessment. Choose one of them.',
  provision: 'Retshåndhævelsesloven § 7',
};

const kindsDiffer: Refusal = {
  rule: 'D6',
  code: 'police_statement_kind_differs',
  da: 'Oplysningen er angivet både som kendsgerning og som vurdering. Ret den, så den kun er én af delene.',
  en: 'The information is given both as a fact and as an assessment. Correct it so that it is only one of them.',
  provision: 'Retshåndhævelsesloven § 7',
};

const reviewDateMissing: Refusal = {
  rule: 'D6',
  code: 'police_review_date_missing',
  da: 'Datoen for, hvornår oplysningen senest skal vurderes igen, mangler eller findes ikke. Angiv den i formen ÅÅÅÅ-MM-DD.',
  en: 'The date by which the information must be reviewed is missing or does not exist. Give it as YYYY-MM-DD.',
  provision: 'Retshåndhævelsesloven § 4, stk. 6',
};

const reviewDatePassed: Refusal = {
  rule: 'D6',
  code: 'police_review_date_passed',
  da: 'Oplysningen skulle have været vurderet igen. Bekræft den med en ny dato, eller træk den tilbage.',
  en: 'The information was due for review. Confirm it with a new date, or withdraw it.',
  provision: 'Retshåndhævelsesloven § 4, stk. 6',
};
