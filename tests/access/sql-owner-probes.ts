import { logins } from './oracle-facts.ts';
import { type Expected, type Probe, refused } from './sql-probe.ts';
import { movesOfRequests } from './sql-requests.ts';
import { movesOfAssessments } from './sql-assessment-stories.ts';
import { movesOfImports } from './sql-register.ts';
import { agreementOwnerProbes } from './sql-agreements.ts';
import { receiptOwnerProbes } from './sql-receipts.ts';
import type { Ids } from './sql-seed.ts';

/** What only the guard writes, when the deployer sets a unit up. */
const setups = [
  "insert into app.unit values ('new', 'x', 'x')",
  "insert into app.municipality values ('9999', 'x', 'koebenhavn')",
  "insert into app.authority values ('new', 'x', '00000000', 'GDPR', '2026-01-01')",
  "insert into app.agency values ('new', 'koebenhavns-kommune', 'bif', 'x', '2026-01-01')",
  "insert into app.agency_name values ('kk-bif', 'x', 'alias', '2026-01-01')",
  "insert into app.unit_agency values ('koebenhavn', 'rigspolitiet', '2026-01-01')",
  "insert into app.follow_up_type values ('new', 'x', 'x', 'bif')",
  "insert into app.identity_issuer values ('https://new', 'bornholm-politi', '00000000', 'x')",
];

/** An entry of the trail that did not come through audit.append(). */
const pastTheDoor = `insert into audit.event (unit_id, agency_id, verb, outcome, canon, leaf)
  values ('koebenhavn', 'kk-bif', 'consult', 'done', '', '')`;

/** With every privilege granted, setting a unit up is still for the guard alone, and the trail for its owner. */
export const wideSetups = (): Probe[] =>
  [...setups, pastTheDoor].flatMap((sql) =>
    logins.map((login) => ({ name: sql, login, steps: [{ as: 'administrator', sql, expect: refused }] })),
  );

/** What the owners of the tables can do: nothing with rows. And the guard: write reference data and a unit's setup. */
export function ownerProbes(ids: Ids, tables: readonly string[]): Probe[] {
  const asRole = (role: string, sql: string, expect: Expected): Probe => ({
    name: `${role}: ${sql}`,
    login: 'superuser',
    steps: [
      { sql: `set local role ${role}`, expect: undefined },
      { sql, expect },
    ],
  });
  const guard = (sql: string, expect: Expected = 1) => asRole('cap_guard', sql, expect);
  return [
    // Whoever is announced: no policy names the owners.
    ...['nobody', 'everything', 'scheduler'].flatMap((as) =>
      tables.map((table): Probe => {
        const owner = table.startsWith('audit.') ? 'cap_audit_owner' : 'cap_owner';
        const look = { sql: `select count(*)::int from ${table}`, expect: { is: 0 } };
        return {
          name: `${owner} reads ${table} as ${as}`,
          login: 'superuser',
          steps: [{ as, sql: `set local role ${owner}`, expect: undefined }, look],
        };
      }),
    ),
    {
      name: 'the trail does not change',
      login: 'superuser',
      steps: [{ sql: "update audit.event set verb = 'alter'", expect: refused }],
    },
    {
      name: 'the trail is not erased',
      login: 'superuser',
      steps: [{ sql: 'delete from audit.event', expect: refused }],
    },
    {
      name: 'the trail is not emptied',
      login: 'superuser',
      steps: [{ sql: 'truncate audit.event', expect: refused }],
    },
    ...receiptOwnerProbes(),
    ...agreementOwnerProbes(ids),
    ...setups.map((sql) => guard(sql)),
    ...['unit', 'municipality', 'authority', 'agency', 'agency_name', 'follow_up_type'].map((table) => {
      const column = table === 'follow_up_type' ? 'name_en' : 'name';
      return guard(
        `update app.${table} set ${column} = 'x' where ${column} = (select min(${column}) from app.${table})`,
        undefined,
      );
    }),
    guard(`update app.unit_agency set valid_to = '2999-01-01' where agency_id = 'kk-bif'`),
    guard("update app.identity_issuer set jwks_uri = 'x' where authority_id = 'koebenhavns-politi'"),
    guard(`update app.person set title = 'x' where id = '${ids('person.kk-bif')}'`),
    guard(`update app.role_assignment set revoked_at = now() where id = '${ids('role.kk-bif')}'`),
    guard(`select count(*)::int from app.job where job_key = 'agenda-fyn'`, { is: 1 }),
    guard(`select count(*)::int from app.legal_basis where id = '${ids('basis.fyn')}'`, { is: 1 }),
  ];
}

/** With every privilege granted: a row does not leave the unit, the agency or the person that it belongs to. */
export function moves(): Probe[] {
  const move = (as: string, login: Probe['login'], table: string, set: string): Probe => ({
    name: `${as} moves ${table}: ${set}`,
    login,
    steps: [{ as, sql: `update ${table} set ${set}`, expect: refused }],
  });
  const toFyn = "unit_id = 'fyn'";
  return [
    move('administrator', 'app', 'app.role_assignment', toFyn),
    move('administrator', 'app', 'app.person', "authority_id = 'koebenhavns-politi'"),
    move('lawyer', 'app', 'app.legal_basis', toFyn),
    move('chair', 'app', 'app.case_review', toFyn),
    move('kk-bif', 'app', 'app.case_review', toFyn),
    move('kk-bif', 'app', 'app.reply', "agency_id = 'skat'"),
    move('kk-bif', 'app', 'app.reply', toFyn),
    move('kk-bif', 'app', 'app.finding', "agency_id = 'skat'"),
    move('kk-bif', 'app', 'app.finding', toFyn),
    move('kk-bif', 'app', 'app.disclosure', "from_agency_id = 'skat'"),
    ...['meeting_series', 'meeting', 'agenda', 'agenda_item'].map((table) =>
      move('chair', 'app', `app.${table}`, toFyn),
    ),
    ...['follow_up_action', 'follow_up_detail'].flatMap((table) => [
      move('kk-bif', 'app', `app.${table}`, "agency_id = 'skat'"),
      move('kk-bif', 'app', `app.${table}`, toFyn),
    ]),
    move('scheduler', 'scheduler', 'app.meeting_series', toFyn),
    ...(['app', 'reporter'] as const).map((login) =>
      move('kk-bif', login, 'app.idempotency_key', 'person_id = gen_random_uuid()'),
    ),
    move('kk-bif', 'app', 'app.citizen_lookup', 'person_id = gen_random_uuid()'),
    ...movesOfImports(),
    ...movesOfAssessments(),
    ...movesOfRequests(),
  ];
}
