import { rule } from '#platform/errors.ts';

/** What refuses an emergency access. */
export const emergencyRules = {
  notNeeded: rule('emergency.not-needed', 409, {
    da: 'Gennemgangen er allerede åben for dig. En nødadgang giver ikke mere end det, din myndighed har fået.',
    en: 'The review is open to you already. An emergency access gives no more than what your agency was given.',
  }),
  askedAlready: rule('emergency.asked-already', 409, {
    da: 'Du har allerede bedt om nødadgang til gennemgangen. Den åbnes, når en godkender eller mødelederen bekræfter.',
    en: 'You have asked for emergency access to the review already. It opens when an approver or the chair confirms.',
  }),
  openAlready: rule('emergency.open-already', 409, {
    da: 'Du har allerede nødadgang til gennemgangen.',
    en: 'You have emergency access to the review already.',
  }),
  secondPerson: rule(
    'emergency.second-person',
    422,
    {
      da: 'Den, der beder om nødadgang, kan ikke selv bekræfte den. Bed en anden godkender i myndigheden eller enhedens mødeleder om det.',
      en: 'Whoever asks for emergency access cannot confirm it. Ask another approver of the agency or the unit’s chair.',
    },
    'Databeskyttelsesforordningen art. 32',
  ),
  decidedAlready: rule('emergency.decided-already', 409, {
    da: 'Der er allerede taget stilling til anmodningen, eller den er taget tilbage.',
    en: 'The request has been decided already, or was taken back.',
  }),
  notInTime: rule('emergency.not-in-time', 409, {
    da: 'Anmodningen blev ikke bekræftet inden for en time og gælder ikke længere. Er der stadig fare, skal der bedes om en ny.',
    en: 'The request was not confirmed within an hour and holds no longer. If there still is danger, a new one has to be made.',
  }),
  notOpen: rule('emergency.not-open', 409, {
    da: 'Nødadgangen er ikke åben længere.',
    en: 'The emergency access is open no longer.',
  }),
};
