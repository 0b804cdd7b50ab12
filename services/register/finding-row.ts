import type { CaseBook } from './case-book.ts';
import { dateCell, missing, textCell } from './cells.ts';
import { fault, type Read, read } from './codes.ts';
import { basisFor, classCarried, recipientsAllowed } from './finding-basis.ts';
import { agencyCell, agencyUnknown, caseCell } from './name-cells.ts';
import type { RowCheck } from './row-check.ts';
import { asKey, type DataClass, type LookUps, type RegisterAgency } from './world.ts';

export const findingColumns = {
  reference: 'Sagsnr.',
  agency: 'Myndighed',
  notedOn: 'Dato',
  legalBasis: 'Hjemmel',
  dataClass: 'Oplysningstype',
  text: 'Oplysning',
  recipients: 'Videregivet til',
} as const;
export type FindingColumn = keyof typeof findingColumns;

/** One finding of the register and whom it went to (agency ids, each once, in the order of the cell; may be none). */
export type FindingRow = {
  line: number;
  reference: string;
  agencyId: string;
  notedOn: string;
  legalBasisId: string;
  dataClass: DataClass;
  text: string;
  recipients: string[];
};

const dataClasses: ReadonlyMap<string, DataClass> = new Map([
  ['almindelig', 'ordinary'],
  ['fortrolig', 'confidential'],
  ['straffeoplysning', 'criminal'],
  ['følsom', 'special'],
]);
const longestText = 4000;

/** Reads one row of oplysninger.csv; undefined when any field breaks a rule. */
export function findingRow(
  check: RowCheck<FindingColumn>,
  world: LookUps,
  cases: CaseBook,
): FindingRow | undefined {
  const reference = check.take('reference', (cell) => caseCell(cell, cases));
  const agency = check.take('agency', (cell) => agencyCell(cell, world));
  const notedOn = check.take('notedOn', dateCell);
  const dataClass = check.take('dataClass', dataClassCell);
  const text = check.take('text', (cell) => textCell(cell, longestText));
  const recipients = check.take('recipients', (cell) => recipientsCell(cell, agency, world));
  const wish = { agency, notedOn, dataClass, recipients };
  const basis = check.take('legalBasis', (cell) => basisFor(cell, world, wish));
  if (basis) {
    check.take('dataClass', () => classCarried(basis, dataClass));
    check.take('recipients', () => recipientsAllowed(basis, recipients ?? []));
  }
  if (check.refusals().length > 0) return undefined;
  if (!reference || !agency || !notedOn || !basis || !dataClass || !text || !recipients) return undefined;
  return {
    line: check.line,
    reference,
    agencyId: agency.id,
    notedOn,
    legalBasisId: basis.id,
    dataClass,
    text,
    recipients: recipients.map(({ id }) => id),
  };
}

function dataClassCell(cell: string): Read<DataClass> {
  if (cell.trim() === '') return missing();
  const dataClass = dataClasses.get(asKey(cell));
  return dataClass
    ? read(dataClass)
    : fault(
        'data_class_unknown',
        'Oplysningstypen kendes ikke. Skriv »Almindelig«, »Fortrolig«, »Straffeoplysning« eller »Følsom«.',
        'The class of data is not known. Write »Almindelig«, »Fortrolig«, »Straffeoplysning« or »Følsom«.',
      );
}

function recipientsCell(
  cell: string,
  contributor: RegisterAgency | undefined,
  world: LookUps,
): Read<RegisterAgency[]> {
  const recipients = new Set<RegisterAgency>();
  for (const name of cell.split(/[,;\n]/u).filter((part) => part.trim() !== '')) {
    const recipient = world.agencies.get(asKey(name));
    if (!recipient) return agencyUnknown(world);
    recipients.add(recipient);
  }
  if (contributor && recipients.has(contributor)) {
    return fault(
      'recipient_is_contributor',
      'En myndighed kan ikke videregive en oplysning til sig selv.',
      'An agency cannot disclose a finding to itself.',
    );
  }
  return read([...recipients]);
}
