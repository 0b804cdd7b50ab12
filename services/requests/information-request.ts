import { requestStates, type RequestState } from '#platform/codes.ts';
import { addDays } from '#platform/danish-time.ts';
import { Refusal, rule, type Text } from '#platform/errors.ts';
import type { Permission } from '#platform/permissions.ts';

/** What can be done with a request for information. */
export const requestDeeds = ['accept', 'accept_in_part', 'refuse', 'answer', 'withdraw', 'expire'] as const;
export type RequestDeed = (typeof requestDeeds)[number];

/** Which of the two agencies does it; null: nobody, time does. */
type Side = 'asked' | 'asker' | null;
type Transition = {
  readonly deed: RequestDeed;
  readonly from: readonly RequestState[];
  /** The state after it; null where it stays as it is. */
  readonly to: RequestState | null;
  readonly side: Side;
  readonly permission: Permission | null;
  readonly condition: Text | null;
};

const byAsked: Text = { da: 'Kun den myndighed, der er spurgt.', en: 'Only the agency that is asked.' };
const byAsker: Text = { da: 'Kun den myndighed, der spørger.', en: 'Only the agency that asks.' };
const withoutReason: Text = {
  da: 'Kun den myndighed, der er spurgt. Den behøver ikke give nogen grund.',
  en: 'Only the agency that is asked. It need not give any reason.',
};
const byDisclosure: Text = {
  da: 'Den, der er spurgt, videregiver en oplysning til den, der spørger, med anmodningens id.',
  en: 'The agency that is asked discloses a finding to the one that asks, with the id of the request.',
};
const afterExpiry: Text = {
  da: 'Udløbsdagen er forbi. Det siger intet om borgeren eller om den, der er spurgt.',
  en: 'The expiry day has passed. It says nothing about the citizen or about the agency asked.',
};
const open: readonly RequestState[] = ['asked', 'accepted', 'accepted_in_part'];

type Said = Pick<Transition, 'deed' | 'from' | 'to' | 'condition'>;
const asked = (said: Said): Transition => ({ ...said, side: 'asked', permission: 'requests.answer' });
const answered = (from: readonly RequestState[], to: RequestState | null): Transition => ({
  ...asked({ deed: 'answer', from, to, condition: byDisclosure }),
  permission: 'findings.disclose',
});

/** The life of a request: every transition, from where, to where, who, and on what condition. */
const transitions: readonly Transition[] = [
  asked({ deed: 'accept', from: ['asked'], to: 'accepted', condition: byAsked }),
  asked({ deed: 'accept_in_part', from: ['asked'], to: 'accepted_in_part', condition: byAsked }),
  asked({ deed: 'refuse', from: open, to: 'refused', condition: withoutReason }),
  answered(['asked', 'accepted', 'not_answered'], 'answered'),
  answered(['accepted_in_part'], 'answered_in_part'),
  answered(['answered', 'answered_in_part'], null),
  {
    deed: 'withdraw',
    from: open,
    to: 'withdrawn',
    side: 'asker',
    permission: 'requests.ask',
    condition: byAsker,
  },
  { deed: 'expire', from: open, to: 'not_answered', side: null, permission: null, condition: afterExpiry },
];

export const requestStateNames: Readonly<Record<RequestState, Text>> = {
  asked: { da: 'Afventer', en: 'Awaiting' },
  accepted: { da: 'Imødekommet', en: 'Accepted' },
  accepted_in_part: { da: 'Imødekommet delvist', en: 'Accepted in part' },
  answered: { da: 'Besvaret', en: 'Answered' },
  answered_in_part: { da: 'Besvaret delvist', en: 'Answered in part' },
  refused: { da: 'Ikke imødekommet', en: 'Not granted' },
  withdrawn: { da: 'Trukket tilbage', en: 'Withdrawn' },
  not_answered: { da: 'Ikke besvaret', en: 'Not answered' },
};

