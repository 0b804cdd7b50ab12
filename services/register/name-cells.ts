import type { CaseBook } from './case-book.ts';
import { missing } from './cells.ts';
import { fault, type Read, read } from './codes.ts';
import { asKey, type LookUps, type RegisterAgency } from './world.ts';

/** An agency by its display name or an alias. The message names the agencies of the unit, not what the cell says. */
export function agencyCell(cell: string, world: LookUps): Read<RegisterAgency> {
  if (cell.trim() === '') return missing();
  const agency = world.agencies.get(asKey(cell));
  return agency ? read(agency) : agencyUnknown(world);
}

export function agencyUnknown(world: LookUps) {
  return fault(
    'agency_unknown',
    `Myndigheden deltager ikke i enheden. Den kender: ${world.agencyNames}.`,
    `The agency does not take part in the unit, which knows: ${world.agencyNames}.`,
  );
}

/** The case that a finding or an action belongs to: a review of which the own row holds good. */
export function caseCell(cell: string, cases: CaseBook): Read<string> {
  const reference = cell.trim().normalize('NFC');
  if (reference === '') return referenceMissing();
  const state = cases.stateOf(reference);
  if (state === 'held' || state === 'known') return read(reference);
  return state === 'refused'
    ? fault(
        'case_unknown',
        'Sagens egen række blev afvist, så rækken har ingen sag at høre til.',
        "The case's own row was refused, so this row has no case to belong to.",
      )
    : fault(
        'case_unknown',
        'Sagsnummeret findes ikke blandt gennemgangene.',
        'The case number is not among the case reviews.',
      );
}

export function referenceMissing() {
  return fault('reference_missing', 'Sagsnummeret mangler.', 'The case number is missing.');
}
