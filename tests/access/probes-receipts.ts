import { hasRole, isShut } from './api-oracle.ts';
import { type Cell, missingId, plain, type Probe } from './probe.ts';

/** Registers of receipts: the giver's own, and of one hand-over also who received it. */
export const receiptProbes: Readonly<Record<string, Probe>> = {
  listReceipts: plain('liaison approver auditor', 200),
  // A file with gaps proves nothing: not for whoever is excluded from a case that stands in the register.
  exportReceipts: {
    roles: 'approver auditor',
    cells: ({ facts }, p) => {
      const gaps = facts.disclosures.some(
        (one) =>
          one.unit === p.unit &&
          one.from === p.agency &&
          facts.findings.find(({ name }) => name === one.finding)?.on.excluded.includes(p.name),
      );
      return [{ relation: 'all', expect: gaps ? 403 : 200 }];
    },
  },
  listReceiptKeys: plain('*', 200),
  getReceipt: {
    roles: 'liaison approver auditor',
    cells: ({ facts }, p) => [
      ...facts.disclosures.map((one): Cell => {
        const review = facts.findings.find(({ name }) => name === one.finding)?.on;
        const known = p.unit === one.unit && review?.excluded.includes(p.name) === false;
        // The register is for approver and auditor as a whole; a liaison sees receipts of cases that it needs to know.
        const gave =
          p.agency === one.from &&
          (hasRole(p, 'approver', 'auditor') || (review !== undefined && !isShut(p, review)));
        const received = one.name.endsWith(` to ${p.agency}`) && !one.revoked;
        const holds = received && review && hasRole(p, 'liaison', 'approver') && !isShut(p, review);
        const reads = known && (gave || holds);
        return { relation: one.name, params: { disclosureId: one.id }, expect: reads ? 200 : 404 };
      }),
      { relation: 'missing', params: { disclosureId: missingId }, expect: 404 },
    ],
  },
};
