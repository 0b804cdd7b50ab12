import type { Purpose } from '#platform/codes.ts';
import { addDays } from '#platform/danish-time.ts';

type Input = { params?: object; body?: object; version?: number; purpose?: Purpose };
type Act = (username: string, deed: string, day: string, input: Input) => Promise<{ id: string }>;

const police: Purpose = 'prevention';
const necessity = 'Medarbejderne skal kunne holde samtalen sikkert.';

/**
 * What the police state of some of the cases: one affiliation that is due soon, one that was not confirmed in time, so that its
 * case is on no agenda; conditions for a safe meeting, of which one runs out soon; and third persons of SOF, one disclosed.
 */
export async function assessAndRegister(
  act: Act,
  reviews: ReadonlyMap<string, string>,
  today: string,
): Promise<void> {
  const of = (name: string) => ({ reviewId: reviews.get(name) ?? '' });
  const day = (days: number) => addDays(today, days);
  const state = (name: string, on: number, due: number) =>
    act('politi-liaison', 'stateAffiliation', day(on), {
      params: of(name),
      purpose: police,
      version: 0,
      body: { value: 'confirmed', reviewDueOn: day(due), ground: 'Vurderet på grundlag af egne sager.' },
    });
  const assess = (name: string, until: number, body: object) =>
    act('politi-liaison', 'assessSecurity', day(-1), {
      params: of(name),
      purpose: police,
      body: {
        contact: 'Vagthavende, Københavns Politi, 00 00 00 00',
        validUntil: day(until),
        legalBasisCode: 'RPL115-1-1',
        necessity,
        declarationNotInvestigation: true,
        ...body,
      },
    });
  await state('Per Prøvesen', -40, 200);
  await state('Kaj Kunstig', -6, 18);
  await state('Lis Låne-Navn', -12, -2);
  await assess('Per Prøvesen', 120, {
    conditions: ['two_staff', 'not_at_home', 'call_before'],
    text: 'Aftal tid dagen før.',
    recipients: ['kk-sof', 'kk-bif'],
  });
  await assess('Kaj Kunstig', 12, {
    conditions: ['police_station', 'individual_only'],
    recipients: ['kk-bif'],
  });
  const register = (relation: string, name: string) =>
    act('sof-liaison', 'registerThirdPerson', day(-3), {
      params: of('Åse Ågaard-Test'),
      body: {
        relation,
        name,
        dataClass: 'confidential',
        legalBasisCode: 'RSL11C',
        necessity: 'Afgørende for, hvem der bor på adressen.',
      },
    });
  await register('child', 'Asger Ågaard-Test');
  const partner = await register('partner', 'Palle Påfund');
  await act('sof-liaison', 'discloseThirdPerson', day(-3), {
    params: { thirdPersonId: partner.id },
    body: {
      recipients: ['kk-bk'],
      legalBasisCode: 'RSL11C',
      necessity: 'Betaling og Kontrol skal vurdere, om borgeren er enlig.',
    },
  });
}
