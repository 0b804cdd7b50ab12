import { randomUUID } from 'node:crypto';
import { bytea, fyn, type Insert, look, type Probe, refused, story, unit } from './sql-probe.ts';
import { bytes, type Ids, type Put } from './sql-seed.ts';

/** Who asked whom, on which review, and where it stands. */
const seeded = [
  ['open', 'admitted', unit, 'kk-bif', 'kk-sof', 'asked'],
  ['accepted', 'admitted', unit, 'kk-bif', 'kk-bk', 'accepted'],
  ['refused', 'admitted', unit, 'kk-bif', 'koebenhavns-politi', 'refused'],
  ['silent', 'admitted', unit, 'kk-sof', 'kk-bk', 'refused'],
  ['politi', 'admitted', unit, 'kk-sof', 'koebenhavns-politi', 'refused'],
  ['fyn', 'fyn', 'fyn', 'skat', 'fyn-politi', 'asked'],
] as const;

/** Requests of both units; one refusal shows its reason and one does not. */
export async function seedRequests(put: Put, ids: Ids): Promise<void> {
  for (const [name, review, unitId, from, to, state] of seeded)
    await put('app.information_request', {
      id: ids(`request.${name}`),
      review_id: ids(`review.${review}`),
      unit_id: unitId,
      from_agency_id: from,
      to_agency_id: to,
      legal_basis_id: ids(`basis.${unitId}`),
      purpose: 'benefit_control',
      data_class: 'confidential',
      question_ct: bytes(),
      necessity_ct: bytes(),
      declared_not_for_investigation: true,
      asked_on: '2026-03-02',
      asked_by: ids(unitId === unit ? `person.${from}` : 'person.fyn-skat'),
      wished_on: '2026-03-10',
      expires_on: '2999-03-24',
      state,
    });
  for (const [name, from, to, shown] of [
    ['refused', 'kk-bif', 'koebenhavns-politi', true],
    ['silent', 'kk-sof', 'kk-bk', false],
  ] as const)
    await put('app.request_reason', {
      request_id: ids(`request.${name}`),
      from_scope: `${unit}/${from}`,
      to_scope: `${unit}/${to}`,
      shown,
      reason_ct: bytes(),
    });
}

export function insertsOfRequests(ids: Ids): Insert[] {
  const asks = {
    id: randomUUID(),
    review_id: ids('review.admitted'),
    unit_id: unit,
    from_agency_id: 'kk-bif',
    to_agency_id: 'kk-sof',
    legal_basis_id: ids('basis.koebenhavn'),
    purpose: 'benefit_control',
    data_class: 'ordinary',
    question_ct: bytea,
    necessity_ct: bytea,
    declared_not_for_investigation: false,
    asked_on: '2026-03-02',
    asked_by: ids('person.kk-bif'),
    wished_on: '2026-03-10',
    expires_on: '2026-03-24',
  };
  const why = {
    request_id: ids('request.politi'),
    from_scope: `${unit}/kk-sof`,
    to_scope: `${unit}/koebenhavns-politi`,
  };
  return [
    {
      table: 'app.information_request',
      login: 'app',
      as: 'kk-bif',
      values: asks,
      not: [
        ['in the name of another', { asked_by: ids('person.kk-sof') }],
        ['for another agency', { from_agency_id: 'kk-bk' }],
        ['of who is no part of the review', { to_agency_id: 'skat' }],
        ['by who is no part of the review', { from_agency_id: 'skat', asked_by: ids('person.skat') }, 'skat'],
        ['by who reads no findings', { asked_by: ids('person.coordinator') }, 'coordinator'],
        ['on a review that is over', { review_id: ids('review.concluded'), to_agency_id: 'skat' }],
        ['another unit', { ...fyn, review_id: ids('review.fyn') }],
      ],
    },
    {
      table: 'app.request_reason',
      login: 'app',
      as: 'koebenhavns-politi',
      values: { ...why, shown: false, reason_ct: bytea },
      not: [
        ['by the asker', {}, 'kk-sof'],
        ['for another agency', { to_scope: `${unit}/kk-bk` }],
        ['to another asker', { from_scope: `${unit}/kk-bk` }],
        ['by who reads no findings', {}, 'coordinator'],
        [
          'of what is not refused',
          { request_id: ids('request.open'), from_scope: `${unit}/kk-bif`, to_scope: `${unit}/kk-sof` },
          'kk-sof',
        ],
      ],
    },
  ];
}

/** With every privilege granted: a request stays with its two agencies in its unit. */
export const movesOfRequests = (): Probe[] =>
  ["unit_id = 'fyn'", "from_agency_id = 'skat', to_agency_id = 'kk-bk'"].map((set) => ({
    name: `kk-sof moves app.information_request: ${set}`,
    login: 'app',
    steps: [{ as: 'kk-sof', sql: `update app.information_request set ${set}`, expect: refused }],
  }));

/** Each side does its own, and only from where it can be done. */
export function requestStories(ids: Ids): Probe[] {
  const to = (as: string, name: string, state: string, expect: number | string) => ({
    as,
    sql: `update app.information_request set state = '${state}' where id = '${ids(`request.${name}`)}'`,
    expect,
  });
  const sees = (as: string, name: string, count: number) =>
    look(as, 'app.information_request', `id = '${ids(`request.${name}`)}'`, count);
  const lone = (name: string, step: ReturnType<typeof to>) => story(name, [step]);
  const shown = `(select shown_kind from app.review_agency where review_id = '${ids('review.admitted')}' and agency_id = 'kk-bif')`;
  const saysNow = (as: string, is: string | null) => ({ as, sql: `select ${shown}`, expect: { is } });
  const reply = (set: string, expect: number | string) => ({
    as: 'kk-bif',
    sql: `update app.reply set ${set} where review_id = '${ids('review.admitted')}'`,
    expect,
  });
  return [
    story('the two agencies know of a request, and nobody else', [
      sees('kk-bif', 'open', 1),
      sees('kk-sof', 'open', 1),
      sees('approver', 'open', 1),
      sees('kk-bk', 'open', 0),
      sees('chair', 'open', 0),
      sees('coordinator', 'open', 0),
    ]),
    story('the asked agency accepts, then answers', [
      to('kk-sof', 'open', 'accepted', 1),
      to('kk-sof', 'open', 'answered', 1),
    ]),
    lone('the asker does not answer', to('kk-bif', 'open', 'answered', refused)),
    lone('the asker withdraws', to('kk-bif', 'open', 'withdrawn', 1)),
    lone('the asked agency does not withdraw', to('kk-sof', 'open', 'withdrawn', refused)),
    lone('what is refused is not answered', to('koebenhavns-politi', 'refused', 'answered', refused)),
    lone('what is refused is not withdrawn', to('kk-bif', 'refused', 'withdrawn', refused)),
    lone('nobody else does either', to('kk-bk', 'open', 'refused', 0)),
    {
      name: 'time ends an open request and nothing else',
      login: 'scheduler',
      steps: [to('scheduler', 'open', 'not_answered', 1), to('scheduler', 'accepted', 'refused', refused)],
    },
    story('what an agency answered is shown where it says so, and taken back', [
      reply("kind = 'nothing_to_add', shown_to_others = true", 1),
      saysNow('kk-sof', 'nothing_to_add'),
      reply("kind = 'may_not_answer'", 1),
      saysNow('chair', 'may_not_answer'),
      reply('shown_to_others = false', 1),
      saysNow('kk-sof', null),
    ]),
    story('that there is a finding is not shown in this way', [
      reply("kind = 'finding', shown_to_others = true", '23514'),
    ]),
  ];
}
