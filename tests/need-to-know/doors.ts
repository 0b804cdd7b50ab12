import { endpoints } from '#api/endpoints.ts';
import { anAdmittedReview } from '../case-reviews/reviews.ts';
import { allowed } from '../findings/findings.ts';
import { anOpenMeeting, inDays } from '../meetings/steps.ts';
import type { World } from '../support/world.ts';

/** A case with everything in it: asked, answered, a finding told to others, on the agenda of an open meeting, with follow-up. */
export async function aWholeCase(world: World) {
  const cpr = '620290-2001';
  const { id } = await anAdmittedReview(world, ['skat', 'kk-bif', 'kk-sof', 'kk-bk'], 'bif-liaison', { cpr });
  const { body } = allowed.bif;
  const attached = await world.as('bif-liaison').post(`/v1/case-reviews/${id}/findings`, body);
  const findingId: string = attached.json.id;
  const released = await world.as('bif-liaison').post(`/v1/findings/${findingId}/disclosures`, {
    recipients: ['kk-bk'],
    legalBasisCode: 'RSL11C',
    necessity: 'Oplysningen afgør, om ydelsen er berettiget.',
    initiative: 'own',
    declarationNotInvestigation: false,
  });
  const disclosureId: string = released.json.items[0].id;
  await world
    .as('bif-liaison')
    .put(`/v1/case-reviews/${id}/replies/kk-bif`, { kind: 'finding' }, { version: 0 });
  const { meeting, items } = await anOpenMeeting(world, [id]);
  const action = await world.as('politi-chair').post(`/v1/agenda-items/${items[0].id}/follow-ups`, {
    agencyId: 'kk-bif',
    type: 'sanction',
    dueOn: inDays(30),
  });
  return {
    id,
    cpr,
    findingId,
    disclosureId,
    meetingId: meeting.id as string,
    itemId: items[0].id as string,
    actionId: action.json.id as string,
  };
}
export type Case = Awaited<ReturnType<typeof aWholeCase>>;

type Ids = Pick<Case, 'id' | 'findingId' | 'disclosureId' | 'actionId'>;
type Door = { method: 'GET' | 'POST' | 'PUT' | 'PATCH'; path: string; body?: unknown; version?: number };
const ofIds = ({ id, findingId, disclosureId, actionId }: Ids): Record<string, string> => ({
  reviewId: id,
  findingId,
  disclosureId,
  actionId,
});
const gets = endpoints.flatMap(({ endpoint: { method, path } }) => (method === 'GET' ? path : []));

/** Every reading of the API by the id of a review, finding, disclosure or follow-up. */
function readings(at: Ids): Door[] {
  const values = ofIds(at);
  return gets.flatMap((path): Door[] => {
    const names = [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => name);
    if (names.length === 0 || names.some((name) => values[name] === undefined)) return [];
    return [{ method: 'GET', path: path.replaceAll(/:(\w+)/g, (_, name: string) => values[name] ?? '') }];
  });
}

/** Lists of things that belong to cases; those of the unit, its words and its people name none. */
export const listsThatNameCases = ({ meetingId }: Case): string[] => [
  ...gets.filter(
    (path) => !path.includes(':') && !/meta|units|codes|permissions|people|legal-bases|openapi/.test(path),
  ),
  '/v1/case-reviews?state=admitted&awaiting=my_agency&limit=100',
  `/v1/meetings/${meetingId}/agenda`,
];

/** Doors with an id in the address: what stands behind them, and the same request about nothing. */
export const doors = (at: Ids): Door[] => {
  const review = `/v1/case-reviews/${at.id}`;
  return [
    ...readings(at),
    { method: 'POST', path: `${review}/assignments`, body: {} },
    { method: 'POST', path: `${review}/openings`, body: { reason: 'Jeg vil gerne se den alligevel.' } },
    { method: 'POST', path: `${review}/recusal`, body: {} },
    { method: 'POST', path: `${review}/findings`, body: { ...allowed.bif.body } },
    { method: 'PUT', path: `${review}/replies/kk-bif`, body: { kind: 'nothing_to_add' }, version: 1 },
    { method: 'POST', path: `${review}/withdrawal`, body: {}, version: 2 },
    { method: 'POST', path: `${review}/unmaskings`, body: { reason: 'phone_contact' } },
    {
      method: 'POST',
      path: `${review}/follow-ups`,
      body: { agencyId: 'kk-bif', type: 'sanction', dueOn: '2999-12-31' },
    },
    {
      method: 'POST',
      path: `/v1/findings/${at.findingId}/withdrawal`,
      body: { reason: 'Var ikke rigtig.' },
      version: 1,
    },
    {
      method: 'POST',
      path: `/v1/disclosures/${at.disclosureId}/revocation`,
      body: { reason: 'Var ikke nødvendig.' },
    },
    { method: 'PATCH', path: `/v1/follow-ups/${at.actionId}`, body: { note: 'Prøve.' }, version: 1 },
  ];
};
