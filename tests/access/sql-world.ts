import type pg from 'pg';
import { seedAgreements } from './sql-agreements.ts';
import { people } from './sql-callers.ts';
import { inUse } from './sql-stories-sessions.ts';
import { seedAttachments } from './sql-attachments.ts';
import { seedReceipts } from './sql-receipts.ts';
import { seedNeedToKnow } from './sql-need-to-know.ts';
import { seedRecalls } from './sql-recalls.ts';
import { seedRequests } from './sql-requests.ts';
import { seedAssessments } from './sql-assessments.ts';
import { seedImports } from './sql-register.ts';
import { bytes, canary, type Ids, makeIds, type Put, seedFindings, seedReviews, writer } from './sql-seed.ts';

const koebenhavn = 'koebenhavn';
const fyn = 'fyn';

async function seedPeople(put: Put, ids: Ids, superuser: pg.Client): Promise<void> {
  const cvr = await superuser.query("select cvr from app.authority where id = 'fyn-politi'");
  await put('app.identity_issuer', {
    issuer: `https://${canary()}`,
    authority_id: 'fyn-politi',
    cvr: String(cvr.rows[0]?.cvr),
    jwks_uri: `https://${canary()}/jwks`,
  });
  for (const [name, unit, agency, authority, role] of people) {
    const issuer = await superuser.query('select issuer from app.identity_issuer where authority_id = $1', [
      authority,
    ]);
    await put('app.person', {
      id: ids(`person.${name}`),
      issuer: String(issuer.rows[0]?.issuer),
      subject: canary(),
      authority_id: authority,
      name: canary(),
      title: canary(),
    });
    if (role !== null)
      await put('app.role_assignment', {
        id: ids(`role.${name}`),
        person_id: ids(`person.${name}`),
        role,
        unit_id: unit,
        agency_id: agency,
        authority_id: authority,
        valid_from: '2020-01-01',
      });
  }
}

/** Somebody's browser in use on 4 May 2026, and one that was forgotten the day before. */
async function seedSessions(ids: Ids, superuser: pg.Client): Promise<void> {
  for (const [name, person, at] of [
    ['kk-bif', 'kk-bif', inUse],
    ['skat', 'skat', inUse],
    ['old', 'kk-bif', '2026-05-03T10:00:00Z'],
  ] as const)
    await superuser.query(
      `insert into app.web_session (id_hash, issuer, subject, authority_id, proof, created_at, last_seen_at)
       select sha256($1), issuer, subject, authority_id, $2, $3, $3 from app.person where id = $4`,
      [Buffer.from(`session.${name}`), canary(), at, ids(`person.${person}`)],
    );
}

async function seedBases(put: Put, ids: Ids): Promise<void> {
  for (const [name, unit, status] of [
    ['basis.koebenhavn', koebenhavn, 'approved'],
    ['basis.fyn', fyn, 'approved'],
    ['basis.draft', koebenhavn, 'draft'],
  ] as const)
    await put('app.legal_basis', {
      id: ids(name),
      unit_id: unit,
      code: canary(),
      version: 1,
      citation: canary(),
      law: canary(),
      regime: 'GDPR',
      contributors: ['bif'],
      recipients: ['sof'],
      data_classes: ['ordinary'],
      purposes: ['prevention'],
      subjects: ['person'],
      not_for_criminal_investigation: false,
      creates_duty: false,
      status,
      approved_at: status === 'approved' ? '2026-01-01T00:00:00Z' : null,
      drafted_by: status === 'draft' ? ids('person.lawyer') : null,
      valid_from: '2020-01-01',
    });
}

async function seedMeetings(put: Put, ids: Ids): Promise<void> {
  for (const [unit, reviews] of [
    [koebenhavn, ['admitted', 'concluded', 'nominated']],
    [fyn, ['fyn']],
  ] as const) {
    await put('app.meeting_series', {
      id: ids(`series.${unit}`),
      unit_id: unit,
      rule: JSON.stringify({ note: canary() }),
      capacity: 10,
    });
    for (const [name, source, day] of [
      ['', 'service', '2026-05-01'],
      ['.imported', 'register', '2016-05-01'],
    ] as const)
      await put('app.meeting', {
        id: ids(`meeting.${unit}${name}`),
        unit_id: unit,
        series_id: source === 'service' ? ids(`series.${unit}`) : null,
        held_on: day,
        starts_at: `${day}T08:00:00Z`,
        source,
      });
    for (const revision of [1, 2])
      await put('app.agenda', {
        meeting_id: ids(`meeting.${unit}`),
        unit_id: unit,
        revision,
        input_sha256: bytes(),
      });
    await put('app.agenda_absence', {
      meeting_id: ids(`meeting.${unit}`),
      unit_id: unit,
      revision: 1,
      absent: '[]',
    });
    for (const [index, name] of reviews.entries())
      await put('app.agenda_item', {
        id: ids(`item.${name}`),
        meeting_id: ids(`meeting.${unit}`),
        revision: 1,
        unit_id: unit,
        review_id: ids(`review.${name}`),
        position: index + 1,
        reasons: ['nominated'],
      });
  }
}

