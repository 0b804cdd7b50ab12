import { randomUUID } from 'node:crypto';
import { blindIndex, type Ids } from './sql-seed.ts';
import { type Expected, insertOf, type Probe, refused, type Step } from './sql-probes.ts';

const bytea = { raw: "'\\x00'" };
const unit = 'koebenhavn';

/** Deeds and what they make visible, step by step, seen by one caller after the other in one transaction. */
export function stories(ids: Ids): Probe[] {
  const story = (name: string, steps: Step[]): Probe => ({ name, login: 'app', steps });
  const look = (as: string, table: string, where: string, expect: Expected): Step => ({
    as,
    sql: `select from ${table} where ${where}`,
    expect,
  });
  const index = (citizen: string) => `\\x${blindIndex(ids, citizen).toString('hex')}`;
  const review = `id = '${ids('review.nominated')}'`;
  const nomination = randomUUID();
  const finding = randomUUID();
  const disclosure = randomUUID();
  const sees = (as: string, expect: number, version = expect): Step[] => [
    look(as, 'app.finding', `id = '${finding}'`, expect),
    look(as, 'app.finding_version', `finding_id = '${finding}'`, version),
  ];
  const asking = insertOf('app.review_agency', {
    review_id: ids('review.nominated'),
    unit_id: unit,
    agency_id: 'skat',
    asked_on: '2026-04-01',
    due_on: '2026-04-15',
  });
  const attaching = [
    {
      as: 'kk-bif',
      sql: insertOf('app.finding', {
        id: finding,
        review_id: ids('review.admitted'),
        unit_id: unit,
        agency_id: 'kk-bif',
        noted_on: '2026-04-01',
      }),
      expect: 1,
    },
    {
      sql: insertOf('app.finding_version', {
        finding_id: finding,
        version: 1,
        unit_id: unit,
        agency_id: 'kk-bif',
        statement_kind: 'fact',
        data_class: 'ordinary',
        legal_basis_id: ids('basis.koebenhavn'),
        purpose: 'prevention',
        text_ct: bytea,
        necessity_ct: bytea,
        author: ids('person.kk-bif'),
      }),
      expect: 1,
    },
  ];
  const telling = {
    as: 'kk-bif',
    sql: insertOf('app.disclosure', {
      id: disclosure,
      finding_id: finding,
      version: 1,
      review_id: ids('review.admitted'),
      unit_id: unit,
      from_agency_id: 'kk-bif',
      to_agency_id: 'kk-sof',
      legal_basis_id: ids('basis.koebenhavn'),
      purpose: 'prevention',
      necessity_ct: bytea,
      declared_not_for_investigation: true,
      initiative: 'own',
      disclosed_on: '2026-04-01',
      disclosed_by: ids('person.kk-bif'),
    }),
    expect: 1,
  };
  const version = (person: string) =>
    `select version from app.person where id = '${ids(`person.${person}`)}'`;
  return [
    story('asking an agency lets it see the review', [
      look('skat', 'app.case_review', review, 0),
      { as: 'chair', sql: asking, expect: 1 },
      look('skat', 'app.case_review', review, 1),
      look('skat', 'app.agenda_item', `review_id = '${ids('review.nominated')}'`, 1),
      look('kk-sof', 'app.case_review', review, 0),
    ]),
    story("a nomination is its agency's and the chair's", [
      {
        as: 'kk-bif',
        sql: insertOf('app.case_review', {
          id: nomination,
          unit_id: unit,
          citizen_id: ids('citizen.six'),
          name_ct: bytea,
          municipality_code: '0101',
          nominating_agency_id: 'kk-bif',
          nominated_by: ids('person.kk-bif'),
          nominated_on: '2026-04-01',
          ground_ct: bytea,
          purpose: 'prevention',
          expires_on: '2026-07-01',
        }),
        expect: 1,
      },
      look('kk-bif', 'app.case_review', `id = '${nomination}'`, 1),
      look('chair', 'app.case_review', `id = '${nomination}'`, 1),
      look('kk-sof', 'app.case_review', `id = '${nomination}'`, 0),
      look('fyn-chair', 'app.case_review', `id = '${nomination}'`, 0),
    ]),
    story('a finding is seen by its agency, then by whom it is told, then no longer', [
      ...attaching,
      ...sees('kk-bif', 1),
      ...sees('kk-sof', 0),
      ...sees('chair', 0),
      telling,
      ...sees('kk-sof', 1),
      ...sees('kk-bk', 0),
      look('kk-sof', 'app.disclosure', `id = '${disclosure}'`, 1),
      {
        as: 'kk-bif',
        sql: `update app.disclosure set revoked_at = now() where id = '${disclosure}'`,
        expect: 1,
      },
      ...sees('kk-sof', 0),
      ...sees('kk-bif', 1),
      look('kk-sof', 'app.disclosure', `id = '${disclosure}'`, 0),
    ]),
    story('a withdrawal takes the text away, and says that it was there', [
      ...attaching,
      telling,
      { as: 'kk-bif', sql: `update app.finding set withdrawn_at = now() where id = '${finding}'`, expect: 1 },
      ...sees('kk-sof', 1, 0),
      ...sees('kk-bif', 1),
    ]),
    story('reading marks the first time, for the recipient only', [
      ...attaching,
      telling,
      { as: 'kk-bk', sql: `select app.mark_first_read(array['${disclosure}']::uuid[])`, expect: undefined },
      {
        as: 'kk-bif',
        sql: `select first_read_at from app.disclosure where id = '${disclosure}'`,
        expect: { is: null },
      },
      { as: 'kk-sof', sql: `select app.mark_first_read(array['${disclosure}']::uuid[])`, expect: undefined },
      {
        as: 'kk-bif',
        sql: `select first_read_at is null from app.disclosure where id = '${disclosure}'`,
        expect: { is: false },
      },
    ]),
    story('a reply answers the question, and only its agency reads it', [
      {
        as: 'koebenhavns-politi',
        sql: insertOf('app.reply', {
          review_id: ids('review.admitted'),
          unit_id: unit,
          agency_id: 'koebenhavns-politi',
          kind: 'nothing_to_add',
          replied_by: ids('person.koebenhavns-politi'),
        }),
        expect: 1,
      },
      look(
        'kk-sof',
        'app.review_agency',
        `review_id = '${ids('review.admitted')}' and agency_id = 'koebenhavns-politi' and answered_on is not null`,
        1,
      ),
      look(
        'kk-sof',
        'app.reply',
        `review_id = '${ids('review.admitted')}' and agency_id = 'koebenhavns-politi'`,
        0,
      ),
    ]),
    story('a legal basis is approved by the caller, and does not go back', [
      {
        as: 'lawyer-two',
        sql: `update app.legal_basis set status = 'approved', approved_by = '${ids('person.lawyer-two')}', approved_at = now() where id = '${ids('basis.draft')}'`,
        expect: 1,
      },
      {
        sql: `update app.legal_basis set status = 'draft' where id = '${ids('basis.draft')}'`,
        expect: refused,
      },
    ]),
    story('a legal basis is approved by the caller, not in the name of another', [
      {
        as: 'lawyer',
        sql: `update app.legal_basis set status = 'approved', approved_by = '${ids('person.lawyer-two')}', approved_at = now() where id = '${ids('basis.draft')}'`,
        expect: refused,
      },
    ]),
    story('four eyes', [
      {
        as: 'lawyer',
        sql: `update app.legal_basis set status = 'approved', approved_by = '${ids('person.lawyer')}', approved_at = now() where id = '${ids('basis.draft')}'`,
        expect: '23514',
      },
    ]),
    story('who approved a legal basis does not change', [
      {
        as: 'lawyer',
        sql: `update app.legal_basis set approved_by = '${ids('person.lawyer')}' where id = '${ids('basis.koebenhavn')}'`,
        expect: refused,
      },
    ]),
    story('revoking a person is seen by the next request', [
      {
        as: 'administrator',
        sql: `select app.identity_version('${ids('person.kk-sof')}') is null`,
        expect: { is: false },
      },
      { sql: `update app.person set state = 'revoked' where id = '${ids('person.kk-sof')}'`, expect: 1 },
      { sql: `select app.identity_version('${ids('person.kk-sof')}')`, expect: { is: null } },
      { sql: version('kk-sof'), expect: { is: 3 } },
    ]),
    story('so is revoking a role', [
      { as: 'administrator', sql: version('kk-sof'), expect: { is: 2 } },
      {
        sql: `update app.role_assignment set revoked_at = now() where id = '${ids('role.kk-sof')}'`,
        expect: 1,
      },
      { sql: version('kk-sof'), expect: { is: 3 } },
    ]),
    story('a number leads to one citizen, and only to whom may know', [
      {
        as: 'kk-bif',
        sql: `select app.resolve_citizen(sha256('a'), 'k', '${nomination}', '${finding}', '\\x00') = '${nomination}'`,
        expect: { is: true },
      },
      {
        as: 'skat',
        sql: `select app.resolve_citizen(sha256('a'), 'k', '${finding}', '${disclosure}', '\\x00') = '${nomination}'`,
        expect: { is: true },
      },
      { sql: `select app.find_citizen(sha256('a'))`, expect: { is: null } },
      {
        as: 'nobody',
        sql: `select app.resolve_citizen(sha256('b'), 'k', '${finding}', '${disclosure}', '\\x00')`,
        expect: refused,
      },
    ]),
    story('a look-up finds whom the caller has a review of', [
      {
        as: 'kk-bif',
        sql: `select app.find_citizen('${index('one')}') is null`,
        expect: { is: false },
      },
      {
        as: 'chair',
        sql: `select app.find_citizen('${index('one')}') is null`,
        expect: { is: false },
      },
      {
        as: 'kk-sof',
        sql: `select app.find_citizen('${index('one')}') is null`,
        expect: { is: true },
      },
      {
        as: 'fyn-chair',
        sql: `select app.find_citizen('${index('two')}') is null`,
        expect: { is: true },
      },
    ]),
    ...(['app', 'register', 'reporter', 'scheduler'] as const).flatMap((login): Probe[] => [
      {
        name: 'the trail takes what a proven caller did',
        login,
        steps: [
          {
            as: 'kk-bif',
            sql: `select audit.append('consult', 'done', null, '{}') is null`,
            expect: { is: false },
          },
        ],
      },
      {
        name: 'the trail takes nothing from nobody',
        login,
        steps: [{ as: 'nobody', sql: `select audit.append('consult', 'done', null, '{}')`, expect: refused }],
      },
    ]),
    {
      name: 'the import resolves many numbers',
      login: 'register',
      steps: [
        {
          as: 'import',
          sql: `select (app.resolve_citizens(array[sha256('c')], 'k', array['${nomination}']::uuid[], array['${finding}']::uuid[], array['\\x00']::bytea[]))[1] = '${nomination}'`,
          expect: { is: true },
        },
        {
          as: 'kk-bif',
          sql: `select app.resolve_citizens(array[sha256('d')], 'k', array['${finding}']::uuid[], array['${disclosure}']::uuid[], array['\\x00']::bytea[])`,
          expect: refused,
        },
      ],
    },
    {
      name: 'a nomination only lapses',
      login: 'scheduler',
      steps: [{ as: 'scheduler', sql: `update app.case_review set state = 'withdrawn'`, expect: refused }],
    },
  ];
}

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
  const today = "'2026-01-01'";
  return [
    ...tables.map((table) =>
      asRole(
        table.startsWith('audit.') ? 'cap_audit_owner' : 'cap_owner',
        `select count(*)::int from ${table}`,
        { is: 0 },
      ),
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
    guard("insert into app.unit values ('new', 'x', 'x')"),
    guard("insert into app.municipality values ('9999', 'x', 'koebenhavn')"),
    guard(`insert into app.authority values ('new', 'x', '00000000', 'GDPR', ${today})`),
    guard(`insert into app.agency values ('new', 'koebenhavns-kommune', 'bif', 'x', ${today})`),
    guard(`insert into app.agency_name values ('kk-bif', 'x', 'alias', ${today})`),
    guard(`insert into app.unit_agency values ('koebenhavn', 'rigspolitiet', ${today})`),
    guard("insert into app.follow_up_type values ('new', 'x', 'x', 'bif')"),
    ...['unit', 'municipality', 'authority', 'agency', 'agency_name', 'follow_up_type'].map((table) => {
      const column = table === 'follow_up_type' ? 'name_en' : 'name';
      return guard(
        `update app.${table} set ${column} = 'x' where ${column} = (select min(${column}) from app.${table})`,
        undefined,
      );
    }),
    guard(`update app.unit_agency set valid_to = '2999-01-01' where agency_id = 'kk-bif'`),
    guard("insert into app.identity_issuer values ('https://new', 'bornholm-politi', '00000000', 'x')"),
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
  ];
}
