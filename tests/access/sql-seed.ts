import { randomBytes, randomUUID } from 'node:crypto';
import type pg from 'pg';
import { seedDecision, seedDenial, seedReady } from './sql-decisions.ts';

/** A text that occurs once in the world: wherever it turns up, one knows which cell it came from. */
export const canary = () => `CNRY${randomBytes(8).toString('hex').toUpperCase()}`;
export const canaryPattern = /CNRY[0-9A-F]{16}/g;

type Value = string | number | boolean | null | Buffer | readonly string[];
type Values = Readonly<Record<string, Value>>;

/** The ids of the world, by a name that says what each is: `ids('review.admitted')`. */
export type Ids = (name: string) => string;

export function makeIds(): Ids {
  const known = new Map<string, string>();
  return (name) => {
    const id = known.get(name) ?? randomUUID();
    known.set(name, id);
    return id;
  };
}

export const bytes = () => Buffer.from(canary());
export const blindIndex = (ids: Ids, citizen: string) =>
  Buffer.from(ids(`index.${citizen}`).replaceAll('-', '').repeat(2), 'hex');

/** Writes rows as the superuser: policies do not apply, triggers do. */
export function writer(superuser: pg.Client) {
  return async (table: string, values: Values): Promise<void> => {
    const columns = Object.keys(values);
    const places = columns.map((_column, index) => `$${index + 1}`);
    await superuser.query(
      `insert into ${table} (${columns.join(', ')}) values (${places.join(', ')})`,
      Object.values(values).map((value) => (Array.isArray(value) ? [...value] : value)),
    );
  };
}
export type Put = ReturnType<typeof writer>;

const koebenhavn = 'koebenhavn';
const fyn = 'fyn';

/** A review with the agencies that were asked; `answered` says when, so that the trigger of a new question does not run. */
async function review(put: Put, ids: Ids, name: string, values: Values, asked: readonly string[] = []) {
  const unit = values['unit_id'] ?? koebenhavn;
  await put('app.case_review', {
    id: ids(`review.${name}`),
    unit_id: unit,
    reference: canary(),
    name_ct: bytes(),
    municipality_code: '0101',
    nominated_on: '2026-03-01',
    ground_ct: bytes(),
    remark_ct: bytes(),
    decline_reason_ct: bytes(),
    purpose: 'benefit_control',
    expires_on: '2026-06-01',
    ...values,
  });
  for (const agency of asked)
    await put('app.review_agency', {
      review_id: ids(`review.${name}`),
      unit_id: unit,
      agency_id: agency,
      asked_on: '2026-03-02',
      due_on: '2026-03-16',
    });
}

export async function seedReviews(put: Put, ids: Ids): Promise<void> {
  for (const name of ['one', 'two', 'three', 'four', 'five', 'six']) {
    await put('app.citizen', { id: ids(`citizen.${name}`) });
    await put('app.citizen_number', {
      id: ids(`number.${name}`),
      citizen_id: ids(`citizen.${name}`),
      cpr_ct: bytes(),
      blind_index: blindIndex(ids, name),
      index_key_id: canary(),
    });
  }
  const of = (citizen: string, agency: string, state: string): Values => ({
    citizen_id: ids(`citizen.${citizen}`),
    nominating_agency_id: agency,
    state,
  });
  const done: Values = { outcome: 'follow_up', reviewed_on: '2026-04-01' };
  await review(put, ids, 'nominated', of('one', 'kk-bif', 'nominated'));
  await review(put, ids, 'admitted', of('two', 'kk-bk', 'admitted'), [
    'koebenhavns-politi',
    'kk-bif',
    'kk-sof',
    'kk-bk',
  ]);
  await review(put, ids, 'taxOnly', of('two', 'skat', 'admitted'));
  await review(put, ids, 'concluded', { ...of('three', 'skat', 'concluded'), ...done }, ['kk-bif', 'skat']);
  await review(put, ids, 'declined', of('four', 'kk-sof', 'declined'));
  await review(put, ids, 'withdrawn', of('four', 'koebenhavns-politi', 'withdrawn'));
  await review(put, ids, 'lapsed', of('five', 'kk-bk', 'lapsed'));
  await review(put, ids, 'imported', {
    ...of('five', 'kk-bif', 'concluded'),
    ...done,
    source: 'register',
    source_hash: bytes(),
    agencies: ['kk-bif', 'skat'],
  });
  await put('app.review_agency', {
    review_id: ids('review.imported'),
    unit_id: koebenhavn,
    agency_id: 'skat',
    asked_on: '2026-03-02',
    due_on: '2026-03-16',
    answered_on: '2026-03-10',
  });
  const elsewhere: Values = { unit_id: fyn, municipality_code: '0461' };
  await review(put, ids, 'fyn', { ...of('six', 'fyn-politi', 'admitted'), ...elsewhere }, [
    'skat',
    'fyn-politi',
  ]);
  await review(put, ids, 'fynNominated', { ...of('one', 'skat', 'nominated'), ...elsewhere });
  await review(put, ids, 'fynImported', {
    ...of('six', 'skat', 'concluded'),
    ...elsewhere,
    ...done,
    source: 'register',
    source_hash: bytes(),
  });
  for (const [unit, name, agency] of [
    [koebenhavn, 'admitted', 'kk-bif'],
    [koebenhavn, 'admitted', 'kk-sof'],
    [fyn, 'fyn', 'skat'],
  ] as const)
    await put('app.reply', {
      review_id: ids(`review.${name}`),
      unit_id: unit,
      agency_id: agency,
      kind: 'nothing_to_add',
    });
}

