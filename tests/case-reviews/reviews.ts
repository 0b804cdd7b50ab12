import type { World } from '../support/world.ts';

let numbers = 0;
/** A replacement number that no other test of the file uses. */
export function aNumber(): string {
  numbers += 1;
  return `610190-${1000 + numbers}`;
}

/** What a liaison of a municipal agency sends to nominate somebody, under the purpose benefit_control. */
export function aNomination(given: Record<string, unknown> = {}) {
  return {
    cpr: aNumber(),
    name: 'Ida Opdigtet',
    municipalityCode: '0101',
    ground: 'Modtager kontanthjælp og kører i en bil til 900.000 kr.',
    legalBasisCode: 'DBL6-GDPR6E',
    ...given,
  };
}

export type Known = { id: string; version: number };

/** Nominated by `by`; what only the nominating agency and the chair know of. */
export async function aNominatedReview(
  world: World,
  by = 'bif-liaison',
  given: Record<string, unknown> = {},
): Promise<Known> {
  const answer = await world.as(by).post('/v1/case-reviews', aNomination(given));
  if (answer.status !== 201) throw new Error(`not nominated: ${answer.text}`);
  return { id: answer.json.id, version: answer.json.version };
}

/** Nominated, and admitted by the chair, who asks these agencies. */
export async function anAdmittedReview(
  world: World,
  ask: string[] = ['skat', 'kk-bif'],
  by = 'bif-liaison',
  given: Record<string, unknown> = {},
): Promise<Known> {
  const { id, version } = await aNominatedReview(world, by, given);
  const answer = await world
    .as('politi-chair')
    .post(`/v1/case-reviews/${id}/admission`, { agencyIds: ask }, { version });
  if (answer.status !== 200) throw new Error(`not admitted: ${answer.text}`);
  return { id, version: answer.json.version };
}

/** An answer without what differs from request to request, to compare what two of them tell. */
export function told(answer: { status: number; text: string; headers: Record<string, unknown> }) {
  const { traceparent, date: _date, ...headers } = answer.headers;
  const trace = String(traceparent).slice(3, 35);
  return { status: answer.status, headers, text: answer.text.replaceAll(trace, 'TRACE') };
}
