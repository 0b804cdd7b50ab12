import type { CaseBook } from './case-book.ts';
import { amountCell, dateCell, missing, optionalDateCell } from './cells.ts';
import { fault, type Read, read } from './codes.ts';
import { agencyCell, caseCell } from './name-cells.ts';
import type { RowCheck } from './row-check.ts';
import { type AgencyKind, asKey, type LookUps, nameOfKind, type RegisterAgency } from './world.ts';

export const followUpColumns = {
  reference: 'Sagsnr.',
  agency: 'Myndighed',
  type: 'Initiativ',
  startedOn: 'Iværksat',
  dueOn: 'Frist',
  closedOn: 'Afsluttet',
  status: 'Status',
  claimed: 'Krævet kr.',
  decided: 'Afgjort kr.',
  collected: 'Opkrævet kr.',
  stoppedPerMonth: 'Standset pr. md. kr.',
} as const;
export type FollowUpColumn = keyof typeof followUpColumns;

/** One follow-up action. `type`: its code. Dates 'YYYY-MM-DD'. Amounts in kroner with two decimals; null: not stated. */
export type FollowUpRow = {
  line: number;
  reference: string;
  agencyId: string;
  type: string;
  ownerKind: AgencyKind;
  startedOn: string;
  dueOn: string | null;
  closedOn: string | null;
  status: 'in_progress' | 'completed' | 'dropped';
  claimedDkk: number | null;
  decidedDkk: number | null;
  collectedDkk: number | null;
  stoppedPerMonthDkk: number | null;
};

const statuses: ReadonlyMap<string, FollowUpRow['status']> = new Map([
  ['i gang', 'in_progress'],
  ['gennemført', 'completed'],
  ['opgivet', 'dropped'],
]);

/** Reads one row of opfoelgning.csv; undefined when any field breaks a rule. */
export function followUpRow(
  check: RowCheck<FollowUpColumn>,
  world: LookUps,
  cases: CaseBook,
): FollowUpRow | undefined {
  const reference = check.take('reference', (cell) => caseCell(cell, cases));
  const agency = check.take('agency', (cell) => agencyCell(cell, world));
  const type = check.take('type', (cell) => typeCell(cell, agency, world));
  const startedOn = check.take('startedOn', dateCell);
  const dueOn = check.take('dueOn', optionalDateCell);
  const closedOn = check.take('closedOn', (cell) => closedCell(cell, startedOn));
  const status = check.take('status', statusCell);
  const claimedDkk = check.take('claimed', amountCell);
  const decidedDkk = check.take('decided', amountCell);
  const collectedDkk = check.take('collected', amountCell);
  const stoppedPerMonthDkk = check.take('stoppedPerMonth', amountCell);
  if (check.refusals().length > 0) return undefined;
  if (!reference || !agency || !type || !startedOn || !status) return undefined;
  return {
    line: check.line,
    reference,
    agencyId: agency.id,
    type: type.code,
    ownerKind: type.ownerKind,
    startedOn,
    dueOn: dueOn ?? null,
    closedOn: closedOn ?? null,
    status,
    claimedDkk: claimedDkk ?? null,
    decidedDkk: decidedDkk ?? null,
    collectedDkk: collectedDkk ?? null,
    stoppedPerMonthDkk: stoppedPerMonthDkk ?? null,
  };
}

function typeCell(cell: string, agency: RegisterAgency | undefined, world: LookUps) {
  if (cell.trim() === '') return missing();
  const type = world.followUpTypes.get(asKey(cell));
  if (!type) {
    return fault(
      'type_unknown',
      `Initiativet kendes ikke. Skriv et af: ${world.typeNames}.`,
      `The kind of follow-up is not known. Write one of: ${world.typeNames}.`,
    );
  }
  if (agency && agency.kind !== type.ownerKind) {
    const owner = nameOfKind(world, type.ownerKind);
    return fault(
      'type_not_in_remit',
      `${type.nameDa} hører under ${owner} og kan kun sættes i værk der.`,
      `${type.nameDa} belongs to ${owner} and can only be started there.`,
    );
  }
  return read(type);
}

function closedCell(cell: string, startedOn: string | undefined): Read<string | null> {
  const closedOn = optionalDateCell(cell);
  if (closedOn.ok && closedOn.value !== null && startedOn !== undefined && closedOn.value < startedOn) {
    return fault(
      'closed_before_start',
      'Initiativet er afsluttet, før det er iværksat.',
      'The follow-up was closed before it was started.',
    );
  }
  return closedOn;
}

function statusCell(cell: string): Read<FollowUpRow['status']> {
  if (cell.trim() === '') return missing();
  const status = statuses.get(asKey(cell));
  return status
    ? read(status)
    : fault(
        'status_unknown',
        'Status kendes ikke. Skriv »I gang«, »Gennemført« eller »Opgivet«.',
        'The status is not known. Write »I gang«, »Gennemført« or »Opgivet«.',
      );
}
