import { randomUUID } from 'node:crypto';
import { type Probe, refused, story } from './sql-probe.ts';
import { blindIndex, type Ids } from './sql-seed.ts';

/** Approvals, revocations, numbers and the trail: what a deed does, and what it refuses to whom. */
export function stories(ids: Ids): Probe[] {
  const index = (citizen: string) => `\\x${blindIndex(ids, citizen).toString('hex')}`;
  const [nomination, finding, disclosure] = [randomUUID(), randomUUID(), randomUUID()];
  const version = (person: string) =>
    `select version from app.person where id = '${ids(`person.${person}`)}'`;
  return [
    story('Rigspolitiet is in no unit', [
      { as: 'national', sql: 'select app.caller_unit()', expect: { is: null } },
      { sql: 'select app.caller_oversees()', expect: { is: null } },
    ]),
    story('a legal basis is approved by the caller, and does not go back', [
      // Another authority's lawyer takes no part in what this one's agencies give under.
      {
        as: 'lawyer-two',
        sql: `update app.legal_basis set status = 'approved', approved_by = '${ids('person.lawyer-two')}', approved_at = now() where id = '${ids('basis.draft')}'`,
        expect: 0,
      },
      {
        as: 'everything',
        sql: `update app.legal_basis set status = 'approved', approved_by = '${ids('person.kk-bif')}', approved_at = now() where id = '${ids('basis.draft')}'`,
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
