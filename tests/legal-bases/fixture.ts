import { readFileSync } from 'node:fs';

import { z } from 'zod';

import { catalogueOf } from '#legal-bases/decide.ts';
import type { Catalogue, DisclosureRequest, LegalBasis } from '#legal-bases/decide.ts';
import { toDanishDate } from '#platform/danish-time.ts';

const kinds = z.array(z.enum(['police', 'tax', 'bif', 'sof', 'bk']));

const startingRow = z.strictObject({
  code: z.string(),
  citation: z.string(),
  law: z.string(),
  regime: z.enum(['RHL', 'GDPR', 'FVL']),
  contributors: kinds,
  recipients: kinds,
  dataClasses: z.array(z.enum(['ordinary', 'confidential', 'criminal', 'special'])),
  purposes: z.array(z.enum(['prevention', 'benefit_control', 'tax_control', 'social_protection'])),
  subjects: z.array(z.enum(['person', 'company'])),
  notForCriminalInvestigation: z.boolean(),
  createsDuty: z.boolean(),
  needsSecondApprover: z.boolean().default(false),
  validFrom: z.iso.date(),
  validTo: z.iso.date().nullable(),
});

const startingCatalogue = z.object({ note: z.string(), legalBases: z.array(startingRow) });

/** The rows of the starting catalogue, as if a lawyer had approved them. */
export function approvedRows(): LegalBasis[] {
  const file = new URL('../../services/legal-bases/starting-catalogue.json', import.meta.url);
  const { legalBases } = startingCatalogue.parse(JSON.parse(readFileSync(file, 'utf8')));
  return legalBases.map((row) => ({
    factOnlyClasses: [],
    ...row,
    id: `${row.code}/1`,
    authorityId: null,
    version: 1,
    status: 'approved',
    wasApproved: true,
  }));
}

export const catalogue: Catalogue = catalogueOf(approvedRows());

/** The catalogue with one row changed. */
export function catalogueWith(code: string, change: Partial<LegalBasis>): Catalogue {
  return catalogueOf(approvedRows().map((row) => (row.code === code ? { ...row, ...change } : row)));
}

/** A disclosure by SKAT to the police that every rule allows on DAY; a test changes what it is about. */
export function taxRequest(change: Partial<DisclosureRequest> = {}): DisclosureRequest {
  return {
    basisCode: 'SFL17',
    contributor: { agencyId: 'skat', kind: 'tax' },
    recipient: { agencyId: 'kk-bk', kind: 'bk', takesPart: true, activeInUnit: true, sharing: 'in_force' },
    giverSharing: 'in_force',
    sameController: false,
    purpose: 'benefit_control',
    dataClass: 'confidential',
    form: 'full',
    subject: 'person',
    necessity: 'Indkomsten afgør, om ydelsen er berettiget.',
    declarationNotInvestigation: false,
    policeFields: null,
    statementKind: 'fact',
    sourceClass: 'case_system',
    secondApproval: false,
    ...change,
  };
}

/** A disclosure by the police to SOF that every rule allows on DAY. */
export function policeRequest(change: Partial<DisclosureRequest> = {}): DisclosureRequest {
  return taxRequest({
    basisCode: 'RPL115-1-1',
    contributor: { agencyId: 'koebenhavns-politi', kind: 'police' },
    recipient: { agencyId: 'kk-sof', kind: 'sof', takesPart: true, activeInUnit: true, sharing: 'in_force' },
    purpose: 'prevention',
    dataClass: 'criminal',
    declarationNotInvestigation: true,
    policeFields: { subjectCategory: 'suspect', statementKind: 'assessment', reviewDueOn: '2020-09-01' },
    statementKind: 'assessment',
    ...change,
  });
}

/** A disclosure of special data by SOF to BIF that every rule allows on DAY. */
export function specialRequest(change: Partial<DisclosureRequest> = {}): DisclosureRequest {
  return taxRequest({
    basisCode: 'DBL7-4',
    contributor: { agencyId: 'kk-sof', kind: 'sof' },
    recipient: { agencyId: 'kk-bif', kind: 'bif', takesPart: true, activeInUnit: true, sharing: 'in_force' },
    sameController: true,
    purpose: 'social_protection',
    dataClass: 'special',
    secondApproval: true,
    ...change,
  });
}

export const DAY = '2020-03-02';

/** What a legal officer of København's municipality drafts over the API: a row of its own for a code that has a common one. */
export const aDraft = (change: Record<string, unknown> = {}) => ({
  code: 'RSL11C',
  citation: 'RSL § 11 c, stk. 1',
  law: 'Retssikkerhedsloven',
  regime: 'GDPR',
  contributors: ['bif', 'sof', 'bk'],
  recipients: ['tax', 'bk'],
  dataClasses: ['ordinary', 'confidential'],
  purposes: ['benefit_control'],
  subjects: ['person'],
  notForCriminalInvestigation: false,
  createsDuty: false,
  validFrom: toDanishDate(new Date().toISOString()),
  validTo: null,
  ...change,
});
