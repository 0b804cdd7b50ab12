import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** What a register of so many reviews holds: three findings and one action each. */
export type MadeRegister = { reviews: number; findings: number; followUps: number };

const headings = {
  'gennemgange.csv': 'Sagsnr.;CPR-nr.;Navn;Kommune;Anmeldt af;Anmeldelsesgrund;Mødedato;Resultat;Bemærkning',
  'oplysninger.csv': 'Sagsnr.;Myndighed;Dato;Hjemmel;Oplysningstype;Oplysning;Videregivet til',
  'opfoelgning.csv':
    'Sagsnr.;Myndighed;Initiativ;Iværksat;Frist;Afsluttet;Status;Krævet kr.;Afgjort kr.;Opkrævet kr.;Standset pr. md. kr.',
};

/**
 * Writes a register of the unit København as large as wished into `folder`, as Danish Excel would, without keeping it in
 * memory. Always the same for the same numbers; `from` is the number of the first case. Every person is invented: replacement numbers (day + 60), all different.
 */
export async function makeRegister(folder: string, reviews: number, from = 0): Promise<MadeRegister> {
  await mkdir(folder, { recursive: true });
  const upTo = from + reviews;
  await write(folder, 'gennemgange.csv', { from, upTo }, (n) => [reviewRow(n)]);
  await write(folder, 'oplysninger.csv', { from, upTo }, findingRows);
  await write(folder, 'opfoelgning.csv', { from, upTo }, (n) => [actionRow(n)]);
  return { reviews, findings: 3 * reviews, followUps: reviews };
}

const first = [
  'Anders',
  'Birgit',
  'Carsten',
  'Dorte',
  'Erik',
  'Freja',
  'Gunnar',
  'Henriette',
  'Jørgen',
  'Åse',
];
const last = ['Prøvesen', 'Opfunden', 'Eksempelgaard', 'Testrup', 'Dummersen', 'Ærøskov', 'Modelberg'];
const municipalities = ['København', 'Frederiksberg', 'Tårnby', 'Dragør'];
const nominators = ['BIF', 'SKAT', 'SOF', 'Betaling og Kontrol', 'Københavns Politi'];
const grounds = [
  'Løsladelse',
  'Ny ydelse',
  'Oplysning fra partner',
  'Ydelse og forbrug svarer ikke til hinanden',
];
const findings = [
  'SOF;{dato};PDL § 6, stk. 1, nr. 6;Fortrolig;Handleplan under udarbejdelse;Københavns Politi, SKAT, BIF',
  'Københavns Politi;{dato};RPL § 115, stk. 1, nr. 1;Straffeoplysning;Kendt i miljøet, vurderet pr. mødedato;SOF',
  'BIF;{dato};RSL § 11 c;Fortrolig;"Modtager uddannelseshjælp; udeblevet fra samtale";SOF, SKAT',
  'SKAT;{dato};SFL § 17;Fortrolig;Grundlag for særlig kontrol: under overvejelse;Betaling og Kontrol, BIF',
  'Betaling og Kontrol;{dato};PDL § 6, stk. 1, nr. 6;Almindelig;Kontrolsag åben: udlandsophold;SKAT',
];
const actions = [
  'SKAT;Udlæg;{fra};{til};;I gang;17.900,00;;;',
  'Betaling og Kontrol;Standsning af ydelse;{fra};{til};;I gang;;;;10.875,00',
  'SOF;Social handleplan;{fra};{til};{til};Gennemført;;;;',
  'SKAT;Særlig kontrol;{fra};{til};{til};Gennemført;31.900,00;12.400,50;9.300,25;',
  'BIF;Aktiveringstilbud;{fra};{til};;Opgivet;;;;',
];

/** Two meetings a month from 2012 to 2017. */
const meetings = Array.from({ length: 144 }, (_, n) => ({
  year: 2012 + Math.floor(n / 24),
  month: two((Math.floor(n / 2) % 12) + 1),
  day: n % 2 === 0 ? '08' : '22',
}));

function reviewRow(n: number): string {
  const { year, month, day } = meetingOf(n);
  const name = `${pick(first, n)} ${pick(last, Math.floor(n / 10))}`;
  const outcome = n % 5 < 3 ? 'Opfølgning' : 'Ingen opfølgning';
  const remark = n % 8 === 0 ? 'Drøftet; partnerne vender tilbage' : '';
  const cells = [
    referenceOf(n),
    cprOf(n),
    name,
    pick(municipalities, n),
    pick(nominators, n),
    pick(grounds, n),
  ];
  return [...cells, `${day}-${month}-${year}`, outcome, remark === '' ? '' : `"${remark}"`].join(';');
}

function findingRows(n: number): string[] {
  const { year, month } = meetingOf(n);
  return [0, 1, 2].map((more) => {
    const row = pick(findings, n + more * 2).replace('{dato}', `0${1 + (n % 7)}-${month}-${year}`);
    return `${referenceOf(n)};${row}`;
  });
}

function actionRow(n: number): string {
  const { year, month, day } = meetingOf(n);
  const row = pick(actions, n).replace('{fra}', `${day}-${month}-${year}`);
  return `${referenceOf(n)};${row.replaceAll('{til}', `${day}-${month}-${year + 1}`)}`;
}

function referenceOf(n: number): string {
  return `${meetingOf(n).year}-${String(n + 1).padStart(6, '0')}`;
}

/** A replacement number of somebody born from 1950 to 1999: 28 days, 12 months, 50 years, then the next serial. */
function cprOf(n: number): string {
  const day = String(61 + (n % 28));
  const month = two((Math.floor(n / 28) % 12) + 1);
  const year = String(50 + (Math.floor(n / 336) % 50));
  return `${day}${month}${year}-${String(Math.floor(n / 16_800)).padStart(4, '0')}`;
}

function meetingOf(n: number) {
  return pick(meetings, n);
}

function pick<T>(list: readonly T[], n: number): T {
  const found = list[n % list.length];
  if (found === undefined) throw new Error('an empty list');
  return found;
}

function two(n: number): string {
  return String(n).padStart(2, '0');
}

async function write(
  folder: string,
  file: keyof typeof headings,
  cases: { from: number; upTo: number },
  rows: (n: number) => string[],
): Promise<void> {
  function* pieces() {
    yield `\uFEFF${headings[file]}\r\n`;
    for (let n = cases.from; n < cases.upTo; n += 1_000) {
      const count = Math.min(1_000, cases.upTo - n);
      const lines = Array.from({ length: count }, (_, more) => rows(n + more)).flat();
      yield lines.map((line) => `${line}\r\n`).join('');
    }
  }
  await pipeline(Readable.from(pieces()), createWriteStream(join(folder, file)));
}
