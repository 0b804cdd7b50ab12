import { z } from 'zod';
import { disclosureForms, purposes, receiptKinds } from '#platform/codes.ts';
import { download, endpoint, id, instant, page, pageQuery, slug } from '#platform/contract.ts';
import { notFound } from '#platform/errors.ts';
import { receiptRules } from './rules.ts';

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const number = z.number().int();
const keyId = z.string().regex(/^[0-9a-f]{16}$/);

export const receiptEntry = z
  .object({
    number,
    kind: z.enum(receiptKinds),
    at: instant,
    unitId: slug,
    fromAgencyId: slug,
    toAgencyId: slug,
    disclosureId: id,
    findingId: id,
    version: number,
    reviewId: id,
    ofNumber: number.nullable(),
    newVersion: number.nullable(),
    by: id.nullable(),
    legalBasis: z.string().nullable(),
    purpose: z.enum(purposes).nullable(),
    form: z.enum(disclosureForms).nullable(),
    useRestriction: z.string().nullable(),
    contentHash: hash.nullable(),
    decisionId: id.nullable(),
    previous: hash,
    hash,
    key: keyId,
    signature: z.string().regex(/^[0-9a-f]{128}$/),
    canon: z.string(),
  })
  .meta({
    id: 'ReceiptEntry',
    description:
      'One entry of the register of receipts that an agency keeps of its hand-overs (da: kvittering). `issued` is the hand-over; the ' +
      'others tell what became of it and name it by `ofNumber`. `contentHash` is that of the finding as the recipient reads it. `canon` ' +
      'holds the exact text that `hash` (SHA-256) and `signature` (Ed25519) are made of; `previous` is the hash of the entry before.',
  });

const head = z.object({ number, hash });
const people = z
  .array(z.object({ id, name: z.string() }))
  .describe('The names of those who released, as far as they belong to the unit.');
const reviews = z
  .array(z.object({ id, reference: z.string().nullable() }))
  .describe('The references of the case reviews, as far as the own agency knows them.');

export const listReceipts = endpoint({
  id: 'listReceipts',
  method: 'GET',
  path: '/v1/receipts',
  summary: {
    da: 'Egen myndigheds kvitteringsregister, nyeste først',
    en: 'The register of receipts of the own agency, newest first',
  },
  description:
    'Numbers have no gaps. `head` is the newest entry: noted somewhere else, it later proves that nothing was cut off.',
  permission: 'receipts.read',
  query: z.strictObject({
    ...pageQuery,
    kind: z.enum(receiptKinds).optional(),
    toAgencyId: slug.optional(),
    reviewId: id.optional(),
  }),
  output: page(receiptEntry).extend({ head: head.nullable(), people, reviews }),
});

export const getReceipt = endpoint({
  id: 'getReceipt',
  method: 'GET',
  path: '/v1/disclosures/:disclosureId/receipt',
  summary: { da: 'Kvitteringen for en videregivelse', en: 'The receipt of a disclosure' },
  description:
    'For the agency that gave and, for as long as the disclosure is not revoked, the one that received.',
  permission: 'receipts.read',
  params: z.strictObject({ disclosureId: id }),
  output: z
    .object({
      receipt: receiptEntry,
      later: z.array(receiptEntry).describe('What became of the hand-over, oldest first.'),
      file: z
        .string()
        .describe(
          'The same as JSON lines, to be filed: `npm run receipts:verify` checks them offline with the public key.',
        ),
      people,
      reviews,
    })
    .meta({ id: 'Receipt', description: 'A receipt and the later entries that name it.' }),
  refusals: [notFound],
});

export const exportReceipts = endpoint({
  id: 'exportReceipts',
  method: 'GET',
  path: '/v1/receipts/export',
  summary: { da: 'Hele registret som en fil', en: 'The whole register as one file' },
  description:
    'JSON lines: who and which public keys, every entry with hash and signature, and a signed seal of the file. Checked offline by ' +
    '`npm run receipts:verify`.',
  permission: 'receipts.export',
  verb: 'export',
  produces: ['text/plain'],
  output: download,
  refusals: [receiptRules.notWhole],
});

export const listReceiptKeys = endpoint({
  id: 'listReceiptKeys',
  method: 'GET',
  path: '/v1/receipt-keys',
  summary: {
    da: 'Nøglerne, som kvitteringer kontrolleres med',
    en: 'The keys that receipts are checked with',
  },
  description:
    'Public Ed25519 keys in PEM, the current one first; earlier ones still check what they signed.',
  permission: 'signed_in',
  output: z.object({
    items: z.array(
      z.object({ id: keyId, pem: z.string(), current: z.boolean() }).meta({
        id: 'ReceiptKey',
        description: 'A public key; `id` is the beginning of the SHA-256 of its DER form.',
      }),
    ),
  }),
});
