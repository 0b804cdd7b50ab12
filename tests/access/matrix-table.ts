import type { Part, Row, Totals } from './matrix-row.ts';

const joined = (names: Iterable<string>) => [...names].join(', ');
const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

/** Rows that were to be answered the same and were, in one line: a route, who asked, in which states. */
function linesOf(rows: readonly Row[]): string[] {
  const byPrincipal = new Map<string, Row[]>();
  const add = <K, V>(map: Map<K, V[]>, key: K, value: V) => map.set(key, [...(map.get(key) ?? []), value]);
  for (const row of rows) {
    const wrong = row.deviations.length + row.leaks.length > 0 ? row.principal + row.state : '';
    add(byPrincipal, [row.route, row.principal, row.expected, row.answered, wrong].join('\t'), row);
  }
  const lines = new Map<string, { rows: Row[]; principals: string[] }>();
  for (const group of byPrincipal.values()) {
    const [first] = group;
    if (!first) continue;
    const states = joined(group.map(({ state }) => state));
    const wrong = first.deviations.length + first.leaks.length > 0 ? first.principal : '';
    const key = [first.route, states, first.expected, first.answered, wrong].join('\t');
    const line = lines.get(key) ?? { rows: group, principals: [] };
    line.principals.push(first.principal);
    lines.set(key, line);
  }
  const found = [...lines.values()].map(({ rows: group, principals }) => {
    const [first] = group;
    const wrong = [...(first?.deviations ?? []), ...(first?.leaks ?? [])];
    const verdict = wrong.length === 0 ? 'as expected' : `**${cell(wrong.join('; ').slice(0, 200))}**`;
    const states = joined(group.map(({ state }) => state));
    return [
      first?.route ?? '',
      joined(principals.toSorted()),
      group.length === 12 ? 'all 12' : states,
      first?.expected ?? '',
      first?.answered ?? '',
      verdict,
    ];
  });
  return found
    .toSorted((a, b) => a.join('\t').localeCompare(b.join('\t')))
    .map((columns) => `| ${columns.map((text) => text.trim()).join(' | ')} |`);
}

/** One run as a table that can be read without the service: Markdown, one line for what was answered alike. */
export function tableOf(parts: readonly Part[], totals: Totals, at: string): string {
  const rows = parts.flatMap((part) => part.rows);
  const answers = parts.reduce((sum, part) => sum + part.answers, 0);
  return [
    `# Access matrix, ${at}`,
    '',
    `Every method of every address (${totals.routes}), asked by ${totals.principals} principals about what is in ${totals.states} states:`,
    `${totals.cells} cells, judged on ${answers} answers. An address that is of no case is asked once by each principal, and what it`,
    'answers is searched for what each state may not tell. Where nothing stands so to the one who asks, the request is about what',
    'stands so to the liaison of BIF in København. Expected is what the oracle of `tests/access` says, which shares no code with the service.',
    '',
    `Deviations: ${totals.deviations}. Leaks: ${totals.leaks}.`,
    '',
    ...parts.flatMap((part) => part.others.map(({ what, cells }) => `- ${what}: ${cells} cells`)),
    '',
    ...wrongOf(parts),
    '## Routes',
    '',
    '| Route | Principals | State of what is asked about | Expected | Answered | Verdict |',
    '| --- | --- | --- | --- | --- | --- |',
    ...linesOf(rows),
    '',
  ].join('\n');
}

function wrongOf(parts: readonly Part[]): string[] {
  const wrong = parts.flatMap((part) => [
    ...part.deviations.map((text) => `- ${part.name}: ${cell(text)}`),
    ...part.rows.flatMap(({ route, principal, state, deviations, leaks }) =>
      [...deviations, ...leaks].map((text) => `- ${route} as ${principal}, ${state}: ${cell(text)}`),
    ),
  ]);
  return wrong.length === 0 ? [] : ['## Deviations and leaks', '', ...wrong, ''];
}
