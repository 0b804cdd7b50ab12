import { drafted } from './sql-agreements.ts';
import { insertsOfAssessments, police } from './sql-assessments.ts';
import { insertOf, look, type Probe, refused, story } from './sql-probe.ts';
import type { Ids } from './sql-seed.ts';

/** With every privilege granted: what the police keep is changed under the API's login alone. */
const otherLogins: Probe[] = (['register', 'reporter', 'scheduler'] as const).flatMap((login) =>
  ['security_assessment set ended_by = null', 'security_notice set ended_at = null'].map((change): Probe => ({
    name: `${police} as ${login}: ${change}`,
    login,
    steps: [{ as: police, sql: `update app.${change}`, expect: 0 }],
  })),
);

/** With every privilege granted: none of it leaves its agency or its unit. */
export const movesOfAssessments = (): Probe[] => [
  ...otherLogins,
  ...(
    [
      [police, 'app.security_assessment', 'agency_id'],
      [police, 'app.security_notice', 'from_agency_id'],
      ['kk-bif', 'app.third_person', 'agency_id'],
      ['kk-bif', 'app.third_person_disclosure', 'from_agency_id'],
    ] as const
  ).flatMap(([as, table, column]): Probe[] =>
    [`${column} = 'skat'`, "unit_id = 'fyn'"].map((set) => ({
      name: `${as} moves ${table}: ${set}`,
      login: 'app',
      steps: [{ as, sql: `update ${table} set ${set}`, expect: refused }],
    })),
  ),
];

/** The three functions tell and mark only what the caller may know. */
export function assessmentStories(ids: Ids): Probe[] {
  const both = `array['${ids('review.admitted')}', '${ids('review.fyn')}']::uuid[]`;
  const lapsed = (as: string, count: number, day = '2026-12-01') => ({
    as,
    sql: `select count(*)::int from app.reviews_without_affiliation(${both}, '${day}')`,
    expect: { is: count },
  });
  const read = (
    fn: string,
    table: string,
    id: string,
    steps: readonly (readonly [string, number])[],
  ): Probe =>
    story(
      `${fn} marks what the caller received`,
      steps.flatMap(([as, count]) => [
        { as, sql: `select app.${fn}(array['${id}']::uuid[])`, expect: undefined },
        look(
          table.includes('notice') ? police : 'kk-bif',
          table,
          `id = '${id}' and first_read_at is not null`,
          count,
        ),
      ]),
    );
  const received = (as: string, count: number) =>
    look(as, 'app.third_person_disclosure', `id = '${ids('thirdDisclosure.toBif')}'`, count);
  const insert = (table: string, not = 0) => {
    const found = insertsOfAssessments(ids).find((one) => one.table === table);
    return {
      as: found?.as ?? '',
      sql: insertOf(table, { ...found?.values, ...(not === 0 ? {} : { to_agency_id: 'kk-bif' }) }),
    };
  };
  return [
    story('without an agreement no third person is given or read, and conditions that were told stay', [
      received('kk-bif', 1),
      { as: 'administrator', sql: insertOf('app.participation_agreement', drafted(ids)), expect: 1 },
      {
        as: 'lawyer',
        sql: `update app.participation_agreement set state = 'signed' where id = '${ids('agreement.new')}'`,
        expect: 1,
      },
      received('kk-bif', 0),
      received('kk-sof', 1),
      look('kk-bif', 'app.security_notice', `id = '${ids('notice..current')}'`, 1),
      { ...insert('app.third_person_disclosure'), expect: refused },
    ]),
    story('without an agreement nobody is told conditions', [
      { as: 'administrator', sql: insertOf('app.participation_agreement', drafted(ids)), expect: 1 },
      {
        as: 'lawyer',
        sql: `update app.participation_agreement set state = 'signed' where id = '${ids('agreement.new')}'`,
        expect: 1,
      },
      { ...insert('app.security_notice', 1), expect: refused },
    ]),
    story('a lapsed affiliation is told only of reviews that the caller may know of', [
      lapsed('kk-bif', 1),
      lapsed('coordinator', 1),
      lapsed('skat', 0),
      lapsed('fyn-coordinator', 1),
      lapsed('nobody', 0),
      lapsed('kk-bif', 0, '2026-03-31'),
    ]),
    read('mark_notices_read', 'app.security_notice', ids('notice..current'), [
      ['kk-sof', 0],
      ['coordinator', 0],
      ['kk-bif', 1],
    ]),
    read('mark_third_persons_read', 'app.third_person_disclosure', ids('thirdDisclosure.told'), [
      ['kk-sof', 0],
      ['kk-bk', 1],
    ]),
  ];
}