type Told = { to: string; version?: number; revoked?: boolean; form?: 'full' | 'fact_only' };

async function finding(
  put: Put,
  ids: Ids,
  name: string,
  of: { review: string; agency: string; unit?: string; register?: boolean; versions?: number },
  told: readonly Told[] = [],
) {
  const { unit = koebenhavn, versions = 1 } = of;
  const place: Values = { unit_id: unit, agency_id: of.agency };
  const seenBy = of.register
    ? { visible_to: [of.agency, ...told.map(({ to }) => to)].map((agency) => `${unit}/${agency}`) }
    : {};
  const common: Values = {
    review_id: ids(`review.${of.review}`),
    ...place,
    noted_on: '2026-03-10',
    ...seenBy,
  };
  await put('app.finding', {
    id: ids(`finding.${name}`),
    ...common,
    current_version: versions,
    ...(of.register ? { source: 'register', source_hash: bytes() } : {}),
  });
  for (let version = 1; version <= versions; version += 1)
    await put('app.finding_version', {
      finding_id: ids(`finding.${name}`),
      version,
      ...place,
      ...seenBy,
      statement_kind: 'fact',
      data_class: 'ordinary',
      legal_basis_id: ids(`basis.${unit}`),
      purpose: 'benefit_control',
      text_ct: bytes(),
      necessity_ct: bytes(),
      source_reliability: canary(),
      reason_ct: bytes(),
    });
  for (const { to, version = 1, revoked = false, form = 'full' } of told) {
    const decided = of.register
      ? null
      : await seedDecision(put, ids, { name, unit, ...of, to, version, form });
    await put('app.disclosure', {
      id: ids(`disclosure.${name}.${to}.${version}`),
      finding_id: ids(`finding.${name}`),
      version,
      review_id: ids(`review.${of.review}`),
      unit_id: unit,
      from_agency_id: of.agency,
      to_agency_id: to,
      legal_basis_id: ids(`basis.${unit}`),
      purpose: 'benefit_control',
      necessity_ct: bytes(),
      declared_not_for_investigation: true,
      initiative: 'own',
      disclosed_on: '2026-03-11',
      disclosed_by: of.register ? null : ids(`person.${of.agency}`),
      decision_id: decided,
      form,
      revoked_at: revoked ? '2026-03-12T10:00:00Z' : null,
      revocation_reason_ct: revoked ? bytes() : null,
    });
  }
}

export async function seedFindings(put: Put, ids: Ids, superuser: pg.Client): Promise<void> {
  const admitted = 'admitted';
  await finding(put, ids, 'ownOnly', { review: admitted, agency: 'kk-bif' });
  await finding(put, ids, 'oldVersionTold', { review: admitted, agency: 'kk-bif', versions: 2 }, [
    { to: 'kk-sof' },
  ]);
  await finding(put, ids, 'police', { review: admitted, agency: 'koebenhavns-politi' }, [
    { to: 'kk-bif' },
    { to: 'kk-bk' },
  ]);
  await finding(put, ids, 'withdrawn', { review: admitted, agency: 'kk-sof' }, [{ to: 'kk-bif' }]);
  await finding(put, ids, 'revoked', { review: admitted, agency: 'kk-bk' }, [
    { to: 'kk-sof', revoked: true },
  ]);
  await finding(put, ids, 'toldAgain', { review: admitted, agency: 'kk-bk', versions: 2 }, [
    { to: 'kk-bif', revoked: true },
    { to: 'kk-bif', version: 2 },
  ]);
  await finding(put, ids, 'factOnly', { review: admitted, agency: 'kk-bk' }, [
    { to: 'kk-bif', form: 'fact_only' },
  ]);
  await finding(put, ids, 'tax', { review: 'concluded', agency: 'skat' }, [{ to: 'kk-bif' }]);
  await finding(put, ids, 'imported', { review: 'imported', agency: 'kk-bif', register: true }, [
    { to: 'skat' },
  ]);
  await finding(put, ids, 'fyn', { review: 'fyn', agency: 'fyn-politi', unit: fyn }, [{ to: 'skat' }]);
  await finding(put, ids, 'fynImported', {
    review: 'fynImported',
    agency: 'skat',
    unit: fyn,
    register: true,
  });
  await seedReady(put, ids);
  await seedDenial(put, ids);
  await superuser.query(
    "update app.finding set withdrawn_at = '2026-03-13T10:00:00Z', withdrawal_reason_ct = $2 where id = $1",
    [ids('finding.withdrawn'), bytes()],
  );
}
