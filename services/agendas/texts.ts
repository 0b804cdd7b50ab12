import type { ItemOutcome, ItemReason } from '#platform/codes.ts';
import type { Text } from '#platform/errors.ts';
import type { AbsentReason } from './agenda.ts';

/** Why a review is on the agenda, in words. */
export const reasonTexts: Readonly<Record<ItemReason, Text>> = {
  carried_over: { da: 'Udsat på det seneste møde.', en: 'Postponed at the latest meeting.' },
  overdue_follow_up: {
    da: 'Opfølgning har overskredet sin frist.',
    en: 'A follow-up is past its due date.',
  },
  nominated: { da: 'Indstillet, optaget og spurgt.', en: 'Nominated, admitted and asked.' },
  added_by_chair: { da: 'Sat på af mødelederen.', en: 'Added by the chair.' },
};

/** Why an open review is not on the agenda, and what would bring it on. */
export const absentTexts: Readonly<Record<AbsentReason, { why: Text; remedy: Text }>> = {
  not_admitted: {
    why: { da: 'Indstillingen er ikke optaget.', en: 'The nomination has not been admitted.' },
    remedy: { da: 'Mødelederen optager den.', en: 'The chair admits it.' },
  },
  not_confirmed_again: {
    why: {
      da: 'Politiets vurdering er ikke bekræftet igen.',
      en: 'The assessment of the police has not been confirmed again.',
    },
    remedy: { da: 'Politiet bekræfter den igen.', en: 'The police confirm it again.' },
  },
  awaiting_first_asking: {
    why: { da: 'Ingen myndighed er spurgt endnu.', en: 'No agency has been asked yet.' },
    remedy: { da: 'Spørg mindst én myndighed.', en: 'Ask at least one agency.' },
  },
  on_earlier_agenda: {
    why: {
      da: 'Står på dagsordenen for et tidligere møde.',
      en: 'It is on the agenda of an earlier meeting.',
    },
    remedy: {
      da: 'Kommer på igen, hvis den udsættes dér, eller mødet aflyses.',
      en: 'It comes on again if it is postponed there, or that meeting is cancelled.',
    },
  },
  over_capacity: {
    why: { da: 'Der er ikke plads på mødet.', en: 'There is no room at the meeting.' },
    remedy: {
      da: 'Hæv mødets kapacitet, eller vent: den rykker frem til næste møde.',
      en: "Raise the meeting's capacity, or wait: it moves up for the next meeting.",
    },
  },
  removed_by_chair: {
    why: { da: 'Taget af dagsordenen af mødelederen.', en: 'Removed from the agenda by the chair.' },
    remedy: {
      da: 'Mødelederen sætter den på igen; ellers kommer den på næste møde.',
      en: 'The chair adds it again; otherwise it comes on at the next meeting.',
    },
  },
};

export const outcomeTexts: Readonly<Record<ItemOutcome, Text>> = {
  follow_up: { da: 'Opfølgning', en: 'Follow-up' },
  no_follow_up: { da: 'Ingen opfølgning', en: 'No follow-up' },
  postponed: { da: 'Udsat', en: 'Postponed' },
  withdrawn: { da: 'Trukket tilbage', en: 'Withdrawn' },
};
