import { rule } from '#platform/errors.ts';

export const assessmentRules = {
  policeOnly: rule('assessment.police-only', 403, {
    da: 'Kun politiet vurderer tilknytning og sikkerhed.',
    en: 'Only the police assess affiliation and security.',
  }),
  reviewOver: rule('assessment.review-state', 409, {
    da: 'Gennemgangen er ikke i en tilstand, hvor der kan vurderes.',
    en: 'The case review is not in a state in which an assessment can be made.',
  }),
  reviewDate: rule(
    'affiliation.review-date',
    422,
    {
      da: 'Angiv, hvornår vurderingen senest skal ses efter: efter i dag og højst 12 måneder frem.',
      en: 'Say by when the statement is to be reviewed: after today and at most 12 months ahead.',
    },
    'Retshåndhævelsesloven § 4, stk. 6',
  ),
  nothingToWithdraw: rule('affiliation.nothing-to-withdraw', 409, {
    da: 'Der er ingen vurdering at trække tilbage.',
    en: 'There is no statement to withdraw.',
  }),
  validity: rule(
    'security.validity',
    422,
    {
      da: 'Vurderingen gælder til en dag efter i dag og højst seks måneder frem.',
      en: 'The assessment is valid until a day after today and at most six months ahead.',
    },
    'Retshåndhævelsesloven § 4, stk. 6',
  ),
  ended: rule('security.ended', 409, {
    da: 'Vurderingen gælder ikke mere. Lav en ny.',
    en: 'The assessment is no longer in force. Make a new one.',
  }),
  toldAlready: rule('security.told-already', 409, {
    da: 'Myndigheden har allerede fået vilkårene.',
    en: 'The agency has been told the conditions already.',
  }),
  factOnly: rule('assessment.basis-too-narrow', 422, {
    da: 'Hjemlen bærer kun, at der findes en relevant oplysning, ikke hvad den går ud på.',
    en: 'The legal basis carries only that relevant information exists, not what it says.',
  }),
};
