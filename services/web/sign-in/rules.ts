import { rule } from '#platform/errors.ts';

/** What refuses a sign-in. Why exactly, the trail says: whoever forged something learns nothing. */
export const signInAgain = rule('sign-in.again', 400, {
  da: 'Login blev ikke gennemført. Begynd forfra.',
  en: 'You were not signed in. Please start again.',
});
export const issuerAway = rule('sign-in.issuer-away', 503, {
  da: 'Din myndigheds login svarer ikke lige nu. Prøv igen om lidt.',
  en: 'Your authority’s sign-in does not answer right now. Try again shortly.',
});
export const otherAuthority = rule('sign-in.authority', 403, {
  da: 'Din myndigheds login oplyste et andet CVR-nummer end myndighedens eget.',
  en: 'Your authority’s sign-in named another CVR number than the authority’s own.',
});
export const assuranceTooLow = rule(
  'sign-in.assurance',
  403,
  {
    da: 'Du er ikke logget ind sikkert nok. Tjenesten kræver NSIS-niveau Betydelig eller Høj.',
    en: 'You did not sign in securely enough. The service needs NSIS level Substantial or High.',
  },
  'National Standard for Identiteters Sikringsniveauer (NSIS) 2.0; databeskyttelsesforordningen art. 32',
);
