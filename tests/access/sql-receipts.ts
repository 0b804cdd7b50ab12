import { createHash, randomUUID } from 'node:crypto';
import { type Insert, insertOf, look, type Probe, refused, story, unit, type Values } from './sql-probe.ts';
import { canary, type Ids, type Put } from './sql-seed.ts';

type Given = readonly [
  unitId: string,
  from: string,
  review: string,
  finding: string,
  to: string,
  version?: number,
];

/** The hand-overs of the world, in the order of their receipts. */
const given: readonly Given[] = [
  [unit, 'kk-bif', 'admitted', 'oldVersionTold', 'kk-sof'],
  [unit, 'koebenhavns-politi', 'admitted', 'police', 'kk-bif'],
  [unit, 'koebenhavns-politi', 'admitted', 'police', 'kk-bk'],
  [unit, 'kk-sof', 'admitted', 'withdrawn', 'kk-bif'],
  [unit, 'kk-bk', 'admitted', 'revoked', 'kk-sof'],
  [unit, 'kk-bk', 'admitted', 'toldAgain', 'kk-bif'],
  [unit, 'kk-bk', 'admitted', 'toldAgain', 'kk-bif', 2],
  [unit, 'kk-bk', 'admitted', 'factOnly', 'kk-bif'],
  [unit, 'skat', 'concluded', 'tax', 'kk-bif'],
  ['fyn', 'fyn-politi', 'fyn', 'fyn', 'skat'],
];
const start = Buffer.alloc(32);
const key = 'ab'.repeat(8);
const hash = (canon: string) => createHash('sha256').update(canon).digest();

function entry(
  ids: Ids,
  [unitId, from, review, finding, to, version = 1]: Given,
  place: { number: number; previous: Buffer; kind: string; note: string },
) {
  const { number, previous, kind, note } = place;
  const told = {
    unitId,
    fromAgencyId: from,
    toAgencyId: to,
    number,
    kind,
    disclosureId: ids(`disclosure.${finding}.${to}.${version}`),
    reviewId: ids(`review.${review}`),
    previous: previous.toString('hex'),
    key,
  };
  return {
    unit_id: unitId,
    agency_id: from,
    number,
    kind,
    disclosure_id: told.disclosureId,
    review_id: told.reviewId,
    to_agency_id: to,
    canon: Buffer.from(JSON.stringify({ ...told, note })),
    previous_hash: previous,
    key_id: key,
    signature: Buffer.alloc(64),
  };
}

/** A text for the first receipt of the world that is the same whenever one asks for it. */
const noted = (ids: Ids) => `CNRY${ids('receipt.note').replaceAll('-', '').slice(0, 16).toUpperCase()}`;

/** Receipts of all hand-overs of both units. */
export async function seedReceipts(put: Put, ids: Ids): Promise<void> {
  const heads = new Map<string, { number: number; hash: Buffer }>();
  for (const one of given) {
    const register = `${one[0]}/${one[1]}`;
    if (!heads.has(register)) await put('app.receipt_register', { unit_id: one[0], agency_id: one[1] });
    const head = heads.get(register) ?? { number: 0, hash: start };
    const note = one === given[0] ? noted(ids) : canary();
    const row = entry(ids, one, { number: head.number + 1, previous: head.hash, kind: 'issued', note });
    await put('app.receipt_entry', row);
    heads.set(register, { number: row.number, hash: hash(row.canon.toString()) });
  }
}

const hex = (bytes: Buffer) => ({ raw: `'\\x${bytes.toString('hex')}'` });

/** What follows the first receipt of kk-bif, or would. */
function following(ids: Ids, kind: string, number = 2): Values {
  const [first] = given;
  if (!first) throw new Error('something is handed over');
  const before = entry(ids, first, { number: 1, previous: start, kind: 'issued', note: noted(ids) });
  const previous = hash(before.canon.toString());
  const { canon, previous_hash, signature, ...rest } = entry(ids, first, {
    number,
    previous,
    kind,
    note: '',
  });
  return { ...rest, canon: hex(canon), previous_hash: hex(previous_hash), signature: hex(signature) };
}

