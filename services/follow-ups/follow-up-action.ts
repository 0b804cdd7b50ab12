import type { ActionState, AgencyKind, OpenReason, ReviewState, Role } from '#platform/codes.ts';
import type { CivilDate } from '#platform/danish-time.ts';
import { type FieldError, Refusal, rule, type Text } from '#platform/errors.ts';
import { type AmountKind, followUpTypes } from './follow-up-types.ts';

export const followUpRules = {
  remit: rule(
    'D10',
    403,
    {
      da: 'En myndighed kan kun sætte opfølgning i gang på sit eget område.',
      en: 'An agency can set follow-up only within its own remit.',
    },
    'Legalitetsprincippet: hver myndighed handler efter sin egen lovgivning',
  ),
  owner: rule('follow-up.owner-only', 403, {
    da: 'Kun den myndighed, der ejer opfølgningen, kan ændre den.',
    en: 'Only the agency that owns the follow-up can change it.',
  }),
  notParty: rule('follow-up.agency-not-party', 422, {
    da: 'Myndigheden er ikke med i gennemgangen.',
    en: 'The agency is not part of the review.',
  }),
  reviewState: rule('follow-up.review-state', 409, {
    da: 'Opfølgning kan kun sættes i gang på en gennemgang, der er optaget eller gennemgået.',
    en: 'Follow-up can be set only on a review that is admitted or concluded.',
  }),
  notForInvestigation: rule(
    'follow-up.not-for-investigation',
    422,
    {
      da: 'Opfølgningen kan føre til en straffesag. Den kan ikke bygge på oplysninger, der er delt til forebyggelse eller ikke må bruges til efterforskning.',
      en: 'The follow-up can lead to a criminal case. It cannot rest on findings that were shared for prevention or may not be used for investigation.',
    },
    'Retsplejeloven § 115, stk. 2, 2. pkt.',
  ),
  basisUnknown: rule('follow-up.basis-unknown', 422, {
    da: 'En opfølgning kan kun bygge på oplysninger på gennemgangen, som myndigheden selv har, og som ikke er trukket tilbage. For en anden myndighed kan du kun pege på din egen myndigheds oplysninger.',
    en: 'A follow-up can rest only on findings of the review that its agency has itself and that are not withdrawn. For another agency you can name only findings of your own agency.',
  }),
  invalid: rule('follow-up.invalid', 422, {
    da: 'Opfølgningen hænger ikke sammen, som den er udfyldt. Intet er gemt.',
    en: 'The follow-up does not hold together as it is filled in. Nothing was saved.',
  }),
};

const outsideRemit: Text = {
  da: 'Den slags opfølgning hører under en anden myndighed.',
  en: 'That kind of follow-up belongs to another agency.',
};
const forAnother: Text = {
  da: 'En kontaktperson sætter kun opfølgning i gang for sin egen myndighed. Mødelederen kan fordele til andre.',
  en: 'A liaison sets follow-up for the own agency only. The chair can assign to others.',
};

/** Refuses D10 unless this kind of agency owns this type of follow-up. */
export function mustBeInRemit(type: string, agencyKind: AgencyKind): void {
  const known = followUpTypes.find(({ code }) => code === type);
  if (known?.ownerKind === agencyKind) return;
  const members = { type, ownerKind: known?.ownerKind ?? null, agencyKind };
  throw new Refusal(followUpRules.remit, { detail: outsideRemit, members });
}

/** Refuses D10 unless the actor is the chair, or sets follow-up for the own agency. */
export function mustBeForOwnAgency(
  actor: { readonly roles: readonly Role[]; readonly agencyId: string },
  agencyId: string,
): void {
  if (actor.roles.includes('chair') || actor.agencyId === agencyId) return;
  throw new Refusal(followUpRules.remit, { detail: forAnother, contact: 'chair' });
}

/** Refuses `follow-up.review-state` for a review that takes no follow-up in its state. */
export function mustTakeFollowUp(state: ReviewState): void {
  if (state !== 'admitted' && state !== 'concluded') {
    throw new Refusal(followUpRules.reviewState, { members: { state } });
  }
}

