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
  return fault('agency_unknown', `Myndigheden deltager ikke i enheden. Den kender: ${world.agencyNames}.`);
}

/** The case that a finding or an action belongs to: a review of which the own row holds good. */
export function caseCell(cell: string, cases: CaseBook): Read<string> {
  const reference = cell.trim().normalize('NFC');
  if (reference === '') return fault('reference_missing', 'Sagsnummeret mangler.');
  const state = cases.stateOf(reference);
  if (state === 'held' || state === 'known') return read(reference);
  return fault(
    'case_unknown',
    state === 'refused'
      ? 'Sagens egen række blev afvist, så rækken har ingen sag at høre til.'
      : 'Sagsnummeret findes ikke blandt gennemgangene.',
  );
}
