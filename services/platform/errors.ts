import type { Transaction } from './transaction.ts';

/** A text that users meet: Danish first, English beside it. */
export type Text = { readonly da: string; readonly en: string };

/** One rule that can refuse a request. `provision` names the law behind it, where there is one. */
export type Rule = {
  readonly id: string;
  readonly status: number;
  readonly title: Text;
  readonly provision?: string;
};

/** What is wrong with one field: a JSON Pointer into the request, the rule it broke, and why in two languages. */
export type FieldError = { readonly pointer: string; readonly rule: string } & Text;

/** Texts of rules about single fields, which schemas refer to by `params.rule`. */
export const fieldTexts = new Map<string, { rule: string } & Text>();

/** Declares a rule about a field; used as `z.string().refine(…, fieldRule('cpr.length', '…', '…'))`. */
export function fieldRule(id: string, da: string, en: string): { params: { rule: string }; error: string } {
  fieldTexts.set(id, { rule: id, da, en });
  return { params: { rule: id }, error: id };
}

const published = new Map<string, Rule>();

/** Declares a rule. Ids are unique: they are published at /v1/meta/rules and never change meaning. */
export function rule(id: string, status: number, title: Text, provision?: string): Rule {
  if (published.has(id)) throw new Error(`rule ${id} is declared twice`);
  const declared = { id, status, title, ...(provision === undefined ? {} : { provision }) };
  published.set(id, declared);
  return declared;
}

export function publishedRules(): readonly Rule[] {
  return [...published.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

export type RefusalDetails = {
  readonly detail?: Text;
  readonly errors?: readonly FieldError[];
  readonly provision?: string;
  /** Role that can help, e.g. `administrator`: shown as "whom to ask". */
  readonly contact?: string;
  /** Further members of the problem document: codes and ids only, never personal data. */
  readonly members?: Readonly<Record<string, unknown>>;
  /**
   * What is kept of the refusal, written in the transaction that remembers it, as the caller; gives the ids for the trail.
   * Nothing of the refused deed itself is kept.
   */
  readonly keep?: (tx: Transaction) => Promise<Readonly<Record<string, readonly string[]>>>;
};

/** A refusal by rule: nothing was changed, and the trail remembers that it was asked for. */
export class Refusal extends Error {
  readonly rule: Rule;
  readonly details: RefusalDetails;
  constructor(broken: Rule, details: RefusalDetails = {}) {
    super(broken.id);
    this.name = 'Refusal';
    this.rule = broken;
    this.details = details;
  }
}

export const notFound = rule('not-found', 404, {
  da: 'Findes ikke, eller du kan ikke se det.',
  en: 'It does not exist, or you cannot see it.',
});
export const invalidInput = rule('input.invalid', 400, {
  da: 'Noget i det, du sendte, er ikke udfyldt rigtigt. Intet er gemt.',
  en: 'Something in what you sent is not valid. Nothing was saved.',
});
export const unavailable = rule('service.unavailable', 503, {
  da: 'Tjenesten kan ikke svare lige nu. Intet er gemt. Prøv igen om lidt.',
  en: 'The service cannot answer right now. Nothing was saved. Try again shortly.',
});
export const trailUnavailable = rule(
  'trail.unavailable',
  503,
  {
    da: 'Handlingen kunne ikke logføres, og derfor blev den ikke udført.',
    en: 'The deed could not be recorded in the trail, so it was not done.',
  },
  'Retshåndhævelsesloven § 24',
);
/** The version in If-Match is not the current one: somebody else changed it in between. */
export const staleVersion = rule('version.stale', 412, {
  da: 'En anden har ændret det, siden du hentede det. Hent det igen, og se forskellen.',
  en: 'Somebody else has changed it since you read it. Read it again and compare.',
});

/** Throws the refusal `version.stale` unless the caller's version is the current one. */
export function mustBeCurrent(given: number, current: number): void {
  if (given !== current) throw new Refusal(staleVersion, { members: { currentVersion: current } });
}

/** The row, or the refusal that is the same for hidden and for missing things. */
export function orNotFound<T>(row: T | undefined | null): T {
  if (row === undefined || row === null) throw new Refusal(notFound);
  return row;
}
