import { randomUUID } from 'node:crypto';
import { necessityColumn, sealedPlace, textColumn } from '#findings/questions.ts';
import type { Transaction } from '#platform/database.ts';
import { CaseRows, type Placed } from './case-rows.ts';
import type { FindingRow } from './finding-row.ts';
import type { ImportRun } from './import-run.ts';
import { insertFindings, type NewDisclosure, type NewFinding } from './store.ts';
import { asKey } from './world.ts';

/** The register does not say why a finding was necessary; it must be clear that nobody here has assessed it. */
const necessity =
  'Overført fra enhedens register. Registeret angiver ikke, hvorfor oplysningen var nødvendig.';

export function findingsOf(run: ImportRun): CaseRows<FindingRow> {
  return new CaseRows(run, {
    table: 'finding',
    contentOf: (row) => [
      row.reference,
      row.agencyId,
      row.notedOn,
      // The citation and not the version: when the catalogue gets a new version, the row is still the same row.
      asKey(basisOf(run, row).citation),
      row.dataClass,
      row.text,
      row.recipients.toSorted(),
    ],
    insert: (tx, rows) => putFindings(tx, run, rows),
  });
}

async function putFindings(
  tx: Transaction,
  run: ImportRun,
  rows: readonly Placed<FindingRow>[],
): Promise<void> {
  const findings: NewFinding[] = [];
  const disclosures: NewDisclosure[] = [];
  for (const placed of rows) {
    const finding = newFinding(run, placed);
    findings.push(finding);
    for (const recipientId of placed.row.recipients)
      disclosures.push(newDisclosure(run, finding, recipientId));
  }
  await insertFindings(tx, run.unitId, findings, disclosures);
}

function newFinding(
  { keys, unitId, world }: ImportRun,
  { row, reviewId, hash }: Placed<FindingRow>,
): NewFinding {
  const id = randomUUID();
  const police = world.agencies.find((agency) => agency.id === row.agencyId)?.kind === 'police';
  return {
    id,
    reviewId,
    hash,
    agencyId: row.agencyId,
    notedOn: row.notedOn,
    // What the police note of somebody's connections is their assessment, until they say that it is a fact.
    statementKind: police ? 'assessment' : 'fact',
    subjectCategory: police ? 'other' : null,
    dataClass: row.dataClass,
    legalBasisId: row.legalBasisId,
    purpose: basisOf({ world }, row).purpose,
    textCt: keys.seal(row.text, textColumn, sealedPlace(id, 1)),
    necessityCt: keys.seal(necessity, necessityColumn, sealedPlace(id, 1)),
    visibleTo: [row.agencyId, ...row.recipients].map((agencyId) => `${unitId}/${agencyId}`).join(' '),
  };
}

function newDisclosure({ keys, world }: ImportRun, finding: NewFinding, recipientId: string): NewDisclosure {
  const id = randomUUID();
  const { reviewId, agencyId, notedOn, legalBasisId, purpose } = finding;
  return {
    id,
    findingId: finding.id,
    recipientId,
    reviewId,
    agencyId,
    notedOn,
    legalBasisId,
    purpose,
    necessityCt: keys.seal(necessity, 'disclosure.necessity_ct', id),
    notForInvestigation: basisOf({ world }, finding).notForInvestigation,
  };
}

function basisOf({ world }: Pick<ImportRun, 'world'>, { legalBasisId }: { legalBasisId: string }) {
  const basis = world.basisOf.get(legalBasisId);
  if (!basis) throw new Error('a legal basis that is not in the catalogue');
  return basis;
}
