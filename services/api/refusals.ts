import { rule } from '#platform/errors.ts';

/** Refusals that the door makes, before or around a deed. */
export const tokenRefused = rule('token.refused', 401, {
  da: 'Du er ikke logget ind, eller din adgang er udløbet.',
  en: 'You are not signed in, or your access has expired.',
});
export const permissionMissing = rule('permission.missing', 403, {
  da: 'Din rolle giver ikke adgang til dette.',
  en: 'Your role does not allow this.',
});
export const keyMissing = rule('idempotency.missing', 400, {
  da: 'Hovedet Idempotency-Key mangler (8-100 tegn), så en gentagelse kan kendes igen.',
  en: 'The header Idempotency-Key is missing (8-100 characters), so that a repetition can be recognised.',
});
export const versionMissing = rule('version.missing', 428, {
  da: 'Hovedet If-Match mangler: angiv den version, du har læst.',
  en: 'The header If-Match is missing: say which version you read.',
});
export const purposeMissing = rule(
  'purpose.missing',
  400,
  {
    da: 'Hovedet Purpose mangler eller er ikke et af: prevention, benefit_control, tax_control, social_protection.',
    en: 'The header Purpose is missing or is not one of: prevention, benefit_control, tax_control, social_protection.',
  },
  'Databeskyttelsesforordningen art. 5, stk. 1, litra b',
);
export const requestMalformed = rule('request.malformed', 400, {
  da: 'Anmodningen kan ikke læses. Den skal være gyldig JSON.',
  en: 'The request cannot be read. It must be valid JSON.',
});
export const requestTooLarge = rule('request.too-large', 413, {
  da: 'Anmodningen er for stor.',
  en: 'The request is too large.',
});
export const mediaTypeUnknown = rule('request.media-type', 415, {
  da: 'Indholdet skal være application/json.',
  en: 'The content must be application/json.',
});
export const internalFault = rule('service.fault', 500, {
  da: 'Der skete en fejl hos os. Intet er gemt.',
  en: 'Something failed on our side. Nothing was saved.',
});
