import { rule } from '#platform/errors.ts';

export const agendaRules = {
  none: rule('agenda.none', 404, {
    da: 'Der er ikke bygget en dagsorden til mødet.',
    en: 'No agenda has been built for the meeting.',
  }),
  notPlanned: rule('agenda.meeting-begun', 409, {
    da: 'Dagsordenen kan kun bygges og fastlægges, før mødet åbnes.',
    en: 'The agenda can be built and settled only before the meeting is opened.',
  }),
  orderIncomplete: rule('agenda.order-incomplete', 422, {
    da: 'Rækkefølgen (order) skal nævne hver gennemgang på dagsordenen én gang og ingen andre.',
    en: 'The order must name each review of the agenda once, and no others.',
  }),
  notOnIt: rule('agenda.not-on-it', 422, {
    da: 'En gennemgang, der skal tages af (remove), står ikke på dagsordenen.',
    en: 'A review to be removed is not on the agenda.',
  }),
  cannotAdd: rule('agenda.cannot-add', 422, {
    da: 'En gennemgang kan kun sættes på (add), når den er optaget eller gennemgået og ikke står der i forvejen.',
    en: 'A review can be added only when it is admitted or concluded and not there already.',
  }),
  meetingNotOpen: rule('agenda.meeting-not-open', 409, {
    da: 'Udfald kan kun noteres, mens mødet er åbent.',
    en: 'Outcomes can be recorded only while the meeting is open.',
  }),
  oldRevision: rule('agenda.old-revision', 409, {
    da: 'Punktet står på en tidligere udgave af dagsordenen.',
    en: 'The item belongs to an earlier revision of the agenda.',
  }),
  concludedBefore: rule('agenda.concluded-before', 409, {
    da: 'Gennemgangen er afsluttet på et tidligere møde og kan ikke trækkes tilbage.',
    en: 'The review was concluded at an earlier meeting and cannot be withdrawn.',
  }),
};
