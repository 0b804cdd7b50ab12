import { stringify } from 'csv-stringify/sync';
import type { Download } from '#platform/contract.ts';
import type { FiguresOfPeriod, Format } from './contract.ts';
import { indicators } from './indicators.ts';
import { figuresLimits } from './limits.ts';

/** Figures as a file: JSON for machines, CSV for a Danish spreadsheet. `name`: the file's, without its ending. */
export function documentOf(
  content: FiguresOfPeriod,
  format: Format,
  name: string,
): Download & { content: string } {
  return format === 'json'
    ? { name: `${name}.json`, type: 'application/json; charset=utf-8', content: jsonOf(content) }
    : { name: `${name}.csv`, type: 'text/csv; charset=utf-8', content: csvOf(content) };
}

const jsonOf = (content: FiguresOfPeriod) =>
  `${JSON.stringify({ ...content, limits: figuresLimits }, null, 2)}\n`;

const columns = [
  'Periode',
  'Enhed',
  'Indikator',
  'Gruppe',
  'Værdi',
  'Måleenhed',
  'Status',
  'Definition',
  'Brugsgrænse',
];
const measures = { count: 'antal', share: 'andel', kroner: 'kr.' };
const decimals = { count: 0, share: 4, kroner: 2 };

/** One line for each number, as a Danish spreadsheet reads it: BOM, semicolons, decimal commas, CRLF; no formulas. */
function csvOf({ period, unitName, preliminary, definitionVersion, figures }: FiguresOfPeriod): string {
  const status = preliminary ? 'foreløbig' : 'endelig';
  const rows = indicators.flatMap(({ code, name, unit }) => {
    const figure = figures[code];
    // Not counted yet when the report was made.
    if (figure === undefined) return [];
    const groups =
      typeof figure === 'object' && figure !== null ? Object.entries(figure) : [['', figure] as const];
    return groups.map(([group, value]) => {
      const number = value === null ? '' : value.toFixed(decimals[unit]).replace('.', ',');
      return [
        period,
        unitName,
        name.da,
        group,
        number,
        measures[unit],
        status,
        definitionVersion,
        figuresLimits.text.da,
      ];
    });
  });
  return stringify([columns, ...rows], {
    bom: true,
    delimiter: ';',
    record_delimiter: 'windows',
    escape_formulas: true,
  });
}
