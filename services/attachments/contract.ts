import { z } from 'zod';
import { textWarning } from '#citizens/contract.ts';
import { findingRules } from '#findings/contract.ts';
import { download, endpoint, id } from '#platform/contract.ts';
import { fieldRule, notFound, staleVersion } from '#platform/errors.ts';
import { fileHints } from './hints.ts';
import { mediaTypes } from './inspect/name.ts';
import { attachmentRules, bodyBytes, mostBytes } from './rules.ts';

export { attachmentRules, mostBytes } from './rules.ts';

const ofFinding = z.strictObject({ findingId: id });
const one = z.strictObject({ findingId: id, attachmentId: id });

const notBase64 = fieldRule(
  'attachment.base64',
  'Filens indhold skal være base64.',
  'The content of the file must be base64.',
);
const { withdrawn } = findingRules;
const { name, cprInName, size, tooMany, type, damaged, active, tooLarge, twice, disclosed, proposed } =
  attachmentRules;

export const attachFile = endpoint({
  id: 'attachFile',
  method: 'POST',
  path: '/v1/findings/:findingId/attachments',
  summary: { da: 'Vedhæft en fil til en oplysning', en: 'Attach a file to a finding' },
  description:
    'To the current version of an own finding, as long as that is neither disclosed nor proposed to an approver. Whoever is given the version in full is given its ' +
    'files, and nobody else. PDF, PNG, JPEG, text, .docx and .xlsx; what runs, fetches or unfolds is refused.',
  permission: 'findings.write',
  purpose: true,
  ifMatch: true,
  bodyLimit: bodyBytes,
  params: ofFinding,
  body: z.strictObject({
    name: z.string().min(1).max(200),
    content: z
      .string()
      .min(4)
      .max(Math.ceil(mostBytes / 3) * 4 + 4)
      .regex(/^[A-Za-z0-9+/]+={0,2}$/, notBase64.error)
      .describe('The file in base64.'),
  }),
  output: z
    .object({
      id,
      name: z.string(),
      mediaType: z.enum(mediaTypes),
      bytes: z.number().int(),
      sha256: z.string(),
      warnings: z.array(textWarning.omit({ code: true }).extend({ code: z.enum(fileHints) })),
    })
    .meta({
      id: 'AttachedFile',
      description: 'A file as it was attached, with hints. A hint refuses nothing.',
    }),
  refusals: [
    notFound,
    staleVersion,
    withdrawn,
    disclosed,
    proposed,
    tooMany,
    twice,
    name,
    cprInName,
    size,
    type,
    damaged,
    active,
    tooLarge,
  ],
  example: { name: 'Notat.txt', content: 'Tm90YXQgb20gdWRiZXRhbGluZ2VyLg==' },
});

export const getAttachment = endpoint({
  id: 'getAttachment',
  method: 'GET',
  path: '/v1/findings/:findingId/attachments/:attachmentId',
  summary: { da: 'Hent et bilag', en: 'Fetch an attachment' },
  description: 'Always as a download, for whoever may see a version of the finding that it belongs to.',
  permission: 'findings.read',
  purpose: true,
  params: one,
  produces: mediaTypes,
  output: download,
  refusals: [notFound],
});

export const removeAttachment = endpoint({
  id: 'removeAttachment',
  method: 'DELETE',
  path: '/v1/findings/:findingId/attachments/:attachmentId',
  status: 204,
  summary: { da: 'Fjern et bilag', en: 'Remove an attachment' },
  description:
    'From the current version of an own finding, as long as that is neither disclosed nor proposed to an approver. Earlier versions keep theirs.',
  permission: 'findings.write',
  purpose: true,
  ifMatch: true,
  params: one,
  output: z.undefined(),
  refusals: [notFound, staleVersion, withdrawn, disclosed, proposed],
});
