import { Temporal } from 'temporal-polyfill';
import { reviewStates, type ReviewState, type Role } from '#platform/codes.ts';
import { Refusal, rule, type Text } from '#platform/errors.ts';
import { mayDo, type Permission } from '#platform/permissions.ts';

/** What can be done with a review. */
export const reviewDeeds = [
  'admit',
  'decline',
  'withdraw',
  'conclude',
  'ask',
  'reply',
  'lapse',
  'reopen',
] as const;
export type ReviewDeed = (typeof reviewDeeds)[number];

type Transition = {
  readonly deed: ReviewDeed;
  readonly from: readonly ReviewState[];
  /** The state after it; null where the review stays as it is. */
  readonly to: ReviewState | null;
  /** Who may; null where nobody does it to the review itself: time does it, or a meeting. */
  readonly permission: Permission | null;
  readonly condition: Text | null;
};

const atMeeting: Text = {
  da: 'Mødet, der afsluttede den eller trak den tilbage, er stadig åbent og ændrer sit udfald.',
  en: 'The meeting that concluded or withdrew it is still open and changes its outcome.',
};

/** The life of a review: every transition, from where, to where, who, and on what condition. */
export const transitions: readonly Transition[] = [
  {
    deed: 'admit',
    from: ['nominated'],
    to: 'admitted',
    permission: 'case-reviews.decide',
    condition: { da: 'Indstillingen er ikke udløbet.', en: 'The nomination has not expired.' },
  },
  {
    deed: 'decline',
    from: ['nominated'],
    to: 'declined',
    permission: 'case-reviews.decide',
    condition: null,
  },
  {
    deed: 'withdraw',
    from: ['nominated', 'admitted'],
    to: 'withdrawn',
    permission: 'case-reviews.withdraw',
    condition: {
      da: 'Den, der indstillede, eller mødelederen.',
      en: 'The agency that nominated, or the chair.',
    },
  },
  {
    deed: 'conclude',
    from: ['admitted'],
    to: 'concluded',
    permission: 'case-reviews.decide',
    condition: {
      da: 'Gennemgangens dato ligger ikke før indstillingen og ikke i fremtiden.',
      en: 'The day of the review is neither before the nomination nor in the future.',
    },
  },
  {
    deed: 'ask',
    from: ['admitted'],
    to: null,
    permission: 'case-reviews.ask',
    condition: {
      da: 'Myndigheden deltager i enheden og er ikke spurgt før.',
      en: 'The agency takes part in the unit and has not been asked before.',
    },
  },
  {
    deed: 'reply',
    from: ['admitted'],
    to: null,
    permission: 'case-reviews.reply',
    condition: {
      da: 'Ens egen myndighed er spurgt. Svaret »oplysning« kræver en oplysning på sagen.',
      en: 'The own agency has been asked. The answer "finding" needs a finding on the review.',
    },
  },
  {
    deed: 'lapse',
    from: ['nominated'],
    to: 'lapsed',
    permission: null,
    condition: { da: 'Indstillingen er udløbet.', en: 'The nomination has expired.' },
  },
  {
    deed: 'reopen',
    from: ['concluded', 'withdrawn'],
    to: 'admitted',
    permission: null,
    condition: atMeeting,
  },
  { deed: 'reopen', from: ['withdrawn'], to: 'nominated', permission: null, condition: atMeeting },
];

const stateNames: Readonly<Record<ReviewState, Text>> = {
  nominated: { da: 'Indstillet', en: 'Nominated' },
  declined: { da: 'Afvist', en: 'Declined' },
  admitted: { da: 'Optaget', en: 'Admitted' },
  concluded: { da: 'Gennemgået', en: 'Concluded' },
  withdrawn: { da: 'Trukket tilbage', en: 'Withdrawn' },
  lapsed: { da: 'Bortfaldet', en: 'Lapsed' },
};

/** The states and transitions as they are published. */
export const reviewLife = {
  states: reviewStates.map((state) => ({ state, ...stateNames[state], final: !isOpen(state) })),
  transitions: transitions.map(({ deed, from, to, permission, condition }) => ({
    deed,
    from: [...from],
    to,
    permission,
    condition,
  })),
};

/** A review that is under way; the others have come to their end. */
export function isOpen(state: ReviewState): boolean {
  return state === 'nominated' || state === 'admitted';
}