/** The states and transitions as they are published. */
export const requestLife = {
  states: requestStates.map((state) => ({ state, ...requestStateNames[state], final: !isOpen(state) })),
  transitions: transitions.map(({ deed, from, to, permission, condition }) => ({
    deed,
    from: [...from],
    to,
    permission,
    condition,
  })),
};

/** An answer may still come, or the asker may take it back. */
export function isOpen(state: RequestState): boolean {
  return open.includes(state);
}

const stateForbids = rule('request.state', 409, {
  da: 'Anmodningen er et andet sted i sit forløb, så det kan ikke lade sig gøre nu.',
  en: 'The request is at another point of its life, so this cannot be done now.',
});
const otherSide = rule('request.other-agency', 403, {
  da: 'Det kan kun den anden af de to myndigheder gøre.',
  en: 'Only the other one of the two agencies can do that.',
});

type Standing = { readonly state: RequestState; readonly expiresOn: string };

/** Where a request stands on a day (YYYY-MM-DD): an open one whose last day is over is not answered, and nothing else. */
export function stateOn({ state, expiresOn }: Standing, today: string): RequestState {
  return isOpen(state) && expiresOn < today ? 'not_answered' : state;
}

/** What an agency on this side can do in a state. */
export function allowedNext(state: RequestState, side: Exclude<Side, null>): RequestDeed[] {
  return transitions.filter((one) => one.side === side && one.from.includes(state)).map(({ deed }) => deed);
}

/** The state after the deed. Refuses `request.other-agency` and `request.state`. */
export function stateAfter(
  deed: RequestDeed,
  request: Standing,
  side: Exclude<Side, null>,
  today: string,
): RequestState {
  const state = stateOn(request, today);
  const ways = transitions.filter((one) => one.deed === deed);
  if (!ways.some((one) => one.side === side)) throw new Refusal(otherSide);
  const way = ways.find(({ from }) => from.includes(state));
  if (!way) throw new Refusal(stateForbids, { members: { state, allowedNext: allowedNext(state, side) } });
  return way.to ?? state;
}

/** Days after the day that was wished for on which a request can still be answered without being late. */
const daysAfterWish = 14;
const lastOfAll = '2999-12-31';
/** The last day of a request that wishes for an answer by this day; never one that the calendar does not reach. */
export const expiryOf = (wishedOn: string): string =>
  wishedOn > addDays(lastOfAll, -daysAfterWish) ? lastOfAll : addDays(wishedOn, daysAfterWish);

export const requestRules = {
  stateForbids,
  otherSide,
  reviewNotAdmitted: rule('request.review-not-admitted', 409, {
    da: 'Der kan kun spørges og imødekommes, mens gennemgangen er optaget og ikke afsluttet.',
    en: 'Requests are made and accepted only while the review is admitted and not concluded.',
  }),
  notParty: rule(
    'request.agency-takes-no-part',
    422,
    {
      da: 'Din myndighed deltager ikke i denne gennemgang og kan derfor ikke spørge de andre. Bed mødelederen om at inddrage den først.',
      en: 'Your agency takes no part in this review, so it cannot ask the others. Ask the chair to bring it in first.',
    },
    'Forvaltningsloven § 32',
  ),
  wishedTooEarly: rule('request.wished-too-early', 422, {
    da: 'Den dag, svaret ønskes, kan ikke ligge før i dag.',
    en: 'The day that the answer is wished for cannot be before today.',
  }),
  factOnly: rule('request.basis-carries-no-question', 422, {
    da: 'Hjemlen kan kun bære, at der findes en relevant oplysning, og ikke et spørgsmål. Vælg en anden hjemmel.',
    en: 'The legal basis carries no more than that a relevant finding exists, and no question. Choose another basis.',
  }),
  otherAnswer: rule('request.other-answer', 422, {
    da: 'Anmodningen besvares ved at videregive en oplysning fra den samme gennemgang til den myndighed, der spurgte, og kun den.',
    en: 'The request is answered by disclosing a finding of the same review to the agency that asked, and to it alone.',
  }),
};
