import { randomUUID } from 'node:crypto';
import { type Insert, unit } from './sql-probe.ts';
import { bytes, type Ids, type Put } from './sql-seed.ts';

const sha256 = { raw: "sha256('x')" };
/** Whose finding has which file on which versions; the last ones are on none. */
const seeded = [
  ['own', 'ownOnly', 'kk-bif', unit, 'kk-bif', [1]],
  ['both', 'oldVersionTold', 'kk-bif', unit, 'kk-bif', [1, 2]],
  ['newer', 'oldVersionTold', 'kk-bif', unit, 'kk-bif', [2]],
  ['police', 'police', 'koebenhavns-politi', unit, 'koebenhavns-politi', [1]],
  ['withdrawn', 'withdrawn', 'kk-sof', unit, 'kk-sof', [1]],
  ['revoked', 'revoked', 'kk-bk', unit, 'kk-bk', [1]],
  ['fyn', 'fyn', 'fyn-politi', 'fyn', 'fyn-politi', [1]],
  ['loose', 'ownOnly', 'kk-bif', unit, 'kk-bif', []],
  ['looseProposed', 'oldVersionTold', 'kk-bif', unit, 'kk-bif', []],
] as const;

/** Files of findings in every state that a finding can be in. */
export async function seedAttachments(put: Put, ids: Ids): Promise<void> {
  for (const [name, finding, agency, unitId, person, versions] of seeded) {
    await put('app.attached_file', {
      id: ids(`file.${name}`),
      finding_id: ids(`finding.${finding}`),
      unit_id: unitId,
      agency_id: agency,
      name_ct: bytes(),
      media_type: 'application/pdf',
      bytes: 1,
      sha256: Buffer.alloc(32, name),
      content_ct: bytes(),
      added_by: ids(`person.${person}`),
    });
    for (const version of versions)
      await put('app.attachment', {
        finding_id: ids(`finding.${finding}`),
        version,
        file_id: ids(`file.${name}`),
      });
  }
}

export function insertsOfAttachments(ids: Ids): Insert[] {
  const loose = { finding_id: ids('finding.ownOnly'), version: 1, file_id: ids('file.loose') };
  const told = { finding_id: ids('finding.oldVersionTold'), version: 1, file_id: ids('file.newer') };
  return [
    {
      table: 'app.attached_file',
      login: 'app',
      as: 'kk-bif',
      values: {
        id: randomUUID(),
        finding_id: ids('finding.ownOnly'),
        unit_id: unit,
        agency_id: 'kk-bif',
        name_ct: { raw: "'\\x00'" },
        media_type: 'application/pdf',
        bytes: 1,
        sha256,
        content_ct: { raw: "'\\x00'" },
        added_by: ids('person.kk-bif'),
      },
      not: [
        ['to the finding of another', { finding_id: ids('finding.police') }],
        ['for another agency', { agency_id: 'kk-bk' }],
        ['in the name of another', { added_by: ids('person.kk-sof') }],
        ['in another unit', { unit_id: 'fyn' }],
        ['by who reads no findings', { added_by: ids('person.coordinator') }, 'coordinator'],
        [
          'to what is withdrawn',
          { finding_id: ids('finding.withdrawn'), agency_id: 'kk-sof', added_by: ids('person.kk-sof') },
          'kk-sof',
        ],
      ],
    },
    {
      table: 'app.attachment',
      login: 'app',
      as: 'kk-bif',
      values: loose,
      not: [
        ['by another agency', {}, 'kk-sof'],
        ['by who reads no findings', {}, 'coordinator'],
        ['to a version that was disclosed', told],
        [
          'to a version that waits for an approver',
          {
            finding_id: ids('finding.oldVersionTold'),
            version: 2,
            file_id: ids('file.looseProposed'),
          },
        ],
        [
          'to what was disclosed and revoked',
          { finding_id: ids('finding.revoked'), file_id: ids('file.revoked') },
          'kk-bk',
        ],
      ],
    },
  ];
}
