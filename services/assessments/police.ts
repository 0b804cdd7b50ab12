import type { PersonCaller } from '#platform/caller.ts';
import { Refusal } from '#platform/errors.ts';
import { assessmentRules } from './rules.ts';

/** Refuses everybody but the police, before anything is looked up: the answer tells nothing of any review. */
export function mustBePolice({ agencyKind }: Pick<PersonCaller, 'agencyKind'>): void {
  if (agencyKind !== 'police') throw new Refusal(assessmentRules.policeOnly, { contact: 'liaison' });
}
