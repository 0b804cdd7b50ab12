import { Refusal, rule, type Rule } from '#platform/errors.ts';

/** What refuses a change of people and roles. */
export const ownAccess = rule('access.own', 422, {
  da: 'Du kan ikke ændre din egen adgang eller dine egne roller. Bed en anden administrator.',
  en: 'You cannot change your own access or roles. Ask another administrator.',
});
export const agencyElsewhere = rule('role.agency-elsewhere', 422, {
  da: 'Rollen kan kun gives for en af din egen myndigheds deltagere i enheden, fra en dag hvor den deltager.',
  en: 'The role can only be given for an agency of your own authority that takes part in the unit on the first day.',
});
export const onlyBySetup = rule('role.only-by-setup', 422, {
  da: 'Rollen som national læser gives kun ved opsætning.',
  en: 'The role of national reader is given by setup only.',
});
export const roleGiven = rule('role.given', 409, {
  da: 'Personen har allerede rollen i en del af perioden.',
  en: 'The person already has the role in part of the period.',
});
export const personExists = rule('person.exists', 409, {
  da: 'Din myndighed har allerede en person med dette id.',
  en: 'Your authority already has a person with this id.',
});
export const personRevoked = rule('person.revoked', 409, {
  da: 'Personens adgang er spærret. Ophæv spærringen først.',
  en: 'The person’s access is revoked. Reinstate the person first.',
});

/** The refusal, said of the field that has to be mended. */
export const refusedAt = (broken: Rule, field: string): Refusal =>
  new Refusal(broken, { errors: [{ pointer: `/body/${field}`, rule: broken.id, ...broken.title }] });
