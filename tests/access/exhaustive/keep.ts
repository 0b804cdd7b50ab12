import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Part } from '../matrix-row.ts';

/** Leaves a part's findings for the command, and fails where there is anything wrong. */
export async function keep(part: Part): Promise<void> {
  const folder = process.env['ACCESS_PARTS'];
  if (folder) await writeFile(join(folder, `${part.name}.json`), JSON.stringify(part));
  const wrong = [
    ...part.deviations,
    ...part.rows.flatMap(({ route, principal, state, deviations, leaks }) =>
      [...deviations, ...leaks].map((text) => `${route} as ${principal}, ${state}: ${text}`),
    ),
  ];
  expect(wrong.slice(0, 10)).toEqual([]);
}
