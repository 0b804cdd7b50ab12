import type { ImportReport } from './import-register.ts';

const together = 500;

/** The report as one JSON document, in pieces: a register may have more bad rows than one text can hold. */
export function* piecesOf(report: ImportReport): Generator<string> {
  const { refused, ...rest } = report;
  const head = JSON.stringify({ ...rest, summary: summaryOf(report) }, null, 2);
  yield `${head.slice(0, -2)},\n  "refused": [`;
  for (let from = 0; from < refused.length; from += together) {
    const lines = refused.slice(from, from + together).map((refusal) => `\n    ${JSON.stringify(refusal)}`);
    yield `${from === 0 ? '' : ','}${lines.join(',')}`;
  }
  yield refused.length === 0 ? ']\n}\n' : '\n  ]\n}\n';
}

/** What happened, in a sentence for whoever ran the command. */
function summaryOf({ accepted, new: fresh, refused, dryRun }: ImportReport): string {
  const [good, added] = [total(accepted), total(fresh)];
  const bad = new Set(refused.map(({ file, line }) => `${file}:${line}`)).size;
  const refusals = bad === 0 ? '' : ` ${count(bad)} afvist.`;
  if (good === 0) return `Ingen rækker kunne læses ind.${refusals}`;
  if (added === 0) return `Intet nyt: ${count(good)} stod her i forvejen.${refusals}`;
  const there = added === good ? '' : ` ${count(good - added)} stod her i forvejen.`;
  return dryRun
    ? `Prøve, intet er gemt: ${count(added)} ville være nye.${there}${refusals}`
    : `${count(added)} læst ind.${there}${refusals}`;
}

function count(rows: number): string {
  return `${rows.toLocaleString('da-DK')} ${rows === 1 ? 'række' : 'rækker'}`;
}

function total(byFile: Record<string, number>): number {
  return Object.values(byFile).reduce((sum, rows) => sum + rows, 0);
}
