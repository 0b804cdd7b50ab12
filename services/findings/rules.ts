import { rule } from '#platform/errors.ts';

/** Refusals of this room, beside the rules D1 to D8 of the legal bases. */
export const findingRules = {
  reviewNotAdmitted: rule('finding.review-not-admitted', 409, {
    da: 'Oplysninger kan kun tilføjes eller videregives, mens gennemgangen er optaget og ikke afsluttet.',
    en: 'Findings can be attached or disclosed only while the review is admitted and not concluded.',
  }),
  notParty: rule(
    'finding.agency-takes-no-part',
    422,
    {
      da: 'Din myndighed deltager ikke i denne gennemgang. Bed mødelederen om at inddrage den først.',
      en: 'Your agency takes no part in this review. Ask the chair to bring it in first.',
    },
    'Forvaltningsloven § 32',
  ),
  notedInFuture: rule('finding.noted-in-future', 422, {
    da: 'Oplysningens dato kan ikke ligge i fremtiden.',
    en: 'The day of the finding cannot be in the future.',
  }),
  withdrawn: rule('finding.withdrawn', 409, {
    da: 'Oplysningen er trukket tilbage og kan ikke rettes, deles eller trækkes tilbage igen.',
    en: 'The finding is withdrawn and can be neither corrected, disclosed nor withdrawn again.',
  }),
  sayWhatToKeep: rule('finding.attachments-unsaid', 422, {
    da: 'Oplysningen har bilag. Vælg, hvilke der skal følge med over i rettelsen.',
    en: 'The finding has attachments. Choose which of them go with the correction.',
  }),
  disclosedAlready: rule('disclosure.already', 409, {
    da: 'Denne version er allerede videregivet til en af modtagerne.',
    en: 'This version has already been disclosed to one of the recipients.',
  }),
  pictureChanged: rule('finding.picture-changed', 409, {
    da: 'Det, en af modtagerne ville få, er ændret, siden det blev vist. Se igen, hvad hver modtager får, og videregiv det så.',
    en: 'What one of the recipients would be given has changed since it was shown. Look at the preview again, and then disclose it.',
  }),
  approverSecondOnly: rule('disclosure.approver-only-second', 403, {
    da: 'En godkender videregiver kun det, som kræver en godkendelse mere. Resten gør kontaktpersonen.',
    en: 'An approver discloses only what needs a second approval. The liaison does the rest.',
  }),
  revokedAlready: rule('disclosure.revoked', 409, {
    da: 'Videregivelsen er allerede kaldt tilbage.',
    en: 'The disclosure has already been revoked.',
  }),
};
