import type { Text } from '#platform/errors.ts';

const anotherBasis: Text = {
  da: 'En anden hjemmel i kataloget, eller at jeres jurist får hjemlen ændret og godkendt.',
  en: 'Another legal basis of the catalogue, or a change of this one that your legal officer gets approved.',
};

/** What would change the answer, for every reason for a no. */
export const mends = {
  day_invalid: { da: 'En dato, der findes.', en: 'A date that exists.' },
  legal_basis_missing: { da: 'At der vælges en hjemmel.', en: 'Choosing a legal basis.' },
  legal_basis_unknown: anotherBasis,
  legal_basis_not_approved: {
    da: 'At en jurist godkender hjemlen, eller at der vælges en, som er godkendt.',
    en: 'A legal officer approving the legal basis, or choosing one that is approved.',
  },
  legal_basis_not_in_force: {
    da: 'En hjemmel, der gælder den dag, eller at der ventes, til denne gælder.',
    en: 'A legal basis in force on that day, or waiting until this one is.',
  },
  legal_basis_not_contributors: anotherBasis,
  recipient_is_contributor: { da: 'En anden modtager.', en: 'Another recipient.' },
  recipient_takes_no_part: {
    da: 'At mødelederen inddrager modtageren i gennemgangen.',
    en: 'The chair bringing the recipient into the review.',
  },
  recipient_not_active: {
    da: 'At modtageren igen deltager i enhedens samarbejde.',
    en: 'The recipient taking part in the co-operation of the unit again.',
  },
  agreement_lapsed_giver: {
    da: 'At jeres administrator skriver en ny deltagelsesaftale, og en anden person i myndigheden bekræfter den.',
    en: 'Your administrator drafting a new participation agreement, and a second person of the authority confirming it.',
  },
  agreement_lapsed_recipient: {
    da: 'At modtageren får en ny deltagelsesaftale, eller at der vælges en anden modtager.',
    en: 'The recipient getting a new participation agreement, or choosing another recipient.',
  },
  recipient_not_of_basis: {
    da: 'En hjemmel, der omfatter modtageren, eller en anden modtager.',
    en: 'A legal basis that covers the recipient, or another recipient.',
  },
  necessity_too_short: {
    da: 'En begrundelse for, hvorfor modtageren har brug for oplysningen.',
    en: 'A statement of why the recipient needs the information.',
  },
  purpose_not_of_basis: {
    da: 'Et formål, som hjemlen gælder for, eller en hjemmel til dette formål.',
    en: 'A purpose that the legal basis serves, or a legal basis for this purpose.',
  },
  criminal_data_without_basis: {
    da: 'En hjemmel, der gælder for oplysninger om strafbare forhold, eller at de udelades.',
    en: 'A legal basis for information on criminal offences, or leaving it out.',
  },
  special_data_without_basis: {
    da: 'En hjemmel, der udtrykkeligt gælder for følsomme oplysninger, eller at de udelades.',
    en: 'A legal basis that expressly covers special categories, or leaving them out.',
  },
  data_class_not_of_basis: {
    da: 'En hjemmel, der omfatter denne type oplysninger, eller at typen rettes, hvis den er forkert.',
    en: 'A legal basis that covers this class of data, or correcting the class if it is wrong.',
  },
  second_approval_missing: {
    da: 'At en godkender i myndigheden, som ikke selv har skrevet oplysningen, videregiver den.',
    en: 'An approver of the agency, who did not write the finding, disclosing it.',
  },
  declaration_missing: {
    da: 'Erklæringen om, at oplysningen ikke deles med henblik på efterforskning.',
    en: 'The declaration that the finding is not shared with a view to an investigation.',
  },
  police_subject_category_missing: {
    da: 'At oplysningen siger, hvilken kategori den registrerede hører til.',
    en: 'The finding saying which category the data subject belongs to.',
  },
  police_statement_kind_missing: {
    da: 'At oplysningen siger, om den er en kendsgerning eller en vurdering.',
    en: 'The finding saying whether it is a fact or an assessment.',
  },
  police_statement_kind_differs: {
    da: 'At oplysningen kun er én af delene.',
    en: 'The finding being only one of them.',
  },
  police_review_date_missing: {
    da: 'En dato for, hvornår oplysningen senest vurderes igen.',
    en: 'A date by which the finding is reviewed.',
  },
  police_review_date_passed: {
    da: 'At politiet vurderer oplysningen igen og giver den en ny dato.',
    en: 'The police reviewing the finding and giving it a new date.',
  },
  basis_not_for_persons: {
    da: 'En hjemmel, der gælder for oplysninger om personer.',
    en: 'A legal basis for information on persons.',
  },
  basis_not_for_companies: {
    da: 'En hjemmel, der gælder for oplysninger om virksomheder.',
    en: 'A legal basis for information on companies.',
  },
  money_laundering_source: {
    da: 'Intet. Tavshedspligten er absolut, og ingen kan fravige den.',
    en: 'Nothing. The secrecy is absolute, and nobody can depart from it.',
  },
} as const satisfies Record<string, Text>;

/** The codes of the reasons for a no; each has a text on what would change it. */
export type RefusalCode = keyof typeof mends;
