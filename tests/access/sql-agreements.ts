import { randomUUID } from 'node:crypto';
import {
  bytea,
  fyn,
  type Insert,
  insertOf,
  look,
  type Probe,
  refused,
  story,
  unit,
  type Values,
} from './sql-probe.ts';
import { bytes, canary, type Ids, type Put } from './sql-seed.ts';

/** A signed agreement of each unit that has been told of, a draft, an emergency and a proposal of both units. */
export async function seedAgreements(put: Put, ids: Ids): Promise<void> {
  for (const [place, agency, authority, state, drafter] of [
    [unit, 'kk-bk', 'koebenhavns-kommune', 'signed', null],
    [unit, 'kk-sof', 'koebenhavns-kommune', 'draft', 'administrator'],
    ['fyn', 'skat', 'skatteforvaltningen', 'signed', null],
  ] as const)
    await put('app.participation_agreement', {
      id: ids(`agreement.${place}.${agency}`),
      unit_id: place,
      agency_id: agency,
      authority_id: authority,
      version: 7,
      scope: canary(),
      signed_on: '2026-01-01',
      valid_from: '2026-01-01',
      valid_to: '2999-12-31',
      state,
      origin: drafter === null ? 'setup' : 'service',
      drafted_by: drafter === null ? null : ids(`person.${drafter}`),
    });
  for (const [place, agency] of [
    [unit, 'kk-bk'],
    ['fyn', 'skat'],
  ] as const)
    await put('app.agreement_notice', {
      agreement_id: ids(`agreement.${place}.${agency}`),
      unit_id: place,
      agency_id: agency,
      kind: 'ends_soon',
      noticed_on: '2026-05-01',
    });
  for (const [name, place, agency, review, person] of [
    ['sof', unit, 'kk-sof', 'admitted', 'kk-sof'],
    ['fyn', 'fyn', 'skat', 'fyn', 'fyn-skat'],
  ] as const)
    await put('app.emergency_access', {
      id: ids(`emergency.${name}`),
      review_id: ids(`review.${review}`),
      unit_id: place,
      agency_id: agency,
      person_id: ids(`person.${person}`),
      reason_ct: bytes(),
    });
  for (const [name, place, agency, review, person, version] of [
    ['withdrawn', unit, 'kk-sof', 'admitted', 'kk-sof', 1],
    ['oldVersionTold', unit, 'kk-bif', 'admitted', 'kk-bif', 2],
    ['fynImported', 'fyn', 'skat', 'fynImported', 'fyn-skat', 1],
  ] as const)
    await put('app.release_proposal', {
      id: ids(`proposal.${name}`),
      finding_id: ids(`finding.${name}`),
      version,
      review_id: ids(`review.${review}`),
      unit_id: place,
      agency_id: agency,
      recipients: ['kk-bk'],
      legal_basis_code: 'X',
      purpose: 'prevention',
      necessity_ct: bytes(),
      declared_not_for_investigation: true,
      initiative: 'own',
      proposed_by: ids(`person.${person}`),
    });
}

export const drafted = (ids: Ids): Values => ({
  id: ids('agreement.new'),
  unit_id: unit,
  agency_id: 'kk-bif',
  authority_id: 'koebenhavns-kommune',
  version: 9,
  scope: 'x',
  signed_on: '2026-01-01',
  valid_from: { raw: 'current_date - 2' },
  valid_to: { raw: 'current_date - 2' },
  drafted_by: ids('person.administrator'),
});
const asked = (ids: Ids): Values => ({
  id: ids('emergency.new'),
  review_id: ids('review.admitted'),
  unit_id: unit,
  agency_id: 'kk-bif',
  person_id: ids('person.kk-bif'),
  reason_ct: bytea,
});
const proposed = (ids: Ids): Values => ({
  id: randomUUID(),
  finding_id: ids('finding.ownOnly'),
  version: 1,
  review_id: ids('review.admitted'),
  unit_id: unit,
  agency_id: 'kk-bif',
  recipients: { raw: `array['kk-bk']` },
  legal_basis_code: 'X',
  purpose: 'prevention',
  necessity_ct: bytea,
  declared_not_for_investigation: true,
  initiative: 'own',
  proposed_by: ids('person.kk-bif'),
});

