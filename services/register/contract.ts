import { z } from 'zod';
import { download, endpoint, id, instant } from '#platform/contract.ts';
import { fieldRule, notFound } from '#platform/errors.ts';
import { sheetNames } from './sheet-names.ts';
import {
  bodyBytes,
  columnsWrong,
  importBusy,
  importExpired,
  importNotReady,
  tooManyLines,
} from './import-rules.ts';

export { bodyBytes, mostLines } from './import-rules.ts';
export { columnsOf, fileOf, type SheetName, sheetNames } from './sheet-names.ts';

export const importStates = ['preview', 'running', 'done', 'failed', 'discarded'] as const;
export type ImportState = (typeof importStates)[number];

const count = z.int().min(0);
const sheet = z.enum(sheetNames);
const languages = { da: z.string(), en: z.string() };

const sheetCounts = z
  .object({
    name: sheet,
    read: count.meta({ description: 'Rows with content.' }),
    accepted: count.meta({ description: 'Rows that hold good: `new` and `unchanged` together.' }),
    new: count,
    unchanged: count.meta({ description: 'Rows that the unit has already.' }),
    refused: count,
  })
  .meta({ id: 'RegisterSheet', description: 'What became, or would become, of the rows of one sheet.' });

const refusal = z
  .object({
    sheet,
    line: z.int().min(1).meta({ description: 'Where the row begins; the first line is 1.' }),
    column: z.string().nullable().meta({ description: 'null: the row as a whole cannot be read.' }),
    code: z.string(),
    ...languages,
  })
  .meta({ id: 'RefusedField', description: 'A field that breaks a rule, and how to mend it.' });

const warning = z.object({ sheet, column: z.int().nullable(), ...languages });

/** What is kept of an import: counts, lines, codes and our own texts; never a cell. */
export const importReport = z.object({
  sheets: z.array(sheetCounts),
  refusals: z.array(refusal).meta({ description: 'In the order of the sheets and lines; at most 500.' }),
  more: z
    .boolean()
    .meta({ description: 'There are more refusals than are shown; the file of refused rows has all.' }),
  warnings: z.array(warning),
});
export type ImportReportView = z.infer<typeof importReport>;

const head = {
  id,
  state: z.enum(importStates),
  createdAt: instant,
  expiresAt: instant.meta({
    description: 'What was sent and the refused rows are deleted now, at the latest.',
  }),
  startedAt: instant.nullable(),
  endedAt: instant.nullable(),
  sheets: z.array(sheetCounts),
};
const registerImport = z
  .object({
    ...head,
    ...importReport.shape,
    progress: z.object({ done: count, total: count }).meta({ description: 'Rows.' }),
    failure: z.object({ code: z.string(), ...languages }).nullable(),
    mayCommit: z.boolean().meta({ description: 'It can be read in, or read in again.' }),
  })
  .meta({
    id: 'RegisterImport',
    description:
      'A register that somebody has sent: looked through (preview), then read in. Only they see it, from the same agency and unit.',
  });
export type RegisterImportView = z.infer<typeof registerImport>;

const sentSheet = z.strictObject({
  name: sheet,
  content: z
    .string()
    .min(1)
    .refine(
      (text) => text.isWellFormed(),
      fieldRule(
        'register.broken-text',
        'Teksten er ødelagt undervejs. Send den igen.',
        'The text was damaged on its way. Send it again.',
      ),
    )
    .meta({
      description:
        'The file as text, or cells copied from a spreadsheet: separated by semicolons or tabs, with the headings or with every column in its usual order.',
    }),
});

const importId = z.strictObject({ importId: id });

export const previewRegisterImport = endpoint({
  id: 'previewRegisterImport',
  method: 'POST',
  path: '/v1/register-imports',
  summary: {
    da: 'Send et register ind til gennemsyn; intet læses ind endnu',
    en: 'Send a register to be looked through; nothing is read in yet',
  },
  description:
    'Every row is checked as it will be when it is read in. What was sent is kept encrypted for the same person until it has been read in or discarded, at most 24 hours.',
  permission: 'register.import',
  purpose: true,
  bodyLimit: bodyBytes,
  body: z.strictObject({
    sheets: z
      .array(sentSheet)
      .min(1)
      .max(sheetNames.length)
      .refine(
        (sheets) => new Set(sheets.map(({ name }) => name)).size === sheets.length,
        fieldRule(
          'register.sheet-twice',
          'Det samme ark er sendt to gange.',
          'The same sheet was sent twice.',
        ),
      ),
  }),
  output: registerImport,
  refusals: [columnsWrong, tooManyLines, importBusy],
  example: {
    sheets: [
      {
        name: 'reviews',
        content:
          'Sagsnr.;CPR-nr.;Navn;Kommune;Anmeldt af;Anmeldelsesgrund;Mødedato;Resultat;Bemærkning\r\n' +
          '2016-0901;780264-2812;Jørgen Prøvesen;København;BIF;Løsladelse;12-01-2016;Opfølgning;\r\n',
      },
    ],
  },
});

export const commitRegisterImport = endpoint({
  id: 'commitRegisterImport',
  method: 'POST',
  path: '/v1/register-imports/:importId/commit',
  summary: { da: 'Læs et gennemset register ind', en: 'Read in a register that was looked through' },
  description:
    'It goes on in the background; ask for the import to see how far it has come. Rows that the unit has already are left as they are, so that a failed import can be committed again.',
  permission: 'register.import',
  purpose: true,
  status: 200,
  params: importId,
  output: registerImport,
  refusals: [notFound, importNotReady, importExpired],
});

export const getRegisterImport = endpoint({
  id: 'getRegisterImport',
  method: 'GET',
  path: '/v1/register-imports/:importId',
  summary: { da: 'En registerimport og hvor langt den er', en: 'A register import and how far it has come' },
  permission: 'register.import',
  params: importId,
  output: registerImport,
  refusals: [notFound],
});

export const listRegisterImports = endpoint({
  id: 'listRegisterImports',
  method: 'GET',
  path: '/v1/register-imports',
  summary: { da: 'Ens egne seneste registerimporter', en: "One's own latest register imports" },
  permission: 'register.import',
  output: z.object({
    items: z.array(
      z.object(head).meta({ id: 'RegisterImportSummary', description: 'An import without its refusals.' }),
    ),
  }),
});

export const getRefusedRows = endpoint({
  id: 'getRefusedRows',
  method: 'GET',
  path: '/v1/register-imports/:importId/refused-rows',
  summary: {
    da: 'De afviste rækker som fil, til at rette og sende ind igen',
    en: 'The refused rows as a file, to be mended and sent again',
  },
  description:
    'CSV for a Danish spreadsheet: semicolons, BOM, CRLF. Two columns come first: the line and the reasons. They are passed over when the file is sent again.',
  permission: 'register.import',
  purpose: true,
  verb: 'export',
  params: importId,
  query: z.strictObject({ sheet, format: z.enum(['csv']).default('csv') }),
  output: download,
  produces: ['text/csv'],
  refusals: [notFound, importExpired],
});

export const discardRegisterImport = endpoint({
  id: 'discardRegisterImport',
  method: 'DELETE',
  path: '/v1/register-imports/:importId',
  summary: {
    da: 'Kassér det sendte; det, der er læst ind, bliver stående',
    en: 'Discard what was sent; what was read in stays',
  },
  permission: 'register.import',
  status: 204,
  params: importId,
  output: z.void(),
  refusals: [notFound, importNotReady],
});
