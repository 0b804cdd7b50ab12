import type { Known } from './oracle-facts.ts';
import type { Ids } from './sql-seed.ts';

const koebenhavn = 'koebenhavn';
const fyn = 'fyn';
const municipalAuthority = 'koebenhavns-kommune';

/** Unit, agency, authority and role of everybody who takes part; the name is also the name of the id. */
export const people: readonly [
  name: string,
  unit: string | null,
  agency: string,
  authority: string,
  role: string | null,
][] = [
  ['koebenhavns-politi', koebenhavn, 'koebenhavns-politi', 'koebenhavns-politi', 'liaison'],
  ['skat', koebenhavn, 'skat', 'skatteforvaltningen', 'liaison'],
  ['kk-bif', koebenhavn, 'kk-bif', municipalAuthority, 'liaison'],
  ['kk-sof', koebenhavn, 'kk-sof', municipalAuthority, 'liaison'],
  ['kk-bk', koebenhavn, 'kk-bk', municipalAuthority, 'liaison'],
  ['chair', koebenhavn, 'koebenhavns-politi', 'koebenhavns-politi', 'chair'],
  ['coordinator', koebenhavn, 'kk-bif', municipalAuthority, 'coordinator'],
  ['approver', koebenhavn, 'kk-sof', municipalAuthority, 'approver'],
  ['lawyer', koebenhavn, 'kk-bif', municipalAuthority, 'legal_officer'],
  ['lawyer-two', koebenhavn, 'skat', 'skatteforvaltningen', 'legal_officer'],
  ['auditor', koebenhavn, 'kk-bif', municipalAuthority, 'auditor'],
  ['police-auditor', koebenhavn, 'koebenhavns-politi', 'koebenhavns-politi', 'auditor'],
  ['administrator', koebenhavn, 'kk-bif', municipalAuthority, 'administrator'],
  ['police-administrator', koebenhavn, 'koebenhavns-politi', 'koebenhavns-politi', 'administrator'],
  ['fyn-politi', fyn, 'fyn-politi', 'fyn-politi', 'liaison'],
  ['fyn-skat', fyn, 'skat', 'skatteforvaltningen', 'liaison'],
  ['fyn-chair', fyn, 'fyn-politi', 'fyn-politi', 'chair'],
  ['fyn-coordinator', fyn, 'skat', 'skatteforvaltningen', 'coordinator'],
  ['fyn-lawyer', fyn, 'skat', 'skatteforvaltningen', 'legal_officer'],
  ['fyn-auditor', fyn, 'skat', 'skatteforvaltningen', 'auditor'],
  ['fyn-administrator', fyn, 'fyn-politi', 'fyn-politi', 'administrator'],
  ['national', null, 'rigspolitiet', 'rigspolitiet', 'national_reader'],
  ['without-role', koebenhavn, 'kk-bif', municipalAuthority, null],
];

const system = (name: string, unit: string | null): Known => ({
  unit,
  agency: null,
  person: null,
  roles: [],
  system: name,
});

/** Everybody that the database can be told of, by name. */
export function callersOf(ids: Ids): ReadonlyMap<string, Known> {
  const known = people.map(([name, unit, agency, _authority, role]): [string, Known] => [
    name,
    { unit, agency, person: ids(`person.${name}`), roles: role === null ? [] : [role], system: null },
  ]);
  return new Map([
    ...known,
    // Nobody is all of these at once: whoever is let in by mistake is let in as this one.
    [
      'everything',
      {
        unit: koebenhavn,
        agency: 'kk-bif',
        person: ids('person.kk-bif'),
        roles: ['liaison', 'chair', 'coordinator', 'approver', 'legal_officer', 'auditor', 'administrator'],
        system: null,
      },
    ],
    ['import', system('register-import', koebenhavn)],
    ['fyn-import', system('register-import', fyn)],
    ['scheduler', system('scheduler', koebenhavn)],
    ['fyn-scheduler', system('scheduler', fyn)],
    ['scheduler-of-no-unit', system('scheduler', null)],
    ['report-command', system('report-command', koebenhavn)],
  ]);
}
