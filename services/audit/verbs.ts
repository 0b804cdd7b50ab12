/** The verbs of retshåndhævelseslovens § 24 (directive 2016/680 art. 25), and signing in and out. */
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
  'sign_out',
] as const;
export type Verb = (typeof verbs)[number];
