import { type Finding, readsFinding } from './api-oracle.ts';
import { missingId, ofFinding, own, type Probe, stale } from './probe.ts';
import type { Principal } from './principal.ts';

const nothingThere = (probe: Probe): Probe => ({
  ...probe,
  cells: (world, p) =>
    probe.cells(world, p).map((cell) => ({ ...cell, params: { attachmentId: missingId, ...cell.params } })),
});
/** A file has no access of its own: who may not read it is told that it is not there, for whatever reason. */
const hiddenAlike = (probe: Probe): Probe => ({
  ...probe,
  cells: (world, p) => probe.cells(world, p).map((cell) => ({ ...cell, expect: 404 })),
});
/** A finding that is withdrawn says so before anything else. */
const elseMissing = (_p: Principal, { withdrawn }: Finding) => (withdrawn ? 409 : 404);

/** Files of findings: known to whoever reads the finding, and changed by its agency alone. */
export const attachmentProbes: Readonly<Record<string, Probe>> = {
  attachFile: ofFinding(
    'liaison',
    own,
    (_p, { withdrawn }) => (withdrawn ? 409 : 412),
    () => ({ version: stale, body: { name: 'Notat.txt', content: 'Tm90YXQ=' } }),
  ),
  getAttachment: hiddenAlike(nothingThere(ofFinding('liaison chair approver', readsFinding, () => 404))),
  removeAttachment: nothingThere(ofFinding('liaison', own, elseMissing, () => ({ version: stale }))),
};
