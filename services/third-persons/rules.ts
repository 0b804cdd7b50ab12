import { rule } from '#platform/errors.ts';

export const thirdPersonRules = {
  reviewNotAdmitted: rule('third-person.review-not-admitted', 409, {
    da: 'Tredjepersoner registreres og videregives kun, mens gennemgangen er optaget og ikke afsluttet.',
    en: 'Third persons are registered and disclosed only while the review is admitted and not concluded.',
  }),
  notParty: rule(
    'third-person.agency-takes-no-part',
    422,
    {
      da: 'Din myndighed deltager ikke i denne gennemgang. Bed mødelederen om at inddrage den først.',
      en: 'Your agency takes no part in this review. Ask the chair to bring it in first.',
    },
    'Forvaltningsloven § 32',
  ),
  mainCitizen: rule('third-person.is-the-citizen', 422, {
    da: 'Personen er borgeren, som gennemgangen handler om, og ikke en tredjeperson.',
    en: 'The person is the citizen whom the review is about, and no third person.',
  }),
  unknown: rule('third-person.unknown', 422, {
    da: 'Tredjepersonen er ikke registreret af din myndighed på denne gennemgang.',
    en: 'The third person is not registered by your agency on this review.',
  }),
  disclosedAlready: rule('third-person.disclosed-already', 409, {
    da: 'Tredjepersonen er allerede videregivet til en af modtagerne.',
    en: 'The third person has already been disclosed to one of the recipients.',
  }),
  revokedAlready: rule('third-person.revoked', 409, {
    da: 'Videregivelsen er allerede kaldt tilbage.',
    en: 'The disclosure has already been revoked.',
  }),
  factOnly: rule('third-person.basis-too-narrow', 422, {
    da: 'Hjemlen bærer kun, at der findes en relevant oplysning, ikke hvem den handler om.',
    en: 'The legal basis carries only that relevant information exists, not whom it is about.',
  }),
};

/** SYS-28: whoever learns of a child has a duty of their own, whatever the meeting does. */
export const notificationDuty = {
  provision: 'Barnets lov § 133',
  da: 'Du har selv skærpet underretningspligt. Underret kommunens børne- og familieenhed, hvis du får kendskab til eller grund til at antage, at barnet har behov for særlig støtte. Pligten gælder dig personligt, uden om gennemgangen og mødet, og standses ikke af tavshedspligten her.',
  en: 'You have a duty of your own to notify. Tell the municipality’s unit for children and families if you learn, or have reason to assume, that the child needs special support. The duty is yours personally, outside the review and the meeting, and is not stopped by the secrecy here.',
} as const;