/** An action as it will stand. Amounts in kroner; null is "none stated". */
export type ActionDraft = {
  readonly type: string;
  readonly status: ActionState;
  readonly startedOn: CivilDate;
  readonly dueOn: CivilDate | null;
  readonly closedOn: CivilDate | null;
  readonly openReason: OpenReason | null;
};
export type Amounts = { readonly [kind in AmountKind]?: number | null | undefined };

const amountFields = {
  claimed: 'claimedDkk',
  decided: 'decidedDkk',
  collected: 'collectedDkk',
  stopped: 'stoppedPerMonthDkk',
} as const satisfies Record<AmountKind, string>;

const fault = (field: string, code: string, { da, en }: Text): FieldError => ({
  pointer: `/body/${field}`,
  rule: code,
  da,
  en,
});

function dateFaults(draft: ActionDraft, today: CivilDate): FieldError[] {
  const faults: FieldError[] = [];
  const { startedOn, dueOn, closedOn } = draft;
  if (startedOn > today) {
    const text = { da: 'Startdatoen ligger i fremtiden.', en: 'The start date is in the future.' };
    faults.push(fault('startedOn', 'started_in_future', text));
  }
  if (dueOn !== null && dueOn < startedOn) {
    const text = { da: 'Fristen ligger før startdatoen.', en: 'The due date is before the start date.' };
    faults.push(fault('dueOn', 'due_before_start', text));
  }
  if (closedOn !== null && closedOn < startedOn) {
    const text = {
      da: 'Slutdatoen ligger før startdatoen.',
      en: 'The closing date is before the start date.',
    };
    faults.push(fault('closedOn', 'closed_before_start', text));
  }
  if (closedOn !== null && closedOn > today) {
    const text = { da: 'Slutdatoen ligger i fremtiden.', en: 'The closing date is in the future.' };
    faults.push(fault('closedOn', 'closed_in_future', text));
  }
  return faults;
}

function statusFaults({ status, closedOn, openReason }: ActionDraft): FieldError[] {
  const faults: FieldError[] = [];
  const open = status === 'in_progress';
  if (!open && closedOn === null) {
    const text = {
      da: 'Opfølgning, der er afsluttet eller opgivet, skal have en slutdato.',
      en: 'A follow-up that is completed or dropped needs a closing date.',
    };
    faults.push(fault('closedOn', 'closed_on_missing', text));
  }
  if (open && closedOn !== null) {
    const text = {
      da: 'Opfølgning, der er i gang, har ingen slutdato.',
      en: 'A follow-up in progress has no closing date.',
    };
    faults.push(fault('closedOn', 'closed_on_while_open', text));
  }
  if (!open && openReason !== null) {
    const text = {
      da: 'Grunden til, at noget mangler, hører kun til opfølgning, der er i gang.',
      en: 'The reason why something is open belongs only to a follow-up in progress.',
    };
    faults.push(fault('openReason', 'open_reason_when_closed', text));
  }
  return faults;
}

/** Everything that is wrong with an action, at once. `today` is the Danish civil date. */
export function faultsOf(draft: ActionDraft, today: CivilDate): FieldError[] {
  return [...dateFaults(draft, today), ...statusFaults(draft)];
}

/** The amounts that were given although the type has none such. */
export function faultsOfAmounts(type: string, amounts: Amounts): FieldError[] {
  const allowed: readonly AmountKind[] = followUpTypes.find(({ code }) => code === type)?.amounts ?? [];
  const kinds: readonly AmountKind[] = ['claimed', 'decided', 'collected', 'stopped'];
  const text = {
    da: 'Denne slags opfølgning har ikke det beløb.',
    en: 'This kind of follow-up has no such amount.',
  };
  return kinds
    .filter((kind) => typeof amounts[kind] === 'number' && !allowed.includes(kind))
    .map((kind) => fault(amountFields[kind], 'amount_not_of_type', text));
}

/** Refuses `follow-up.invalid` with the faults, when there are any. */
export function mustHoldTogether(errors: readonly FieldError[]): void {
  if (errors.length > 0) throw new Refusal(followUpRules.invalid, { errors });
}
