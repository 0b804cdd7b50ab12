import { expect } from 'vitest';
import { aCaseReview, type ReviewWish } from '../support/cases.ts';
import type { Answer, Json, Sent, World } from '../support/world.ts';

export const everyAgency = ['koebenhavns-politi', 'skat', 'kk-bif', 'kk-sof', 'kk-bk'] as const;
export const liaisons = {
  'koebenhavns-politi': 'politi-liaison',
  skat: 'skat-liaison',
  'kk-bif': 'bif-liaison',
  'kk-sof': 'sof-liaison',
  'kk-bk': 'bk-liaison',
} as const;

/** An admitted review that all five agencies take part in, unless wished otherwise. */
export const aReview = (world: World, wish: ReviewWish = {}) =>
  aCaseReview(world, { agencies: [...everyAgency], ...wish });

type Body = Record<string, unknown>;

const necessity = 'Oplysningen afgør, om ydelsen er berettiget.';
const declarations = { noMoneyLaunderingSource: true };

/** Findings that every rule allows, by the username that writes them and the purpose it is done for. */
export const allowed = {
  bif: {
    who: 'bif-liaison',
    purpose: 'benefit_control',
    body: {
      text: 'Har modtaget kontanthjælp i hele 2025.',
      statementKind: 'fact',
      dataClass: 'confidential',
      subject: 'person',
      legalBasisCode: 'RSL11C',
      necessity,
      sourceClass: 'own_records',
      declarations,
      notedOn: '2026-01-12',
    },
  },
  politi: {
    who: 'politi-liaison',
    purpose: 'prevention',
    body: {
      text: 'Vurderes at have tilknytning til et rockermiljø.',
      statementKind: 'assessment',
      dataClass: 'criminal',
      subject: 'person',
      legalBasisCode: 'RPL115-1-1',
      necessity: 'Nødvendigt for det forebyggende samarbejde om borgeren.',
      sourceClass: 'own_records',
      declarations,
      notedOn: '2026-01-13',
      police: { subjectCategory: 'suspect', sourceReliability: 'B2', reviewDueOn: '2999-12-31' },
    },
  },
  sofSpecial: {
    who: 'sof-liaison',
    purpose: 'social_protection',
    body: {
      text: 'Er i behandling for et misbrug.',
      statementKind: 'fact',
      dataClass: 'special',
      subject: 'person',
      legalBasisCode: 'DBL7-4',
      necessity: 'Afgørende for at tilrettelægge den rette hjælp.',
      sourceClass: 'own_records',
      declarations,
      notedOn: '2026-01-14',
    },
  },
  skatCriminal: {
    who: 'skat-liaison',
    purpose: 'tax_control',
    body: {
      text: 'Er straffet for skattesvig i 2024.',
      statementKind: 'fact',
      dataClass: 'criminal',
      subject: 'person',
      legalBasisCode: 'DBL8-2-3',
      necessity,
      sourceClass: 'own_records',
      declarations,
      notedOn: '2026-01-15',
    },
  },
  skatCompany: {
    who: 'skat-liaison',
    purpose: 'tax_control',
    body: {
      text: 'Selskabet har ikke angivet moms i tre kvartaler.',
      statementKind: 'fact',
      dataClass: 'confidential',
      subject: 'company',
      legalBasisCode: 'FVL28-2-3',
      necessity,
      sourceClass: 'own_records',
      declarations,
      notedOn: '2026-01-16',
    },
  },
} as const;
export type Kind = keyof typeof allowed;

/** Tries to attach one of the allowed findings, changed. */
export function tryAttach(
  world: World,
  reviewId: string,
  kind: Kind,
  change: Body = {},
  sent: Sent = {},
): Promise<Answer> {
  const { who, purpose, body } = allowed[kind];
  return world
    .as(who)
    .post(`/v1/case-reviews/${reviewId}/findings`, { ...body, ...change }, { purpose, ...sent });
}

/** Attaches it, and gives the finding as its owner sees it. */
export async function attach(
  world: World,
  reviewId: string,
  kind: Kind = 'bif',
  change: Body = {},
): Promise<Json> {
  const answer = await tryAttach(world, reviewId, kind, change);
  expect(answer).toMatchObject({ status: 201 });
  return answer.json;
}

/** Disclosures that every rule allows, of the findings above. */
const releases = {
  bif: { recipients: ['skat'], legalBasisCode: 'RSL11C' },
  politi: { recipients: ['kk-sof'], legalBasisCode: 'RPL115-1-1', declarationNotInvestigation: true },
  sofSpecial: { recipients: ['kk-bif'], legalBasisCode: 'DBL7-4' },
  skatCriminal: { recipients: ['kk-bk'], legalBasisCode: 'DBL8-2-3' },
  skatCompany: { recipients: ['kk-bk'], legalBasisCode: 'FVL28-2-3' },
} as const;

/** The body of an allowed disclosure, changed. */
export const aRelease = (kind: Kind, change: Body = {}) => ({
  necessity: 'Modtageren skal kunne vurdere sin egen sag.',
  initiative: 'own',
  ...releases[kind],
  ...change,
});

export function tryDisclose(
  world: World,
  findingId: string,
  kind: Kind,
  change: Body = {},
  sent: Sent & { who?: string } = {},
): Promise<Answer> {
  const { who = allowed[kind].who, ...rest } = sent;
  return world.as(who).post(`/v1/findings/${findingId}/disclosures`, aRelease(kind, change), {
    purpose: allowed[kind].purpose,
    ...rest,
  });
}

/** Discloses it, and gives the disclosures as their giver sees them. */
export async function disclose(
  world: World,
  findingId: string,
  kind: Kind = 'bif',
  change: Body = {},
): Promise<Json[]> {
  const answer = await tryDisclose(world, findingId, kind, change);
  expect(answer).toMatchObject({ status: 201 });
  return answer.json.items;
}

/** The bytes of a problem without the one member that is new each time. */
export const withoutTrace = ({ text }: Answer) => text.replace(/"traceId":"[^"]*"/, '"traceId":""');

/** Rule and code of every reason in a refusal, as `D3 necessity_too_short`. */
export const reasons = (json: Json): string[] =>
  json.refusals.map(({ rule, code }: { rule: string; code: string }) => `${rule} ${code}`);

/**
 * Sends requests that all reach the finding before any of them can change it: its row is held until each of them waits for it.
 */
export async function atOnce<T>(
  world: World,
  findingId: string,
  requests: (() => Promise<T>)[],
): Promise<T[]> {
  const holder = await world.superuser.connect();
  try {
    await holder.query('begin');
    await holder.query('select from app.finding where id = $1 for no key update', [findingId]);
    const answers = requests.map((request) => request());
    const waiting =
      "select count(*)::int as waiting from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
    await expect
      .poll(async () => (await world.superuser.query(waiting)).rows[0].waiting, { timeout: 5_000 })
      .toBe(requests.length);
    await holder.query('commit');
    return await Promise.all(answers);
  } finally {
    holder.release();
  }
}
