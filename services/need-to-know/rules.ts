import { fieldRule, rule, Refusal } from '#platform/errors.ts';
import { openingHours } from './standing.ts';

const inhabil = 'Forvaltningsloven §§ 3-6';
const needOnly = 'Forvaltningsloven § 32';

export const needToKnow = rule(
  'review.need-to-know',
  403,
  {
    da: 'En kollega i din myndighed har sagen.',
    en: 'A colleague of your agency has the case.',
  },
  needOnly,
);

/** The refusal for a colleague who does not have the case, with what to do. */
export const openFirst = (reviewId: string): Refusal =>
  new Refusal(needToKnow, {
    detail: {
      da: `Skal du bruge den i dit arbejde, kan du åbne den i ${openingHours} timer med en begrundelse. Myndighedens godkender ser, hvem der åbnede, hvornår og hvorfor. Godkenderen kan også give dig sagen.`,
      en: `If your work needs it, you can open it for ${openingHours} hours with a reason. The approver of your agency sees who opened it, when and why. The approver can also give you the case.`,
    },
    contact: 'approver',
    members: { reviewId },
  });

export const reasonHoldsNumber = fieldRule(
  'reason.cpr',
  'Skriv ikke et CPR-nummer i begrundelsen.',
  'Do not write a CPR number in the reason.',
);

export const assignmentRules = {
  notParty: rule('assignment.not-party', 403, {
    da: 'Din myndighed er ikke med i gennemgangen.',
    en: 'Your agency is not part of the review.',
  }),
  taken: rule('assignment.taken', 409, {
    da: 'En anden i din myndighed har sagen. Godkenderen kan give den til dig.',
    en: 'Somebody else of your agency has the case. The approver can give it to you.',
  }),
  approverGives: rule('assignment.approver-gives', 403, {
    da: 'Du kan selv tage en sag, som ingen har. Det er godkenderen, der giver den til andre.',
    en: 'You can take a case that nobody has. It is the approver who gives it to others.',
  }),
  self: rule('assignment.self', 403, {
    da: 'Du kan ikke give sagen til dig selv. Åbn den med en begrundelse, hvis du har brug for den.',
    en: 'You cannot give the case to yourself. Open it with a reason if you need it.',
  }),
  nobodyThere: rule('assignment.person', 422, {
    da: 'Sagen kan gives til en kontaktperson eller godkender i din myndighed, som ikke er udelukket fra den.',
    en: 'The case can be given to a liaison or approver of your agency who is not excluded from it.',
  }),
  already: rule('assignment.already', 409, {
    da: 'Personen har allerede sagen.',
    en: 'The person has the case already.',
  }),
};

export const exclusionRules = {
  self: rule(
    'exclusion.self',
    403,
    {
      da: 'Er du selv inhabil, så meld det under »Jeg er inhabil«.',
      en: 'If you are disqualified yourself, say so under “I am disqualified”.',
    },
    inhabil,
  ),
  nobodyThere: rule(
    'exclusion.person',
    422,
    {
      da: 'Personen har ingen rolle i din myndighed her i enheden. Mødelederen kan udelukke personer fra alle myndigheder.',
      en: 'The person has no role in your agency in this unit. The chair can exclude people of every agency.',
    },
    inhabil,
  ),
  already: rule(
    'exclusion.already',
    409,
    { da: 'Personen er allerede udelukket fra sagen.', en: 'The person is excluded from the case already.' },
    inhabil,
  ),
};

export const openingRules = {
  ownOpening: rule('opening.own', 403, {
    da: 'Du kan ikke gennemse din egen åbning. Det gør en anden godkender, eller myndighedens revisor ser den.',
    en: 'You cannot look at an opening of your own. Another approver does, or the agency’s auditor sees it.',
  }),
};
