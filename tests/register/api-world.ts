import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { decodeText } from '#platform/text-encoding.ts';
import { loadStartingCatalogue } from '#legal-bases/load-catalogue.ts';
import { withDeployer } from '#deploy/prepare-database.ts';
import { type Answer, aWorld, type World } from '../support/world.ts';
import { exampleFolder } from './support.ts';

export type Sent = { name: string; content: string }[];

/** The world with the legal bases of the example in use, as the register's tests need it. */
export async function anApiWorld(options: Parameters<typeof aWorld>[0] = {}): Promise<World> {
  const world = await aWorld(options);
  await withDeployer(world.url, (deployer) => loadStartingCatalogue(deployer, 'koebenhavn', 'approved'));
  return world;
}

/** The example's three files, decoded as the browser door does it. */
export async function exampleSheets(): Promise<Sent> {
  const files = { reviews: 'gennemgange.csv', findings: 'oplysninger.csv', follow_ups: 'opfoelgning.csv' };
  return Promise.all(
    Object.entries(files).map(async ([name, file]) => ({
      name,
      content: decodeText(await readFile(join(exampleFolder, file))) ?? '',
    })),
  );
}

export const imports = '/v1/register-imports';
export const coordinator = (world: World) => world.as('politi-coordinator');

/** Asks until the run is over. */
export async function ended(world: World, id: string, as = 'politi-coordinator'): Promise<Answer> {
  for (;;) {
    const answer = await world.as(as).get(`${imports}/${id}`);
    if (answer.json.state !== 'running') return answer;
    await setTimeout(20);
  }
}

export async function preview(world: World, sheets: Sent): Promise<Answer> {
  return coordinator(world).post(imports, { sheets });
}

/** Looks it through and reads it in. */
export async function readIn(world: World, sheets: Sent): Promise<Answer> {
  const { json } = await preview(world, sheets);
  await coordinator(world).post(`${imports}/${json.id}/commit`);
  return ended(world, json.id);
}