async function seedFollowUps(put: Put, ids: Ids): Promise<void> {
  for (const [name, review, unit, agency, kind, type, source] of [
    ['bif', 'concluded', koebenhavn, 'kk-bif', 'bif', 'bif', 'service'],
    ['tax', 'concluded', koebenhavn, 'skat', 'tax', 'tax', 'service'],
    ['bare', 'admitted', koebenhavn, 'kk-bif', 'bif', 'bif', 'service'],
    ['imported', 'imported', koebenhavn, 'kk-bif', 'bif', 'bif', 'register'],
    ['fyn', 'fyn', fyn, 'skat', 'tax', 'tax', 'service'],
    ['fynImported', 'fynImported', fyn, 'skat', 'tax', 'tax', 'register'],
  ] as const) {
    await put('app.follow_up_action', {
      id: ids(`action.${name}`),
      review_id: ids(`review.${review}`),
      unit_id: unit,
      agency_id: agency,
      owner_kind: kind,
      type: ids(`type.${type}`),
      started_on: '2026-04-02',
      source,
      source_hash: source === 'register' ? bytes() : null,
    });
    if (name === 'bare') continue;
    await put('app.follow_up_detail', {
      action_id: ids(`action.${name}`),
      unit_id: unit,
      agency_id: agency,
      claimed_dkk: 100,
      note_ct: bytes(),
      journal_ref: canary(),
    });
  }
}

async function seedRest(put: Put, ids: Ids): Promise<void> {
  for (const kind of ['bif', 'tax'])
    await put('app.follow_up_type', {
      code: ids(`type.${kind}`),
      name_da: canary(),
      name_en: canary(),
      owner_kind: kind,
    });
  for (const unit of [koebenhavn, fyn]) {
    await put('app.report', {
      id: ids(`report.${unit}`),
      unit_id: unit,
      period: '2026-H1',
      version: 1,
      definition_version: canary(),
      preliminary: false,
      figures: JSON.stringify({ note: canary() }),
      sha256: bytes(),
    });
    await put('app.job', {
      job_key: `agenda-${unit}`,
      unit_id: unit,
      rule: JSON.stringify({ note: canary() }),
      catch_up: 'run_latest',
      considered_through: '2026-05-01T00:00:00Z',
    });
    await put('app.job_run', {
      job_key: `agenda-${unit}`,
      unit_id: unit,
      at: '2026-05-01T00:00:00Z',
      failed_with: canary(),
    });
  }
  for (const person of ['kk-bif', 'skat', 'fyn-skat']) {
    for (const age of [0, 30]) {
      const at = new Date(Date.now() - age * 86_400_000).toISOString();
      await put('app.citizen_lookup', {
        id: ids(`lookup.${person}.${age}`),
        person_id: ids(`person.${person}`),
        at,
      });
      await put('app.idempotency_key', {
        person_id: ids(`person.${person}`),
        scope: canary(),
        endpoint: canary(),
        key: canary(),
        request_sha256: bytes(),
        status: 201,
        response_ct: bytes(),
        created_at: at,
      });
    }
  }
  // The same person in three seats, and others in theirs.
  for (const [person, unit, agency] of [
    ['kk-bif', koebenhavn, 'kk-bif'],
    ['kk-bif', koebenhavn, 'kk-sof'],
    ['kk-bif', fyn, 'kk-bif'],
    ['coordinator', koebenhavn, 'kk-bif'],
    ['fyn-skat', fyn, 'skat'],
  ] as const)
    await put('app.saved_filter', {
      id: ids(`filter.${person}.${unit}.${agency}`),
      person_id: ids(`person.${person}`),
      unit_id: unit,
      agency_id: agency,
      name: canary(),
      filter: JSON.stringify({ reference: canary() }),
    });
  for (const [unit, agency, acting] of [
    [koebenhavn, 'kk-bif', null],
    [koebenhavn, 'koebenhavns-politi', null],
    [koebenhavn, 'skat', null],
    [fyn, 'skat', null],
    [fyn, 'fyn-politi', null],
    [null, 'rigspolitiet', null],
    [koebenhavn, null, 'scheduler'],
  ] as const)
    await put('audit.event', {
      unit_id: unit,
      agency_id: agency,
      system: acting,
      verb: 'consult',
      outcome: 'done',
      canon: bytes(),
      leaf: bytes(),
    });
}

/** Fills a migrated database with two units, and says what is in it. */
export async function seedSqlWorld(superuser: pg.Client): Promise<Ids> {
  const ids = makeIds();
  const put = writer(superuser);
  await superuser.query('begin');
  await seedPeople(put, ids, superuser);
  await seedSessions(ids, superuser);
  await seedImports(put, ids);
  await seedBases(put, ids);
  await seedRest(put, ids);
  await seedReviews(put, ids);
  await seedFindings(put, ids, superuser);
  await seedNeedToKnow(put, ids);
  await seedReceipts(put, ids);
  await seedAttachments(put, ids);
  await seedMeetings(put, ids);
  await seedFollowUps(put, ids);
  await seedAssessments(put, ids);
  await seedRequests(put, ids);
  await seedAgreements(put, ids);
  await seedRecalls(put, ids, superuser);
  await superuser.query('commit');
  return ids;
}