export const insertsOfAgreements = (ids: Ids): Insert[] => [
  {
    table: 'app.participation_agreement',
    login: 'app',
    as: 'administrator',
    values: drafted(ids),
    not: [
      ['in the name of another', { drafted_by: ids('person.lawyer') }],
      ['for another agency', { agency_id: 'kk-bk' }],
      ['by a legal officer', { drafted_by: ids('person.lawyer') }, 'lawyer'],
      ['another unit', fyn],
    ],
  },
  {
    table: 'app.agreement_notice',
    login: 'scheduler',
    as: 'scheduler',
    values: {
      agreement_id: ids('agreement.koebenhavn.kk-bk'),
      unit_id: unit,
      agency_id: 'kk-bk',
      kind: 'lapsed',
      noticed_on: '2026-05-02',
    },
    not: [
      ['another unit', fyn],
      ['by a person', {}, 'administrator'],
    ],
  },
  {
    table: 'app.emergency_access',
    login: 'app',
    as: 'kk-bif',
    values: asked(ids),
    not: [
      ['in the name of another', { person_id: ids('person.coordinator') }],
      ['for another agency', { agency_id: 'kk-bk' }],
      ['of a review that is hidden', { review_id: ids('review.taxOnly') }],
      ['by who reads no findings', { person_id: ids('person.coordinator') }, 'coordinator'],
      ['by who takes no part', { agency_id: 'skat', person_id: ids('person.skat') }, 'skat'],
      ['another unit', { ...fyn, review_id: ids('review.fyn') }],
    ],
  },
  {
    table: 'app.release_proposal',
    login: 'app',
    as: 'kk-bif',
    values: proposed(ids),
    not: [
      ['in the name of another', { proposed_by: ids('person.coordinator') }],
      ['of a version that is corrected', { finding_id: ids('finding.oldVersionTold'), version: 1 }],
      [
        'as the answer to a request that is not there',
        { request_id: randomUUID(), initiative: 'on_request' },
      ],
      [
        'of what was received',
        { finding_id: ids('finding.police'), version: 1, agency_id: 'koebenhavns-politi' },
      ],
      ['by who reads no findings', { proposed_by: ids('person.coordinator') }, 'coordinator'],
      ['another unit', { ...fyn, review_id: ids('review.fyn'), finding_id: ids('finding.fyn'), version: 1 }],
    ],
  },
];

