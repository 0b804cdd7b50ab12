import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { CaseBook } from '#register/case-book.ts';
import type { RowRefusal } from '#register/codes.ts';
import type { FindingRow } from '#register/finding-row.ts';
import type { FollowUpRow } from '#register/follow-up-row.ts';
import { openRegister, readRegister } from '#register/read-register.ts';
import type { ReviewRow } from '#register/review-row.ts';
import type { RegisterWorld } from '#register/world.ts';
import catalogue from './examples/legal-bases.json' with { type: 'json' };

export const exampleFolder = join(import.meta.dirname, 'examples', 'register-2016-2017');

const agencyKind = z.enum(['police', 'tax', 'bif', 'sof', 'bk']);
const legalBases = z
  .array(
    z.object({
      code: z.string(),
      citation: z.string(),
      contributors: z.array(agencyKind),
      recipients: z.array(agencyKind),
      dataClasses: z.array(z.enum(['ordinary', 'confidential', 'criminal', 'special'])),
      subjects: z.array(z.enum(['person', 'company'])),
      validFrom: z.string(),
      validTo: z.string().nullable(),
    }),
  )
  .parse(catalogue.legalBases)
  .map(({ code, ...basis }) => ({ ...basis, id: code }));

export const world: RegisterWorld = {
  agencies: [
    { id: 'koebenhavns-politi', kind: 'police', names: ['Københavns Politi'] },
    { id: 'skat', kind: 'tax', names: ['SKAT', 'Skattestyrelsen', 'Skatteforvaltningen'] },
    { id: 'kk-bif', kind: 'bif', names: ['BIF'] },
    { id: 'kk-sof', kind: 'sof', names: ['SOF'] },
    { id: 'kk-bk', kind: 'bk', names: ['Betaling og Kontrol', 'BK'] },
  ],
  municipalities: [
    { code: '0101', name: 'København' },
    { code: '0147', name: 'Frederiksberg' },
    { code: '0461', name: 'Odense' },
  ],
  legalBases,
  followUpTypes: [
    { code: 'special_control', nameDa: 'Særlig kontrol', ownerKind: 'tax' },
    { code: 'tax_reassessment', nameDa: 'Ændret skatteansættelse', ownerKind: 'tax' },
    { code: 'distraint', nameDa: 'Udlæg', ownerKind: 'tax' },
    { code: 'benefit_stop', nameDa: 'Standsning af ydelse', ownerKind: 'bk' },
    { code: 'repayment_claim', nameDa: 'Tilbagebetalingskrav', ownerKind: 'bk' },
    { code: 'police_report', nameDa: 'Politianmeldelse', ownerKind: 'bk' },
    { code: 'sanction', nameDa: 'Sanktion', ownerKind: 'bif' },
    { code: 'activation_offer', nameDa: 'Aktiveringstilbud', ownerKind: 'bif' },
    { code: 'weekly_job_interview', nameDa: 'Ugentlig jobsamtale', ownerKind: 'bif' },
    { code: 'social_action_plan', nameDa: 'Social handleplan', ownerKind: 'sof' },
    { code: 'exit_referral', nameDa: 'Henvisning til Exit', ownerKind: 'sof' },
    { code: 'security_assessment', nameDa: 'Sikkerhedsvurdering', ownerKind: 'police' },
  ],
};

export const headings = {
  reviews: 'Sagsnr.;CPR-nr.;Navn;Kommune;Anmeldt af;Anmeldelsesgrund;Mødedato;Resultat;Bemærkning',
  findings: 'Sagsnr.;Myndighed;Dato;Hjemmel;Oplysningstype;Oplysning;Videregivet til',
  followUps:
    'Sagsnr.;Myndighed;Initiativ;Iværksat;Frist;Afsluttet;Status;Krævet kr.;Afgjort kr.;Opkrævet kr.;Standset pr. md. kr.',
};
export const goodRow = {
  reviews: '2016-0001;780264-2812;Jørgen Prøvesen;København;BIF;Løsladelse;12-01-2016;Opfølgning;',
  findings:
    '2016-0001;SOF;01-01-2016;PDL § 6, stk. 1, nr. 6;Fortrolig;Handleplan under udarbejdelse;SKAT, BIF',
  followUps: '2016-0001;SKAT;Udlæg;21-01-2016;20-04-2016;;I gang;17.900,00;;;',
};

export type Everything = {
  reviews: ReviewRow[];
  findings: FindingRow[];
  followUps: FollowUpRow[];
  refusals: RowRefusal[];
};

/** Reads a whole folder into memory. */
export async function readAll(folder: string, cases = new CaseBook(), among = world): Promise<Everything> {
  const all: Everything = { reviews: [], findings: [], followUps: [], refusals: [] };
  for await (const batch of readRegister(await openRegister(folder), among, cases)) {
    if (batch.kind === 'reviews') all.reviews.push(...batch.rows);
    else if (batch.kind === 'findings') all.findings.push(...batch.rows);
    else all.followUps.push(...batch.rows);
    all.refusals.push(...batch.refusals);
  }
  return all;
}

type Files = { reviews: string | Uint8Array; findings: string | Uint8Array; followUps: string | Uint8Array };

/** Writes a register of the given files (headings and one good row where nothing is said) and gives its folder. */
export async function withRegister<T>(
  files: Partial<Files>,
  use: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'register-'));
  const whole = (kind: keyof Files) => files[kind] ?? `${headings[kind]}\r\n${goodRow[kind]}\r\n`;
  try {
    await writeFile(join(folder, 'gennemgange.csv'), whole('reviews'));
    await writeFile(join(folder, 'oplysninger.csv'), whole('findings'));
    await writeFile(join(folder, 'opfoelgning.csv'), whole('followUps'));
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Reads one file's rows under its headings, next to the good rows of the two others. */
export function readRows(kind: keyof Files, ...rows: string[]): Promise<Everything> {
  const text = [headings[kind], ...rows].map((row) => `${row}\r\n`).join('');
  return withRegister({ [kind]: text }, (folder) => readAll(folder));
}
