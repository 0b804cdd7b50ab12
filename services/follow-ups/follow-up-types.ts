import type { PartyKind } from '#platform/codes.ts';

/** The four amounts of a follow-up, in kroner; never one "amount": a demand is not a collection. */
export type AmountKind = 'claimed' | 'decided' | 'collected' | 'stopped';

/** A kind of follow-up: one owner, the amounts that make sense for it, and the law it mostly rests on. */
export type FollowUpType = {
  readonly code: string;
  readonly nameDa: string;
  readonly nameEn: string;
  readonly ownerKind: PartyKind;
  readonly amounts: readonly AmountKind[];
  /** A hint for the owner in Danish, never the basis of a decision; null where research names none. */
  readonly legalHint: string | null;
  /** Of the character of a criminal investigation: rests on nothing that may not serve one. */
  readonly criminal: boolean;
};

const demand: readonly AmountKind[] = ['claimed', 'decided', 'collected'];

/** The twelve follow-up types, by owner. */
export const followUpTypes = [
  {
    code: 'special_control',
    nameDa: 'Særlig kontrol',
    nameEn: 'Special control',
    ownerKind: 'tax',
    amounts: [],
    legalHint: 'Skattekontrolloven',
    criminal: false,
  },
  {
    code: 'tax_reassessment',
    nameDa: 'Ændret skatteansættelse',
    nameEn: 'Tax reassessment',
    ownerKind: 'tax',
    amounts: demand,
    legalHint: 'Skatteforvaltningsloven',
    criminal: false,
  },
  {
    code: 'distraint',
    nameDa: 'Udlæg',
    nameEn: 'Distraint',
    ownerKind: 'tax',
    amounts: demand,
    legalHint: 'Gældsinddrivelsesloven',
    criminal: false,
  },
  {
    code: 'benefit_stop',
    nameDa: 'Standsning af ydelse',
    nameEn: 'Benefit stop',
    ownerKind: 'bk',
    amounts: ['stopped'],
    legalHint: 'Retssikkerhedsloven § 11 b; partshøring efter forvaltningsloven § 19',
    criminal: false,
  },
  {
    code: 'repayment_claim',
    nameDa: 'Tilbagebetalingskrav',
    nameEn: 'Repayment claim',
    ownerKind: 'bk',
    amounts: demand,
    legalHint: 'Aktivloven § 91',
    criminal: false,
  },
  {
    code: 'police_report',
    nameDa: 'Politianmeldelse',
    nameEn: 'Police report',
    ownerKind: 'bk',
    amounts: [],
    legalHint: 'Aktivloven § 91, stk. 5',
    criminal: true,
  },
  {
    code: 'sanction',
    nameDa: 'Sanktion',
    nameEn: 'Sanction',
    ownerKind: 'bif',
    amounts: ['decided'],
    legalHint: 'Aktivloven §§ 35-40 a',
    criminal: false,
  },
  {
    code: 'activation_offer',
    nameDa: 'Aktiveringstilbud',
    nameEn: 'Activation offer',
    ownerKind: 'bif',
    amounts: [],
    legalHint: 'Lov om en aktiv beskæftigelsesindsats',
    criminal: false,
  },
  {
    code: 'weekly_job_interview',
    nameDa: 'Ugentlig jobsamtale',
    nameEn: 'Weekly job interview',
    ownerKind: 'bif',
    amounts: [],
    legalHint: 'Lov om en aktiv beskæftigelsesindsats (kontaktforløb)',
    criminal: false,
  },
  {
    code: 'social_action_plan',
    nameDa: 'Social handleplan',
    nameEn: 'Social action plan',
    ownerKind: 'sof',
    amounts: [],
    legalHint: 'Serviceloven; barnets lov',
    criminal: false,
  },
  {
    code: 'exit_referral',
    nameDa: 'Henvisning til Exit',
    nameEn: 'Referral to Exit',
    ownerKind: 'sof',
    amounts: [],
    legalHint: null,
    criminal: false,
  },
  {
    code: 'security_assessment',
    nameDa: 'Sikkerhedsvurdering',
    nameEn: 'Security assessment',
    ownerKind: 'police',
    amounts: [],
    legalHint: 'Politiloven §§ 1-2',
    criminal: false,
  },
] as const satisfies readonly FollowUpType[];

/** The types that an agency of this kind may set (rule D10); empty for a kind that owns none. */
export function remitOf(kind: string): readonly FollowUpType[] {
  return followUpTypes.filter((type) => type.ownerKind === kind);
}

/** The type with this Danish name, spaces around it and upper or lower case aside; null where none has it. */
export function typeByDanishName(name: string): FollowUpType | null {
  const wanted = name.trim().toLocaleLowerCase('da');
  return followUpTypes.find((type) => type.nameDa.toLocaleLowerCase('da') === wanted) ?? null;
}
