import type { Principal } from './principal.ts';
import type { ApiWorld } from './api-world.ts';
import { type Asked, of, plain, type Probe } from './probe.ts';

type Import = ApiWorld['facts']['imports'][number];
const mine = (p: Principal, one: Import) => p.name === one.owner;

function ofImport(expect: (one: Import) => number, ask: () => Asked = () => ({}), all = true): Probe {
  return {
    roles: 'coordinator',
    cells: (world, p) =>
      of<Import>(
        'coordinator',
        'importId',
        // One's own that is not discarded would really be read in, or taken away.
        () => world.facts.imports.filter((one) => all || one.discarded || !mine(p, one)),
        mine,
        (_p, one) => expect(one),
        ask,
      ).cells(world, p),
  };
}

/** Registers that are sent to be read in: only whoever sent one knows of it. */
export const registerProbes: Readonly<Record<string, Probe>> = {
  previewRegisterImport: plain('coordinator', 422, {
    body: { sheets: [{ name: 'reviews', content: 'Kære enhed' }] },
  }),
  listRegisterImports: plain('coordinator', 200),
  getRegisterImport: ofImport(() => 200),
  getRefusedRows: ofImport(
    ({ discarded }) => (discarded ? 409 : 200),
    () => ({ query: '?sheet=reviews' }),
  ),
  commitRegisterImport: ofImport(
    () => 409,
    () => ({ body: {} }),
    false,
  ),
  discardRegisterImport: ofImport(
    () => 204,
    () => ({}),
    false,
  ),
};
