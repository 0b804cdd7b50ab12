/** The verbs of retshåndhævelseslovens § 24 (directive 2016/680 art. 25), and signing in. */
export const verbs = [
  'collect',
  'alter',
  'consult',
  'search',
  'disclose',
  'combine',
  'export',
  'erase',
  'sign_in',
] as const;
export type Verb = (typeof verbs)[number];
