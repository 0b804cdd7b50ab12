import { parseCpr } from '#citizens/questions.ts';
import type { CaseBook } from './case-book.ts';
import { dateCell, lineCell, missing, optionalTextCell } from './cells.ts';
import { fault, type Read, read } from './codes.ts';
import { agencyCell, referenceMissing } from './name-cells.ts';
import type { RowCheck } from './row-check.ts';
import { asKey, type LookUps } from './world.ts';

export const reviewColumns = {
  reference: 'Sagsnr.',
  cpr: 'CPR-nr.',
  name: 'Navn',
  municipality: 'Kommune',
  nominatedBy: 'Anmeldt af',
  ground: 'Anmeldelsesgrund',
  meetingDate: 'Mødedato',
  outcome: 'Resultat',
  remark: 'Bemærkning',
} as const;
export type ReviewColumn = keyof typeof reviewColumns;

/** One case review of the register. `cpr`: ten digits. `meetingDate`: 'YYYY-MM-DD'. `nominatedBy`: an agency's id. */
export type ReviewRow = {
  line: number;
  reference: string;
  cpr: string;
  name: string;
  municipalityCode: string;
  nominatedBy: string;
  ground: string;
  meetingDate: string;
  outcome: 'follow_up' | 'no_follow_up';
  remark: string | null;
};

const outcomes: ReadonlyMap<string, ReviewRow['outcome']> = new Map([
  ['opfølgning', 'follow_up'],
  ['ingen opfølgning', 'no_follow_up'],
]);
const longest = { reference: 40, name: 200, ground: 1000, remark: 4000 };

const cprRules = {
  cpr_length: [
    'CPR-nummeret skal være ti cifre, DDMMÅÅ-XXXX. Et regneark kan have fjernet et nul forrest.',
    'The CPR number must be ten digits, DDMMYY-XXXX. A spreadsheet may have taken away a leading nought.',
  ],
  cpr_day_out_of_range: [
    'CPR-nummerets dag skal være 01–31, eller 61–91 i et erstatningsnummer.',
    'The day of the CPR number must be 01–31, or 61–91 in a replacement number.',
  ],
  cpr_not_a_date: [
    'CPR-nummerets første seks cifre er ikke en dato i det århundrede, som det syvende ciffer giver.',
    'The first six digits of the CPR number are no date in the century that the seventh digit gives.',
  ],
} as const;
const inFileAlready = fault(
  'case_duplicate',
  'Sagsnummeret står allerede i filen. Den første række gælder.',
  'The case number is in the file already. The first row counts.',
);

/** Reads one row of gennemgange.csv; undefined when any field breaks a rule. Enters the case in the book. */
export function reviewRow(
  check: RowCheck<ReviewColumn>,
  world: LookUps,
  cases: CaseBook,
): ReviewRow | undefined {
  const reference = check.take('reference', referenceCell);
  const held = reference !== undefined && cases.stateOf(reference) === 'held';
  if (held) check.refuse('reference', inFileAlready);
  const cpr = check.take('cpr', cprCell);
  const name = check.take('name', (cell) => lineCell(cell, longest.name));
  const municipalityCode = check.take('municipality', (cell) => municipalityCell(cell, world));
  const nominatedBy = check.take('nominatedBy', (cell) => agencyCell(cell, world))?.id;
  const ground = check.take('ground', (cell) => lineCell(cell, longest.ground));
  const meetingDate = check.take('meetingDate', dateCell);
  const outcome = check.take('outcome', outcomeCell);
  const remark = check.take('remark', (cell) => optionalTextCell(cell, longest.remark));
  if (held || reference === undefined) return undefined;
  if (
    cpr === undefined ||
    name === undefined ||
    municipalityCode === undefined ||
    nominatedBy === undefined ||
    ground === undefined ||
    meetingDate === undefined ||
    outcome === undefined ||
    remark === undefined
  ) {
    cases.refuse(reference);
    return undefined;
  }
  cases.hold(reference);
  const { line } = check;
  return { line, reference, cpr, name, municipalityCode, nominatedBy, ground, meetingDate, outcome, remark };
}

function referenceCell(cell: string): Read<string> {
  if (cell.trim() === '') return referenceMissing();
  if (parseCpr(cell).ok) {
    return fault(
      'reference_is_cpr',
      'Et CPR-nummer kan ikke være sagsnummer.',
      'A CPR number cannot be a case number.',
    );
  }
  return lineCell(cell, longest.reference);
}

function cprCell(cell: string): Read<string> {
  const parsed = parseCpr(cell);
  if (parsed.ok) return read(parsed.cpr);
  const [message, english] = cprRules[parsed.code];
  return fault(parsed.code, message, english);
}

function municipalityCell(cell: string, world: LookUps): Read<string> {
  if (cell.trim() === '') return missing();
  const code = world.municipalities.get(asKey(cell));
  return code === undefined
    ? fault(
        'municipality_unknown',
        'Kommunen kendes ikke. Skriv navnet på en dansk kommune eller dens firecifrede kode.',
        'The municipality is not known. Write the name of a Danish municipality or its code of four digits.',
      )
    : read(code);
}

function outcomeCell(cell: string): Read<ReviewRow['outcome']> {
  if (cell.trim() === '') return missing();
  const outcome = outcomes.get(asKey(cell));
  return outcome === undefined
    ? fault(
        'result_unknown',
        'Resultatet kendes ikke. Skriv »Opfølgning« eller »Ingen opfølgning«.',
        'The result is not known. Write »Opfølgning« or »Ingen opfølgning«.',
      )
    : read(outcome);
}
