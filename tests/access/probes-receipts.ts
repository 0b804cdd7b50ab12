import { hasRole, isShut } from './api-oracle.ts';
import { type Cell, missingId, plain, type Probe } from './probe.ts';

/** Registers of receipts: the giver's own, and of one hand-over also who received it. */
export const receiptProbes: Readonly<Record<string, Probe>> = {
  listReceipts: plain('liaison approver auditor', 200),
  exportReceipts: plain('approver auditor', 200),
  listReceiptKeys: plain('*', 200),
  getReceipt: {
    roles: 'liaison approver auditor',
    cells: ({ facts }, p) => [
      ...facts.disclosures.map((one): Cell => {
        const review = facts.findings.find(({ name }) => name === one.finding)?.on;
        const gave = p.agency === one.from;
        // Who audits an agency sees what it gave; what it received is for those who read findings.
        const holds =
          one.name.endsWith(` to ${p.agency}`) && !one.revoked && hasRole(p, 'liaison', 'approver');
        const open =
          review !== undefined &&
          !review.excluded.includes(p.name) &&
          (hasRole(p, 'auditor') || !isShut(p, review));
        const reads = p.unit === one.unit && (gave || holds) && open;
        return { relation: one.name, params: { disclosureId: one.id }, expect: reads ? 200 : 404 };
      }),
      { relation: 'missing', params: { disclosureId: missingId }, expect: 404 },
    ],
  },
};
