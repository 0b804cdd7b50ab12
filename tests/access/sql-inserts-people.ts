import { randomUUID } from 'node:crypto';
import { bytea, fyn, type Insert, unit } from './sql-probe.ts';
import type { Ids } from './sql-seed.ts';

/** People, roles, legal bases, and what keeps requests safe to repeat. */
export function insertsOfPeople(ids: Ids): Insert[] {
  const issuer = (authority: string) => ({
    raw: `(select issuer from app.identity_issuer where authority_id = '${authority}')`,
  });
  return [
    {
      table: 'app.role_assignment',
      login: 'app',
      as: 'administrator',
      values: {
        id: randomUUID(),
        person_id: ids('person.kk-sof'),
        role: 'approver',
        unit_id: unit,
        agency_id: 'kk-sof',
        authority_id: 'koebenhavns-kommune',
        valid_from: '2026-01-01',
      },
      not: [
        ['another unit', fyn],
        ['no administrator', {}, 'kk-bif'],
        [
          'another authority',
          {
            authority_id: 'koebenhavns-politi',
            person_id: ids('person.chair'),
            agency_id: 'koebenhavns-politi',
          },
        ],
      ],
    },
    {
      table: 'app.person',
      login: 'app',
      as: 'administrator',
      values: {
        id: randomUUID(),
        issuer: issuer('koebenhavns-kommune'),
        subject: randomUUID(),
        authority_id: 'koebenhavns-kommune',
        name: 'x',
      },
      not: [
        ['no administrator', {}, 'kk-bif'],
        ['another authority', { authority_id: 'koebenhavns-politi', issuer: issuer('koebenhavns-politi') }],
      ],
    },
    {
      table: 'app.legal_basis',
      login: 'app',
      as: 'lawyer',
      values: {
        id: randomUUID(),
        unit_id: unit,
        code: 'NEW',
        version: 1,
        citation: 'x',
        law: 'x',
        regime: 'GDPR',
        contributors: { raw: "'{bif}'" },
        recipients: { raw: "'{sof}'" },
        data_classes: { raw: "'{ordinary}'" },
        purposes: { raw: "'{prevention}'" },
        subjects: { raw: "'{person}'" },
        not_for_criminal_investigation: false,
        creates_duty: false,
        status: 'draft',
        valid_from: '2026-01-01',
        drafted_by: ids('person.lawyer'),
        authority_id: 'koebenhavns-kommune',
      },
      not: [
        ['of another authority', { authority_id: 'skatteforvaltningen' }],
        ['for what another may contribute', { contributors: { raw: "'{tax}'" } }],
        ['another unit', fyn],
        ['in use at once', { status: 'retired' }],
        ['drafted by another', { drafted_by: ids('person.lawyer-two') }],
        ['no legal officer', { drafted_by: ids('person.kk-bif') }, 'kk-bif'],
      ],
    },
    {
      table: 'app.citizen_lookup',
      login: 'app',
      as: 'kk-bif',
      values: { person_id: ids('person.kk-bif') },
      not: [['of another', { person_id: ids('person.skat') }]],
    },
    {
      table: 'app.saved_filter',
      login: 'app',
      as: 'kk-bif',
      values: {
        person_id: ids('person.kk-bif'),
        unit_id: unit,
        agency_id: 'kk-bif',
        name: 'x',
        filter: { raw: "'{}'" },
      },
      not: [
        ['of another', { person_id: ids('person.coordinator') }],
        ['for another agency', { agency_id: 'kk-sof' }],
        ['another unit', fyn],
      ],
    },
    ...(['app', 'reporter'] as const).map((login): Insert => ({
      table: 'app.idempotency_key',
      login,
      as: 'kk-bif',
      values: {
        person_id: ids('person.kk-bif'),
        scope: 's',
        endpoint: 'e',
        key: 'a-new-key',
        request_sha256: bytea,
        status: 201,
      },
      also: ['app', 'reporter'],
      not: [['of another', { person_id: ids('person.skat') }]],
    })),
  ];
}