/** Four eyes, what a lapse closes, what an emergency opens, and what a proposal needs. */
export function agreementStories(ids: Ids): Probe[] {
  const to = (as: string, table: string, name: string, state: string, expect: number | string) => ({
    as,
    sql: `update app.${table} set state = '${state}' where id = '${ids(name)}'`,
    expect,
  });
  const signs = (as: string, expect: number | string) =>
    to(as, 'participation_agreement', 'agreement.new', 'signed', expect);
  const decides = (as: string, name: string, state: string, expect: number | string) =>
    to(as, 'emergency_access', `emergency.${name}`, state, expect);
  const release = (as: string, state: string, expect: number | string) =>
    to(as, 'release_proposal', 'proposal.withdrawn', state, expect);
  const drafting = {
    as: 'administrator',
    sql: insertOf('app.participation_agreement', drafted(ids)),
    expect: 1,
  };
  // Two days ago it began and ended: from here on BIF has no agreement in force.
  const lapsed = [
    drafting,
    signs('lawyer', 1),
    { sql: "select app.agency_shares('koebenhavn', 'kk-bif')", expect: { is: false } },
  ];
  const received = (as: string, count: number) => [
    look(as, 'app.finding', `id = '${ids('finding.police')}'`, count),
    look(as, 'app.finding_version', `finding_id = '${ids('finding.police')}'`, count),
    look(as, 'app.disclosure', `finding_id = '${ids('finding.police')}' and to_agency_id = 'kk-bif'`, count),
  ];
  const closed = (name: string, is: boolean) => ({
    as: 'kk-bif',
    sql: `select app.closed_with_agreement('${ids(`finding.${name}`)}')`,
    expect: { is },
  });
  const own = (as: string) => look(as, 'app.finding_version', `finding_id = '${ids('finding.ownOnly')}'`, 1);
  const asks = { as: 'kk-bif', sql: insertOf('app.emergency_access', asked(ids)), expect: 1 };
  return [
    story('who drafted an agreement does not confirm it', [drafting, signs('administrator', refused)]),
    story('another authority does not confirm it', [drafting, signs('police-administrator', 0)]),
    story('a second person confirms it, once', [
      drafting,
      signs('lawyer', 1),
      signs('lawyer', 1),
      to('lawyer', 'participation_agreement', 'agreement.new', 'discarded', refused),
    ]),
    story('without an agreement what was received is closed, and only that', [
      ...received('kk-bif', 1),
      ...lapsed,
      ...received('kk-bif', 0),
      closed('police', true),
      closed('ownOnly', false),
      closed('revoked', false),
      own('kk-bif'),
      look(
        'koebenhavns-politi',
        'app.disclosure',
        `finding_id = '${ids('finding.police')}' and to_agency_id = 'kk-bif'`,
        1,
      ),
      look('kk-bk', 'app.finding_version', `finding_id = '${ids('finding.police')}'`, 1),
    ]),
    story('an emergency that a second person confirms opens what was received on its review', [
      ...lapsed,
      asks,
      ...received('kk-bif', 0),
      decides('chair', 'new', 'confirmed', 1),
      ...received('kk-bif', 1),
      look('kk-bif', 'app.finding', `id = '${ids('finding.tax')}'`, 0),
      look('kk-bif', 'app.review_access', `id = '${ids('emergency.new')}' and kind = 'emergency'`, 1),
      decides('kk-bif', 'new', 'ended', 1),
      ...received('kk-bif', 0),
    ]),
    story('nobody confirms the own emergency', [asks, decides('kk-bif', 'new', 'confirmed', refused)]),
    story('also not with all roles', [asks, decides('everything', 'new', 'confirmed', refused)]),
    story('the approver of the agency confirms', [
      decides('approver', 'sof', 'confirmed', 1),
      decides('approver', 'sof', 'confirmed', 1),
      decides('approver', 'sof', 'refused', refused),
    ]),
    story('nobody else confirms', [
      decides('kk-bk', 'sof', 'confirmed', 0),
      decides('coordinator', 'sof', 'confirmed', 0),
      decides('fyn-chair', 'sof', 'confirmed', 0),
    ]),
    story('who asked takes it back, and nobody else', [decides('approver', 'sof', 'withdrawn', refused)]),
    story('taken back it is not confirmed', [
      decides('kk-sof', 'sof', 'withdrawn', 1),
      decides('approver', 'sof', 'confirmed', refused),
    ]),
    story('it does not lapse before its time', [decides('kk-sof', 'sof', 'lapsed', refused)]),
    story('a proposal is not released without its disclosure', [release('approver', 'released', refused)]),
    story('a liaison does not decide on a proposal', [release('kk-sof', 'released', refused)]),
    story('nor does another agency', [release('kk-bif', 'withdrawn', 0)]),
    story('a liaison takes a proposal back, once', [
      release('kk-sof', 'withdrawn', 1),
      release('approver', 'released', refused),
    ]),
    story('an approver turns one down with a reason', [
      {
        as: 'approver',
        sql: `update app.release_proposal set state = 'refused', refusal_reason_ct = '\\x00' where id = '${ids('proposal.withdrawn')}'`,
        expect: 1,
      },
    ]),
  ];
}

/** What a version says stays, whoever writes. */
export const agreementOwnerProbes = (ids: Ids): Probe[] =>
  [
    `update app.participation_agreement set scope = 'y' where id = '${ids('agreement.koebenhavn.kk-bk')}'`,
    `update app.participation_agreement set valid_to = '3000-01-01' where id = '${ids('agreement.koebenhavn.kk-bk')}'`,
    `delete from app.participation_agreement where id = '${ids('agreement.koebenhavn.kk-sof')}'`,
    `update app.emergency_access set reason_ct = '\\x00' where id = '${ids('emergency.sof')}'`,
    `update app.release_proposal set recipients = '{skat}' where id = '${ids('proposal.oldVersionTold')}'`,
  ].map((sql) => ({
    name: `kept: ${sql.slice(0, 60)}`,
    login: 'superuser',
    steps: [{ sql, expect: refused }],
  }));
