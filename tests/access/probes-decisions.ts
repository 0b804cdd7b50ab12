import { type Basis, isShut, knowsReview } from './api-oracle.ts';
import type { ApiWorld } from './api-world.ts';
import type { Principal } from './principal.ts';
import { type Cell, missingId, of, type Probe } from './probe.ts';

const inUnit = (p: Principal, one: Basis) => p.unit === one.unit;

/** Why something was given: for its giver, and for whoever has it still; and what a draft would change, for its own jurists. */
export const decisionProbes: Readonly<Record<string, Probe>> = {
  getDecision: {
    roles: 'liaison chair approver',
    cells: ({ facts }, p) => [
      ...facts.disclosures.map((one): Cell => {
        const review = facts.findings.find(({ name }) => name === one.finding)?.on;
        const holds = p.agency === one.from || (one.name.endsWith(` to ${p.agency}`) && !one.revoked);
        const reads = p.unit === one.unit && holds && knowsReview(p, review) && review && !isShut(p, review);
        return { relation: one.name, params: { decisionId: one.decision }, expect: reads ? 200 : 404 };
      }),
      { relation: 'missing', params: { decisionId: missingId }, expect: 404 },
    ],
  },
  whatIf: of<Basis>(
    'legal_officer',
    'legalBasisId',
    (world: ApiWorld) => world.facts.bases,
    inUnit,
    (p, one) => {
      if (one.authority !== p.authority) return 403;
      return one.state === 'draft' ? 200 : 409;
    },
    () => ({ body: {} }),
  ),
};
