/**
 * What the API is measured against: Fastify and pg with one hand-written statement for each deed and no walls at all – no
 * token, no row-level security, no trail, no validation, no encryption. Started by bench.ts as a process of its own.
 */
import { randomUUID } from 'node:crypto';
import fastify from 'fastify';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env['BENCH_DATABASE_URL'] ?? '', max: 16 });
const app = fastify();

const dossier = `
  select json_build_object('id', r.id, 'reference', r.reference, 'state', r.state, 'outcome', r.outcome, 'purpose', r.purpose,
    'name', encode(r.name_ct, 'base64'), 'municipalityCode', r.municipality_code, 'nominatingAgencyId', r.nominating_agency_id,
    'agencies', r.agencies, 'nominatedOn', r.nominated_on, 'reviewedOn', r.reviewed_on, 'version', r.version,
    'cpr', (select encode(n.cpr_ct, 'base64') from app.citizen_number n where n.citizen_id = r.citizen_id limit 1),
    'asked', (select json_agg(json_build_object('agencyId', q.agency_id, 'dueOn', q.due_on, 'answeredOn', q.answered_on))
      from app.review_agency q where q.review_id = r.id),
    'findings', (select json_agg(json_build_object('id', f.id, 'agencyId', f.agency_id, 'notedOn', f.noted_on, 'version', v.version,
        'statementKind', v.statement_kind, 'dataClass', v.data_class, 'text', encode(v.text_ct, 'base64'),
        'basis', json_build_object('code', b.code, 'citation', b.citation, 'version', b.version),
        'disclosures', (select json_agg(json_build_object('id', d.id, 'to', d.to_agency_id, 'on', d.disclosed_on))
          from app.disclosure d where d.finding_id = f.id and d.revoked_at is null)))
      from app.finding f join app.finding_version v on v.finding_id = f.id and v.version = f.current_version
      join app.legal_basis b on b.id = v.legal_basis_id where f.review_id = r.id),
    'followUps', (select json_agg(json_build_object('id', a.id, 'agencyId', a.agency_id, 'type', a.type, 'status', a.status,
        'startedOn', a.started_on, 'dueOn', a.due_on, 'claimedDkk', d.claimed_dkk))
      from app.follow_up_action a left join app.follow_up_detail d on d.action_id = a.id where a.review_id = r.id),
    'earlier', (select json_agg(json_build_object('id', e.id, 'reviewedOn', e.reviewed_on))
      from app.case_review e where e.citizen_id = r.citizen_id and e.id <> r.id)) as answer
  from app.case_review r where r.id = $1`;

const list = `
  select r.id, r.reference, r.state, r.outcome, r.purpose, encode(r.name_ct, 'base64') as name, encode(n.cpr_ct, 'base64') as cpr,
    r.municipality_code, r.nominating_agency_id, r.agencies, r.nominated_on, r.expires_on, r.admitted_on, r.reviewed_on, r.version
  from app.case_review r join app.citizen_number n on n.citizen_id = r.citizen_id
  where r.unit_id = 'koebenhavn' order by r.nominated_on desc, r.id limit 50`;

const attach = `
  with made as (insert into app.finding (id, review_id, unit_id, agency_id, noted_on, visible_to)
    values ($1, $2, 'koebenhavn', 'kk-bif', current_date, '{koebenhavn/kk-bif}') returning id)
  insert into app.finding_version (finding_id, version, unit_id, agency_id, statement_kind, data_class, legal_basis_id, purpose, text_ct, necessity_ct, visible_to)
  select id, 1, 'koebenhavn', 'kk-bif', 'fact', 'ordinary', (select id from app.legal_basis where code = 'RSL11C' limit 1),
    'benefit_control', convert_to($3, 'UTF8'), convert_to($4, 'UTF8'), '{koebenhavn/kk-bif}' from made returning finding_id`;

app.get<{ Params: { id: string } }>('/dossier/:id', async (request) => {
  const found = await pool.query<{ answer: unknown }>({
    name: 'dossier',
    text: dossier,
    values: [request.params.id],
  });
  return found.rows[0]?.answer;
});
app.get('/list', async () => (await pool.query({ name: 'list', text: list })).rows);
app.post<{ Params: { id: string }; Body: { text: string; necessity: string } }>(
  '/attach/:id',
  async (request) => {
    const values = [randomUUID(), request.params.id, request.body.text, request.body.necessity];
    const made = await pool.query<{ finding_id: string }>({ name: 'attach', text: attach, values });
    return { id: made.rows[0]?.finding_id };
  },
);

await app.listen({ port: 0, host: '127.0.0.1' });
const address = app.server.address();
process.stdout.write(`${JSON.stringify({ port: typeof address === 'object' ? address?.port : 0 })}\n`);
