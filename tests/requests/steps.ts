import { expect } from 'vitest';
import { aReview, attach, tryDisclose } from '../findings/findings.ts';
import { inDays } from '../meetings/steps.ts';
import type { Answer, Json, Sent, World } from '../support/world.ts';

/** What SKAT asks BIF, by its own basis. */
const aQuestion = (change: Record<string, unknown> = {}) => ({
  agencyId: 'kk-bif',
  question: 'Modtager borgeren kontanthjælp i denne måned?',
  necessity: 'Svaret afgør, om skattekortet skal ændres.',
  legalBasisCode: 'SFL17',
  dataClass: 'confidential',
  wishedOn: inDays(10),
  ...change,
});

export const tryAsk = (
  world: World,
  reviewId: string,
  change: Record<string, unknown> = {},
  { who = 'skat-liaison', ...sent }: Sent & { who?: string } = {},
): Promise<Answer> => world.as(who).post(`/v1/case-reviews/${reviewId}/requests`, aQuestion(change), sent);

/** A request from SKAT to BIF on a review that all agencies take part in. */
export async function aRequest(world: World, change: Record<string, unknown> = {}): Promise<Json> {
  const review = await aReview(world);
  const answer = await tryAsk(world, review.id, change);
  expect(answer).toMatchObject({ status: 201 });
  return answer.json;
}

export const respond = (
  world: World,
  { id, version }: { id: string; version: number },
  body: Record<string, unknown>,
  who = 'bif-liaison',
) => world.as(who).post(`/v1/requests/${id}/response`, body, { version });

export const withdraw = (
  world: World,
  { id, version }: { id: string; version: number },
  who = 'skat-liaison',
) => world.as(who).post(`/v1/requests/${id}/withdrawal`, undefined, { version });

export const read = async (world: World, id: string, who: string): Promise<Json> =>
  (await world.as(who).get(`/v1/requests/${id}`)).json;

/** A finding of BIF on the request's review, disclosed to SKAT as its answer. */
export async function tryAnswer(
  world: World,
  request: { id: string; reviewId: string },
  change: Record<string, unknown> = {},
): Promise<Answer> {
  const finding = await attach(world, request.reviewId);
  const answering = { initiative: 'on_request', requestId: request.id };
  return tryDisclose(world, finding.id, 'bif', { ...answering, ...change });
}
