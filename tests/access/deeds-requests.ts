import { randomBytes } from 'node:crypto';
import { isShut, type Placed, type Review } from './api-oracle.ts';
import type { ApiWorld } from './api-world.ts';
import type { Principal } from './principal.ts';

/** One agency has asked another for information, on a review. */
export type AskedFor = Placed & { from: string; to: string; on: Review };

/** A request is for those who read findings in its two agencies, where they need to know the case. */
export const knowsRequest = (p: Principal, { unit, from, to, on }: AskedFor) =>
  p.unit === unit &&
  (p.agency === from || p.agency === to) &&
  ['liaison', 'chair', 'approver'].some((role) => p.roles.includes(role)) &&
  !on.excluded.includes(p.name) &&
  !isShut(p, on);

/** Requests that wait, that are refused with and without a reason shown, and one of another unit. */
export async function requestsIn(api: ApiWorld, admitted: Review, other: Review): Promise<void> {
  const { done, facts, secrets, principals } = api;
  const secret = (of: string, may: (p: Principal) => boolean) => {
    const text = `CNRY${randomBytes(8).toString('hex').toUpperCase()}`;
    secrets.push({ text, of, may });
    return text;
  };
  for (const [name, by, to, on, basis, refusal] of [
    ['waiting', 'bk-liaison', 'kk-bif', admitted, 'RSL11C', null],
    ['refused', 'bif-liaison', 'kk-sof', admitted, 'RSL11C', { by: 'sof-liaison', shown: true }],
    ['silent', 'bk-liaison', 'kk-sof', admitted, 'RSL11C', { by: 'sof-liaison', shown: false }],
    ['otherUnit', 'fyn-liaison', 'fyn-politi', other, 'SFL17', null],
  ] as const) {
    const from = principals.find((one) => one.name === by)?.agency ?? '';
    const request: AskedFor = { name, id: '', unit: on.unit, from, to, on };
    const both = (p: Principal) => knowsRequest(p, request);
    const made = await done(by, 'POST', `/v1/case-reviews/${on.id}/requests`, {
      agencyId: to,
      question: `Hvad ved I om ${secret(`question of ${name}`, both)}?`,
      necessity: `Nødvendigt, fordi ${secret(`why of ${name}`, both)}.`,
      legalBasisCode: basis,
      dataClass: 'confidential',
      wishedOn: '2999-01-31',
    });
    request.id = made.id;
    facts.requests.push(request);
    secrets.push({
      text: request.id,
      of: `id of ${name}`,
      plain: true,
      may: (p) => both(p) || p.roles.includes('auditor'),
    });
    if (refusal === null) continue;
    const reads = (p: Principal) => both(p) && (refusal.shown || p.agency === to);
    await done(
      refusal.by,
      'POST',
      `/v1/requests/${request.id}/response`,
      { choice: 'refuse', reason: secret(`reason of ${name}`, reads), reasonShown: refusal.shown },
      made.version,
    );
  }
}
