import { rule } from '#platform/errors.ts';

const jointControllers = 'Databeskyttelsesforordningen art. 26';

/** What refuses a change of participation agreements. */
export const agreementRules = {
  takesNoPart: rule('agreement.takes-no-part', 422, {
    da: 'Din myndighed deltager ikke i enheden i dag. Deltagelsen skal sættes op, før den kan få en aftale.',
    en: 'Your agency takes no part in the unit today. Its participation has to be set up before it can have an agreement.',
  }),
  draftThere: rule('agreement.draft-there', 409, {
    da: 'Der ligger allerede et udkast for din myndighed. Få det bekræftet, eller kassér det først.',
    en: 'There is a draft for your agency already. Have it confirmed or discard it first.',
  }),
  signedInFuture: rule('agreement.signed-in-future', 422, {
    da: 'Aftalen kan ikke være underskrevet på en dag, der ikke er kommet.',
    en: 'The agreement cannot have been signed on a day that has not come.',
  }),
  overAlready: rule('agreement.over-already', 422, {
    da: 'Aftalens sidste dag er passeret. Skriv et nyt udkast med de rigtige dage.',
    en: 'The last day of the agreement has passed. Write a new draft with the right days.',
  }),
  notDraft: rule('agreement.not-draft', 409, {
    da: 'Kun et udkast kan bekræftes eller kasseres. Det, en underskrevet version siger, ændres ikke: skriv en ny version.',
    en: 'Only a draft can be confirmed or discarded. What a signed version says does not change: write a new version.',
  }),
  suspended: rule(
    'agreement.suspended',
    403,
    {
      da: 'Din myndighed har ingen deltagelsesaftale i kraft, og det, den har fået, er derfor lukket. Bed administratoren om en ny aftale. Er der fare for nogen, kan der bedes om nødadgang.',
      en: 'Your agency has no participation agreement in force, and so what it was given is closed. Ask the administrator for a new agreement. If somebody is in danger, emergency access can be asked for.',
    },
    jointControllers,
  ),
  fourEyes: rule(
    'agreement.four-eyes',
    422,
    {
      da: 'Den, der har skrevet udkastet, kan ikke selv bekræfte det. Bed en jurist eller en anden administrator i jeres myndighed om det.',
      en: 'Whoever wrote the draft cannot confirm it. Ask a legal officer or another administrator of your authority.',
    },
    jointControllers,
  ),
};