const stateForbids = rule('review.state', 409, {
  da: 'Gennemgangen er et andet sted i sit forløb, så det kan ikke lade sig gøre nu.',
  en: 'The review is at another point of its life, so this cannot be done now.',
});
const expired = rule('review.expired', 409, {
  da: 'Indstillingen er udløbet og kan ikke optages. Indstil borgeren igen, hvis det stadig er nødvendigt.',
  en: 'The nomination has expired and cannot be admitted. Nominate again if it is still needed.',
});
const nominatorOnly = rule('review.nominator-or-chair', 403, {
  da: 'Kun den myndighed, der indstillede, eller mødelederen kan trække gennemgangen tilbage.',
  en: 'Only the agency that nominated, or the chair, can withdraw the review.',
});
const dayImpossible = rule('review.day', 422, {
  da: 'Gennemgangens dato kan ikke ligge i fremtiden eller før indstillingen.',
  en: 'The day of the review can be neither in the future nor before the nomination.',
});

export const reviewRules = { stateForbids, expired, nominatorOnly, dayImpossible };

/** What can be done in a state, by people. */
export function allowedNext(state: ReviewState): ReviewDeed[] {
  return transitions.filter((one) => one.permission && one.from.includes(state)).map((one) => one.deed);
}

/** Refuses `review.state` for a review that no meeting has concluded or withdrawn. */
export function mustBeReopenable(state: ReviewState): void {
  const reopen = transitions.filter(({ deed }) => deed === 'reopen');
  if (!reopen.some(({ from }) => from.includes(state))) throw forbidden(state);
}

/** Where a review goes back to: it stays nominated if it was never admitted. */
export function stateReopened(admittedOn: string | null): ReviewState {
  return admittedOn === null ? 'nominated' : 'admitted';
}

const forbidden = (state: ReviewState) =>
  new Refusal(stateForbids, { members: { state, allowedNext: allowedNext(state) } });

type Standing = {
  readonly state: ReviewState;
  readonly expiresOn: string;
  readonly nominatingAgencyId: string;
};
type Actor = { readonly roles: readonly Role[]; readonly agencyId: string };

/** Why the deed cannot be done with this review by this actor on this day (YYYY-MM-DD), or null when it can. */
export function whyNot(deed: ReviewDeed, review: Standing, actor: Actor, today: string): Refusal | null {
  const transition = transitions.find((one) => one.deed === deed);
  if (!transition?.from.includes(review.state)) {
    return forbidden(review.state);
  }
  if (deed === 'admit' && review.expiresOn < today) {
    return new Refusal(expired, { members: { expiresOn: review.expiresOn } });
  }
  const nominatorOrChair = actor.agencyId === review.nominatingAgencyId || actor.roles.includes('chair');
  return deed === 'withdraw' && !nominatorOrChair ? new Refusal(nominatorOnly, { contact: 'chair' }) : null;
}

/** Refuses what `whyNot` gives a reason against. */
export function mustAllow(deed: ReviewDeed, review: Standing, actor: Actor, today: string): void {
  const refusal = whyNot(deed, review, actor, today);
  if (refusal) throw refusal;
}

/** The deeds of people, and whether this actor can do them now: the same table that refuses, for the screen. */
export function actionsFor(review: Standing, actor: Actor, today: string) {
  return transitions.flatMap(({ deed, permission }) => {
    if (!permission || !mayDo(actor.roles, permission)) return [];
    const refusal = whyNot(deed, review, actor, today);
    return [{ deed, allowed: refusal === null, ...(refusal ? { why: refusal.rule.id } : {}) }];
  });
}

/** Refuses `review.day` for a day in the future or before the nomination. */
export function mustBeReviewDay(day: string, nominatedOn: string, today: string): void {
  if (day > today || day < nominatedOn) throw new Refusal(dayImpossible, { members: { nominatedOn, today } });
}

/** The last day on which a nomination made on this day can be admitted: six months on. */
export function expiryOf(nominatedOn: string): string {
  return Temporal.PlainDate.from(nominatedOn).add({ months: 6 }).toString();
}

/**
 * Who knows the person's name: the chair, who leads the meeting, and the liaisons and approvers of agencies that are part
 * of the review. A coordinator follows that the review exists and where it stands, without a name.
 */
export function knowsPerson(actor: Actor, agencies: readonly string[]): boolean {
  const party = agencies.includes(actor.agencyId);
  return (
    actor.roles.includes('chair') ||
    (party && (actor.roles.includes('liaison') || actor.roles.includes('approver')))
  );
}

/** Who reads the ground of the nomination and why it was declined: the agency that nominated, and the chair. */
export function knowsGround(actor: Actor, nominatingAgencyId: string): boolean {
  return (
    actor.roles.includes('chair') ||
    (actor.agencyId === nominatingAgencyId && actor.roles.includes('liaison'))
  );
}
