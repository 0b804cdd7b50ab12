import { z } from 'zod';
import { limits } from '#legal-bases/contract.ts';
import { civilDate, download, endpoint, id, instant, page, pageQuery, slug } from '#platform/contract.ts';
import { fieldRule, notFound } from '#platform/errors.ts';
import { parsePeriod, unknownPeriod } from './period.ts';
import { otherUnit, periodNotBegun } from './refusals.ts';

export { label as periodLabel, parsePeriod, periodOf, previous } from './period.ts';

const periodId = z
  .string()
  .refine((text) => parsePeriod(text).ok, fieldRule('period.unknown', unknownPeriod.da, unknownPeriod.en))
  .meta({ description: 'A year (2016) or a half of one (2016-H1, 2016-H2), in Danish time.' });

export const formats = ['json', 'csv'] as const;
export type Format = (typeof formats)[number];

const text = z.object({ da: z.string(), en: z.string() });
const number = z.int().min(0);
const kroner = z.number().min(0);
const byName = z.record(z.string(), z.int().min(1));

const indicator = z
  .object({
    code: z.string(),
    name: text,
    definition: text,
    unit: z.enum(['count', 'share', 'kroner']),
    groupedBy: z.enum(['agency', 'follow_up_type', 'municipality']).nullable(),
    additive: z.boolean(),
  })
  .meta({ id: 'Indicator', description: 'What one figure of the half-yearly report counts.' });

export const figures = z
  .object({
    reviews: number,
    citizens: number,
    meetings: number,
    reviews_with_follow_up: number,
    follow_up_share: z.number().min(0).max(1).nullable(),
    findings: number,
    findings_by_agency: byName,
    follow_ups: number,
    follow_ups_by_agency: byName,
    follow_ups_by_type: byName,
    reviews_by_municipality: byName,
    special_control: number,
    claimed_dkk: kroner,
    decided_dkk: kroner,
    collected_dkk: kroner,
    stopped_per_month_dkk: kroner,
    emergency_accesses: number.optional().meta({
      description: 'Of periods that end after 2026-07-01: counted since version 2 of the definitions.',
    }),
  })
  .meta({
    id: 'Figures',
    description: 'The indicators of one period, by code; GET /v1/indicators says what they count.',
  });
export type Figures = z.infer<typeof figures>;

const figuresOfPeriod = z
  .object({
    unit: slug,
    unitName: z.string(),
    period: z.string(),
    from: civilDate,
    until: civilDate.meta({ description: 'The first day that no longer belongs to the period.' }),
    definitionVersion: z.string(),
    preliminary: z.boolean().meta({ description: 'The period had not ended when the figures were counted.' }),
    figures,
  })
  .meta({ id: 'FiguresOfPeriod', description: 'What a unit did in a year or a half-year (da: nøgletal).' });
export type FiguresOfPeriod = z.infer<typeof figuresOfPeriod>;

const comparedFigures = figuresOfPeriod
  .pick({ period: true, from: true, until: true, preliminary: true })
  .extend({
    figures: figures
      .pick({ reviews: true, reviews_with_follow_up: true, follow_up_share: true, special_control: true })
      .meta({ id: 'FiguresToCompare' }),
  })
  .meta({ id: 'ComparedPeriod', description: 'The few figures of a period that others are compared with.' });
export type ComparedPeriod = z.infer<typeof comparedFigures>;

const reportHead = {
  id,
  version: z.int().min(1),
  builtAt: instant,
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
};
const inherited = { limits: limits.describe('Of the figures, and of every copy of them.') };
const report = figuresOfPeriod.extend({ ...reportHead, ...inherited }).meta({
  id: 'Report',
  description:
    'The figures of a period as they stood when it was made. It never changes; new figures make a new version.',
});
export type Report = z.infer<typeof report>;
const reportSummary = figuresOfPeriod
  .omit({ figures: true })
  .extend(reportHead)
  .meta({ id: 'ReportSummary', description: 'A report without its figures.' });

const ofUnit = {
  unit: slug.optional().meta({ description: 'Only for Rigspolitiet: whose. Others get their own.' }),
};
const reportId = z.strictObject({ reportId: id });

export const listIndicators = endpoint({
  id: 'listIndicators',
  method: 'GET',
  path: '/v1/indicators',
  summary: { da: 'Hvad nøgletallene tæller', en: 'What the indicators count' },
  permission: 'signed_in',
  output: z.object({ definitionVersion: z.string(), items: z.array(indicator) }),
});

export const getFigures = endpoint({
  id: 'getFigures',
  method: 'GET',
  path: '/v1/figures',
  summary: { da: 'En periodes nøgletal, talt nu', en: 'The figures of a period, counted now' },
  permission: 'reports.read',
  query: z.strictObject({
    period: periodId,
    ...ofUnit,
    earlier: z.coerce
      .number()
      .int()
      .min(0)
      .max(5)
      .default(0)
      .meta({ description: 'How many periods of the same length before it to count too.' }),
  }),
  output: figuresOfPeriod.extend({
    ...inherited,
    earlier: z.array(comparedFigures).meta({ description: 'The periods before it, the latest first.' }),
  }),
  refusals: [otherUnit, notFound],
});

export const buildReport = endpoint({
  id: 'buildReport',
  method: 'POST',
  path: '/v1/reports',
  summary: { da: 'Lav rapporten for en periode', en: 'Make the report of a period' },
  description: 'Answers the newest report when its figures still hold; otherwise a new version is made.',
  permission: 'reports.build',
  verb: 'export',
  body: z.strictObject({ period: periodId }),
  output: report.extend({ created: z.boolean() }).meta({ id: 'BuiltReport' }),
  status: 200,
  refusals: [periodNotBegun],
  example: { period: '2026-H1' },
});

export const listReports = endpoint({
  id: 'listReports',
  method: 'GET',
  path: '/v1/reports',
  summary: { da: 'Rapporter, nyeste periode først', en: 'Reports, latest period first' },
  permission: 'reports.read',
  query: z.strictObject({ period: periodId.optional(), ...ofUnit, ...pageQuery }),
  output: page(reportSummary),
  refusals: [otherUnit],
});

export const getReport = endpoint({
  id: 'getReport',
  method: 'GET',
  path: '/v1/reports/:reportId',
  summary: { da: 'En rapport', en: 'A report' },
  permission: 'reports.read',
  params: reportId,
  output: report,
  refusals: [notFound],
});

export const getReportDocument = endpoint({
  id: 'getReportDocument',
  method: 'GET',
  path: '/v1/reports/:reportId/document',
  summary: {
    da: 'Rapporten som fil: JSON, eller CSV til et regneark',
    en: 'The report as a file: JSON, or CSV for a spreadsheet',
  },
  permission: 'reports.export',
  verb: 'export',
  params: reportId,
  query: z.strictObject({ format: z.enum(formats).default('json') }),
  produces: ['application/json', 'text/csv'],
  output: download,
  refusals: [notFound],
});