export const insertsOfReceipts = (ids: Ids): Insert[] => [
  {
    table: 'app.receipt_entry',
    login: 'app',
    as: 'kk-bif',
    values: following(ids, 'withdrawn'),
    not: [
      ['by the recipient', {}, 'kk-sof'],
      ['by who reads no findings', {}, 'coordinator'],
      ['in the register of another', { agency_id: 'kk-bk' }],
      ['in another unit', { unit_id: 'fyn' }],
    ],
  },
  {
    table: 'app.receipt_entry',
    login: 'app',
    as: 'kk-sof',
    values: following(ids, 'opened'),
    not: [
      ['by the giver', {}, 'kk-bif'],
      ['by who was not given it', {}, 'kk-bk'],
      ['in another unit', { unit_id: 'fyn' }],
    ],
  },
];

const disclosure = (ids: Ids) => ids('disclosure.oldVersionTold.kk-sof.1');
const opened = (as: string, ids: Ids, rows: number) => ({
  as,
  sql: `select from app.hold_registers_of_opened(array['${disclosure(ids)}']::uuid[])`,
  expect: rows,
});
const head = (is: number) => ({
  as: 'kk-bif',
  sql: `select last_number from app.receipt_register where agency_id = 'kk-bif'`,
  expect: { is },
});

/** Registers grow at their end, and a hand-over is not committed without its receipt. */
export function receiptStories(ids: Ids): Probe[] {
  const writes = (kind: string, number = 2) => insertOf('app.receipt_entry', following(ids, kind, number));
  const decision = randomUUID();
  const whose = {
    unit_id: unit,
    review_id: ids('review.admitted'),
    finding_id: ids('finding.ownOnly'),
    version: 1,
  };
  const basis = { legal_basis_id: ids('basis.koebenhavn'), purpose: 'prevention' };
  const decided: Values = {
    ...whose,
    ...basis,
    id: decision,
    kind: 'disclosure',
    agency_id: 'kk-bif',
    recipient: 'kk-sof',
    outcome: 'allow_full',
    catalogue_version: 'x',
    decided_by: ids('person.kk-bif'),
    decided_on: '2026-04-01',
  };
  const told: Values = {
    ...whose,
    ...basis,
    id: randomUUID(),
    decision_id: decision,
    from_agency_id: 'kk-bif',
    to_agency_id: 'kk-sof',
    necessity_ct: { raw: "'\\x00'" },
    declared_not_for_investigation: true,
    initiative: 'own',
    disclosed_on: '2026-04-01',
    disclosed_by: ids('person.kk-bif'),
  };
  return [
    story('a new receipt is the newest of its register', [
      head(1),
      { sql: writes('withdrawn'), expect: 1 },
      head(2),
      { sql: writes('revoked'), expect: '23505' },
    ]),
    story('a register has no gap', [{ as: 'kk-bif', sql: writes('withdrawn', 3), expect: '23503' }]),
    story('who was given something, and only who was, tells that it was opened', [
      opened('kk-sof', ids, 0),
      { sql: `select app.mark_first_read(array['${disclosure(ids)}']::uuid[])`, expect: undefined },
      opened('kk-sof', ids, 1),
      opened('kk-bif', ids, 0),
      opened('kk-bk', ids, 0),
      { as: 'kk-sof', sql: writes('opened'), expect: 1 },
      opened('kk-sof', ids, 0),
    ]),
    story('a register is held by its agency', [
      { as: 'kk-bif', sql: 'select last_number from app.hold_receipt_register()', expect: { is: 1 } },
      { as: 'coordinator', sql: 'select from app.hold_receipt_register()', expect: 0 },
      { as: 'kk-bif', sql: 'select from app.hold_receipt_register()', expect: 1 },
    ]),
    story('a hand-over without a receipt is not committed', [
      { as: 'kk-bif', sql: insertOf('app.decision', decided), expect: 1 },
      { sql: insertOf('app.disclosure', told), expect: 1 },
      { sql: 'set constraints all immediate', expect: '23514' },
    ]),
    story('the recipient of what is revoked has no receipt of it', [
      look('kk-sof', 'app.receipt_entry', `disclosure_id = '${ids('disclosure.revoked.kk-sof.1')}'`, 0),
      look('kk-bk', 'app.receipt_entry', `disclosure_id = '${ids('disclosure.revoked.kk-sof.1')}'`, 1),
    ]),
  ];
}

/** Append-only for everybody, its owner included. */
export const receiptOwnerProbes = (): Probe[] =>
  [
    'update app.receipt_entry set key_id = key_id',
    'delete from app.receipt_entry',
    'truncate app.receipt_entry cascade',
  ].map((sql) => ({ name: `receipts stay: ${sql}`, login: 'superuser', steps: [{ sql, expect: refused }] }));
