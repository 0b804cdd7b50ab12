/** Somebody who sends requests. `roles` is empty for who is signed in and has none. */
export type Principal = {
  name: string;
  unit: string | null;
  agency: string;
  authority: string;
  personId: string;
  subject: string;
  roles: readonly string[];
  /** What the door says before anything else, when it does not let this one in. */
  barred: 401 | 403 | null;
  token: string | null;
  /** Another token, for a run that is longer than a token lives; not for who has none, or a bad one. */
  renew?(): Promise<string>;
};
