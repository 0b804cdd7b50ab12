import { allowed, aReview, attach, disclose } from '../findings/findings.ts';
import type { Json, Sent, World } from '../support/world.ts';

const { notedOn: _day, ...said } = allowed.bif.body;
/** What giver and recipients do about a recall, and what they then see. */
export function stepsIn(world: () => World) {
  const withdraw = (id: string, sent: Sent = { version: 1 }) =>
    world().as('bif-liaison').post(`/v1/findings/${id}/withdrawal`, { reason: 'Handler om en anden.' }, sent);
  const correct = (id: string, version: number, text = 'Rettet tekst.') =>
    world()
      .as('bif-liaison')
      .post(`/v1/findings/${id}/corrections`, { ...said, text, reason: 'Forkert periode.' }, { version });
  const revoke = (id: string) =>
    world().as('bif-liaison').post(`/v1/disclosures/${id}/revocation`, { reason: 'Forkert modtager.' });
  const answer = (who: string, noticeId: string, body: object, sent: Sent = { version: 1 }) =>
    world().as(who).post(`/v1/recall-notices/${noticeId}/answer`, body, sent);
  const recallsOf = async (findingId: string, who = 'bif-liaison'): Promise<Json[]> =>
    (await world().as(who).get('/v1/recalls?limit=100')).json.items.filter(
      (one: Json) => one.findingId === findingId,
    );
  const noticesOf = async (findingId: string, who: string, query = ''): Promise<Json[]> =>
    (await world().as(who).get(`/v1/recall-notices?limit=100${query}`)).json.items.filter(
      (one: Json) => one.findingId === findingId,
    );

  /** A finding of BIF that these agencies were given. */
  async function given(recipients: readonly string[] = ['skat', 'kk-bk'], wish = {}) {
    const review = await aReview(world(), wish);
    const { id } = await attach(world(), review.id);
    const disclosures = await disclose(world(), id, 'bif', { recipients });
    return { review, id, disclosures };
  }
  return { withdraw, correct, revoke, answer, recallsOf, noticesOf, given };
}
