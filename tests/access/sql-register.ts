import { randomUUID } from 'node:crypto';
import { bytea, fyn, type Insert, type Probe, refused, unit } from './sql-probe.ts';
import { bytes, canary, type Ids, type Put } from './sql-seed.ts';

const hour = 3_600_000;

/** Imports of both units in every state that matters: waiting, under way, done and a day old, a month old. */
export async function seedImports(put: Put, ids: Ids): Promise<void> {
  for (const [name, place, person, agency, state, hours] of [
    ['waiting', unit, 'coordinator', 'kk-bif', 'preview', 0],
    ['everything', unit, 'kk-bif', 'kk-bif', 'preview', 0],
    ['otherSeat', unit, 'coordinator', 'kk-sof', 'preview', 0],
    ['running', unit, 'coordinator', 'kk-bif', 'running', 0],
    ['done', unit, 'coordinator', 'kk-bif', 'done', 25],
    ['late', unit, 'coordinator', 'kk-bif', 'running', 25],
    ['nearlyADay', unit, 'coordinator', 'kk-bif', 'preview', 23.5],
    ['old', unit, 'coordinator', 'kk-bif', 'done', 31 * 24],
    ['fyn', 'fyn', 'fyn-coordinator', 'skat', 'preview', 0],
    ['fynRunning', 'fyn', 'fyn-coordinator', 'skat', 'running', 0],
    ['fynOld', 'fyn', 'fyn-coordinator', 'skat', 'done', 31 * 24],
  ] as const) {
    const created_at = new Date(Date.now() - hours * hour).toISOString();
    const whose = { unit_id: place, person_id: ids(`person.${person}`), created_at };
    await put('app.register_import', {
      id: ids(`import.${name}`),
      ...whose,
      agency_id: agency,
      state,
      run_id: state === 'preview' ? null : randomUUID(),
      rows_total: 1,
      report: JSON.stringify({ note: canary() }),
    });
    for (const kind of ['content', 'refused'])
      await put('app.register_import_part', {
        import_id: ids(`import.${name}`),
        ...whose,
        sheet: 'reviews',
        kind,
        part: 0,
        text_ct: bytes(),
      });
  }
}

export function insertsOfImports(ids: Ids): Insert[] {
  const coordinator = ids('person.coordinator');
  const part = { sheet: 'reviews', kind: 'refused', part: 7, text_ct: bytea };
  return [
    {
      table: 'app.register_import',
      login: 'app',
      as: 'coordinator',
      values: {
        id: randomUUID(),
        unit_id: unit,
        agency_id: 'kk-bif',
        person_id: coordinator,
        rows_total: 1,
        report: { raw: "'{}'" },
      },
      not: [
        ['of another', { person_id: ids('person.kk-bif') }],
        ['for another agency', { agency_id: 'kk-sof' }],
        ['another unit', fyn],
        ['no coordinator', { person_id: ids('person.kk-bif') }, 'kk-bif'],
      ],
    },
    {
      table: 'app.register_import_part',
      login: 'app',
      as: 'coordinator',
      values: { import_id: ids('import.waiting'), unit_id: unit, person_id: coordinator, ...part },
      not: [
        ['of another', { import_id: ids('import.everything'), person_id: ids('person.kk-bif') }],
        ['in the name of another', { person_id: ids('person.kk-bif') }],
        ["of another's import", { import_id: ids('import.everything') }],
        ['another unit', fyn],
        [
          'no coordinator',
          { person_id: ids('person.kk-bif'), import_id: ids('import.everything') },
          'kk-bif',
        ],
      ],
    },
    {
      table: 'app.register_import_part',
      login: 'register',
      as: 'import',
      values: { import_id: ids('import.running'), unit_id: unit, person_id: coordinator, ...part },
      not: [
        ['of one that waits', { import_id: ids('import.waiting') }],
        [
          'another unit',
          { ...fyn, import_id: ids('import.fynRunning'), person_id: ids('person.fyn-coordinator') },
        ],
        ['by another unit', {}, 'fyn-import'],
        ['by a person', {}, 'coordinator'],
      ],
    },
  ];
}

const move = (as: string, login: 'app' | 'register', set: string): Probe => ({
  name: `${as} moves app.register_import: ${set}`,
  login,
  steps: [{ as, sql: `update app.register_import set ${set}`, expect: refused }],
});
/** An import stays with whoever sent it, and the run ends it one way or the other. */
export const movesOfImports = (): Probe[] => [
  move('coordinator', 'app', "unit_id = 'fyn'"),
  move('coordinator', 'app', "agency_id = 'kk-sof'"),
  move('coordinator', 'app', 'person_id = gen_random_uuid()'),
  move('import', 'register', "unit_id = 'fyn'"),
  move('import', 'register', "state = 'preview'"),
  move('import', 'register', "state = 'discarded'"),
];
