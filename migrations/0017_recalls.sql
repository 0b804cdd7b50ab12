-- Recalls: when a finding is corrected or withdrawn, or a disclosure of it revoked, everybody whom it reached is told and answers.
-- And what follow-up rests on: an action inherits the limits of the findings behind it.
-- Law: databeskyttelsesforordningen art. 19; directive 2016/680 art. 7 (3); retsplejeloven § 115, stk. 2, 2. pkt.
set local role cap_owner;

-- What is of the character of a criminal investigation.
alter table app.follow_up_type add column criminal boolean not null default false, add unique (code, criminal);
alter table app.follow_up_action add column basis_stated boolean not null default false, add unique (id, type);
comment on column app.follow_up_action.basis_stated is 'Somebody has said which findings it rests on; false for what was set going before that was asked, and for the register''s.';

create table app.follow_up_basis (
  action_id uuid not null,
  finding_id uuid not null,
  version int not null,
  unit_id text not null,
  review_id uuid not null,
  -- Whose follow-up it is, and whose finding it rests on.
  agency_id text not null references app.agency,
  from_agency_id text not null references app.agency,
  type text not null,
  criminal boolean not null,
  -- The limits of the finding as its reader had it, at the time: never taken from what the reader says.
  purpose text not null check (purpose in ('prevention','benefit_control','tax_control','social_protection')),
  form text not null check (form in ('full','fact_only')),
  data_class text check (data_class in ('ordinary','confidential','criminal','special')),
  not_for_criminal_investigation boolean not null,
  stated_at timestamptz not null default now(),
  scope text not null generated always as (unit_id || '/' || agency_id) stored,
  from_scope text not null generated always as (unit_id || '/' || from_agency_id) stored,
  primary key (action_id, finding_id),
  foreign key (action_id, type) references app.follow_up_action (id, type),
  foreign key (type, criminal) references app.follow_up_type (code, criminal),
  foreign key (finding_id, version) references app.finding_version (finding_id, version),
  constraint follow_up_serves_no_investigation check (not (criminal and not_for_criminal_investigation))
);
create index follow_up_basis_by_finding on app.follow_up_basis (finding_id);
comment on table app.follow_up_basis is 'Which findings a follow-up rests on, with their limits. For the owner of the follow-up and, of each finding, the agency that gave it.';

create table app.recall (
  id uuid primary key,
  unit_id text not null,
  review_id uuid not null,
  finding_id uuid not null,
  -- The newest version that it concerns.
  version int not null,
  agency_id text not null references app.agency,
  kind text not null check (kind in ('correction','withdrawal','revocation')),
  -- The disclosures that still stood, or the one that was revoked: who is told.
  reached uuid[] not null check (cardinality(reached) > 0),
  opened_by uuid not null references app.person,
  opened_at timestamptz not null default now(),
  opened_on date not null,
  due_on date not null check (due_on >= opened_on),
  scope text not null generated always as (unit_id || '/' || agency_id) stored,
  unique (id, unit_id, review_id, finding_id, agency_id),
  foreign key (finding_id, version) references app.finding_version (finding_id, version),
  foreign key (finding_id, review_id, unit_id, agency_id) references app.finding (id, review_id, unit_id, agency_id)
);
create index recall_by_agency on app.recall (unit_id, agency_id, opened_at desc);
create index recall_by_finding on app.recall (finding_id);
comment on table app.recall is 'A finding that was corrected or withdrawn, or a disclosure that was revoked, after it had reached others. The giver''s.';

create table app.recall_notice (
  id uuid primary key default gen_random_uuid(),
  recall_id uuid not null,
  unit_id text not null,
  review_id uuid not null,
  finding_id uuid not null,
  from_agency_id text not null,
  to_agency_id text not null references app.agency,
  kind text not null check (kind in ('correction','withdrawal','revocation')),
  -- The newest version that this agency was given, and when.
  held_version int not null,
  held_since date not null,
  opened_at timestamptz not null default now(),
  opened_on date not null,
  due_on date not null,
  first_seen_at timestamptz,
  answer text check (answer in ('acknowledged','cannot')),
  why_ct bytea,
  answered_by uuid references app.person,
  answered_at timestamptz,
  -- A later recall of the same finding tells this agency anew before it answered.
  superseded_at timestamptz,
  -- Of a correction: when the agency was given a version that is not concerned.
  new_given_at timestamptz,
  version int not null default 1,
  from_scope text not null generated always as (unit_id || '/' || from_agency_id) stored,
  to_scope text not null generated always as (unit_id || '/' || to_agency_id) stored,
  unique (recall_id, to_agency_id),
  foreign key (recall_id, unit_id, review_id, finding_id, from_agency_id) references app.recall (id, unit_id, review_id, finding_id, agency_id),
  check ((answer is null) = (answered_at is null)),
  check ((answer is null) = (answered_by is null)),
  check (answer is distinct from 'acknowledged' or why_ct is null),
  check (answer is distinct from 'cannot' or why_ct is not null)
);
-- Nobody is told twice of the same.
create unique index recall_notice_open on app.recall_notice (finding_id, to_agency_id) where answer is null and superseded_at is null;
create index recall_notice_by_recipient on app.recall_notice (unit_id, to_agency_id, due_on);
comment on table app.recall_notice is 'What one agency is told of a recall, and its answer: for that agency and the giver.';

-- Where it had got to when it was recalled: kept as it was then. Ids, codes, days and counts.
create table app.recall_reach (
  id uuid primary key default gen_random_uuid(),
  recall_id uuid not null references app.recall,
  unit_id text not null,
  review_id uuid not null,
  scope text not null,
  kind text not null check (kind in ('disclosure','first_read','view','agenda','meeting','follow_up','export','report')),
  ref uuid,
  agency_id text,
  day date not null,
  -- The version of a disclosure or report, the revision of an agenda, how often something was viewed or exported.
  number int not null default 1
);
create index recall_reach_by_recall on app.recall_reach (recall_id);
comment on table app.recall_reach is 'Everything that a recalled finding had reached. The giver''s.';

do $$
declare t text;
begin
  foreach t in array array['follow_up_basis','recall','recall_notice','recall_reach'] loop
    execute format('alter table app.%I enable row level security', t);
    execute format('alter table app.%I force row level security', t);
    execute format('create policy %I on app.%I to cap_guard using (true) with check (true)', t || '_guard', t);
    execute format('grant select on app.%I to cap_app', t);
    execute format('grant select, insert, update on app.%I to cap_guard', t);
  end loop;
end $$;

create policy follow_up_basis_read on app.follow_up_basis for select to cap_app using (
  (select app.caller_finding_scope()) = any (array[scope, from_scope]));
create policy recall_read on app.recall for select to cap_app using (scope = (select app.caller_finding_scope()));
create policy recall_insert on app.recall for insert to cap_app with check (
  (unit_id || '/' || agency_id) = (select app.caller_finding_scope()) and opened_by = (select app.caller_person()));
grant insert (id, unit_id, review_id, finding_id, version, agency_id, kind, reached, opened_by, opened_on, due_on) on app.recall to cap_app;
create policy recall_notice_read on app.recall_notice for select to cap_app using (
  (select app.caller_finding_scope()) = any (array[from_scope, to_scope]));
-- Only the recipient answers, in its own name; what it has said it has done stays said.
create policy recall_notice_answer on app.recall_notice for update to cap_app
  using (to_scope = (select app.caller_finding_scope()) and superseded_at is null and answer is distinct from 'acknowledged')
  with check ((unit_id || '/' || to_agency_id) = (select app.caller_finding_scope()) and (answered_by is null or answered_by = (select app.caller_person())));
grant update (first_seen_at, answer, why_ct, answered_by, answered_at, version) on app.recall_notice to cap_app;
create policy recall_reach_read on app.recall_reach for select to cap_app using (scope = (select app.caller_finding_scope()));

-- What the guard looks at to say where a finding has got to, and what an action rests on.
create policy action_guard on app.follow_up_action to cap_guard using (true) with check (true);
grant select (id, review_id, unit_id, agency_id, type, started_on, agenda_item_id, created_by, created_at, basis_stated), update (basis_stated)
  on app.follow_up_action to cap_guard;
do $$
declare t text;
begin
  foreach t in array array['meeting','agenda','agenda_item','report'] loop
    execute format('create policy %I on app.%I for select to cap_guard using (true)', t || '_guard', t);
    execute format('grant select on app.%I to cap_guard', t);
  end loop;
end $$;
grant select (created_at, current_version, review_id) on app.finding to cap_guard;
grant select (purpose, data_class, legal_basis_id) on app.finding_version to cap_guard;
grant select (review_id, from_agency_id, purpose, use_restriction, form, disclosed_on, created_at) on app.disclosure to cap_guard;
grant select (state, reviewed_on, concluded_at, created_at) on app.case_review to cap_guard;

reset role;
set local role cap_audit_owner;
create index event_of_review on audit.event (review_id, id) where review_id is not null and verb in ('consult','export');
create index event_of_export on audit.event (unit_id, id) where verb = 'export';
create policy event_read_by_guard on audit.event for select to cap_guard using (true);
grant usage on schema audit to cap_guard;
grant select (id, at, unit_id, agency_id, verb, outcome, review_id, canon) on audit.event to cap_guard;

reset role;
set local role cap_guard;

update app.follow_up_type set criminal = true where code = 'police_report';

-- Says which findings a follow-up rests on that the caller has just set going, once: those named, or all of the review that its
-- owner has before it. Whoever sets it going for another agency names findings of the own agency only, and learns nothing of what
-- the other was given, nor how much: what cannot serve an investigation is then left out of one. Returns how many it rests on.
create function app.rest_follow_up_on(action uuid, named uuid[]) returns int
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  caller text[] := app.verified_caller();
  act record;
  own boolean;
  rests int;
begin
  select a.id, a.unit_id, a.review_id, a.agency_id, a.unit_id || '/' || a.agency_id as scope, a.type, t.criminal into act
    from app.follow_up_action a join app.follow_up_type t on t.code = a.type
    where a.id = action and a.created_by = caller[5]::uuid and not a.basis_stated and a.unit_id = caller[3];
  if act is null then raise exception 'no such follow-up' using errcode = '42501'; end if;
  own := coalesce(act.scope = app.caller_finding_scope(), false);
  insert into app.follow_up_basis (action_id, finding_id, version, unit_id, review_id, agency_id, from_agency_id, type, criminal,
    purpose, form, data_class, not_for_criminal_investigation)
  select act.id, f.id, coalesce(d.version, v.version), act.unit_id, act.review_id, act.agency_id, f.agency_id, act.type, act.criminal,
    coalesce(d.purpose, v.purpose), coalesce(d.form, 'full'), case when d.form is distinct from 'fact_only' then v.data_class end, l.restricted
  from app.finding f
  left join lateral (select * from (
    select g.version, g.purpose, g.use_restriction, g.form from app.disclosure g
    where g.finding_id = f.id and g.to_scope = act.scope and g.revoked_at is null order by g.version desc, g.created_at desc limit 1) g
    where f.agency_id <> act.agency_id) d on true
  join app.finding_version v on v.finding_id = f.id and v.version = coalesce(d.version, f.current_version)
  join app.legal_basis b on b.id = v.legal_basis_id
  cross join lateral (select b.not_for_criminal_investigation or b.code ~ '^RPL115(-|$)' or v.purpose = 'prevention'
    or coalesce(d.use_restriction is not null or d.purpose = 'prevention', false) as restricted) l
  where f.review_id = act.review_id and f.withdrawn_at is null and act.scope = any (f.visible_to)
    and (f.agency_id = act.agency_id or d.version is not null)
    and (named is null or f.id = any (named) and (own or f.agency_id = caller[4]))
    and (own or named is not null or not (act.criminal and l.restricted));
  get diagnostics rests = row_count;
  update app.follow_up_action a set basis_stated = true where a.id = act.id;
  return case when own or named is not null then rests else 0 end;
end $$;
grant execute on function app.rest_follow_up_on(uuid, uuid[]) to cap_app;

-- Tells every agency that the recall reaches, once, and keeps where the finding had got to.
create function app.recall_reaches() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  told text[] := (select array_agg(distinct d.to_agency_id) from app.disclosure d where d.id = any (new.reached) and d.finding_id = new.finding_id);
  whole boolean := new.kind <> 'revocation';
  reports uuid[];
  meeting record;
  since timestamptz;
begin
  if told is null or (select count(*) from app.disclosure d where d.id = any (new.reached) and d.finding_id = new.finding_id)
    <> (select count(distinct r.id) from unnest(new.reached) as r(id)) then
    raise exception 'it did not reach them' using errcode = '42501';
  end if;
  -- A meeting that is looking at it now reads again.
  for meeting in select distinct i.meeting_id as id from app.agenda_item i join app.meeting m on m.id = i.meeting_id
    where i.review_id = new.review_id and m.state = 'open' loop
    execute format('notify meeting_changed, %L', meeting.id);
  end loop;
  update app.recall_notice n set superseded_at = now(), version = n.version + 1
    where n.finding_id = new.finding_id and n.to_agency_id = any (told) and n.answer is null and n.superseded_at is null;
  insert into app.recall_notice (recall_id, unit_id, review_id, finding_id, from_agency_id, to_agency_id, kind, held_version, held_since, opened_on, due_on)
    select new.id, new.unit_id, new.review_id, new.finding_id, new.agency_id, d.to_agency_id, new.kind, max(d.version), min(d.disclosed_on), new.opened_on, new.due_on
    from app.disclosure d where d.id = any (new.reached) group by d.to_agency_id;

  select min(d.created_at) into since from app.disclosure d where d.finding_id = new.finding_id and (whole or d.to_agency_id = any (told));
  select array_agg(r.id) into reports
    from app.report r join app.case_review c on c.id = new.review_id and c.unit_id = r.unit_id
    where c.state = 'concluded' and coalesce(c.concluded_at, c.created_at) <= r.built_at
      and (select f.created_at from app.finding f where f.id = new.finding_id) <= r.built_at
      and c.reviewed_on >= make_date(left(r.period, 4)::int, case when right(r.period, 2) = 'H2' then 7 else 1 end, 1)
      and c.reviewed_on < make_date(left(r.period, 4)::int, case when right(r.period, 2) = 'H2' then 7 else 1 end, 1)
        + case when length(r.period) = 4 then interval '1 year' else interval '6 months' end;

  insert into app.recall_reach (recall_id, unit_id, review_id, scope, kind, ref, agency_id, day, number)
  select new.id, new.unit_id, new.review_id, new.unit_id || '/' || new.agency_id, found.kind, found.ref, found.agency_id, found.day, found.number
  from (
    select 'disclosure' as kind, d.id as ref, d.to_agency_id as agency_id, d.disclosed_on as day, d.version as number
      from app.disclosure d where d.finding_id = new.finding_id and (whole or d.to_agency_id = any (told))
    union all
    select 'first_read', d.id, d.to_agency_id, (d.first_read_at at time zone 'Europe/Copenhagen')::date, d.version
      from app.disclosure d where d.finding_id = new.finding_id and d.first_read_at is not null and (whole or d.to_agency_id = any (told))
    union all
    select case e.verb when 'export' then 'export' else 'view' end, null, e.agency_id, (e.at at time zone 'Europe/Copenhagen')::date, count(*)::int
      from audit.event e
      where e.review_id = new.review_id and e.verb in ('consult','export') and e.outcome = 'done' and e.unit_id = new.unit_id
        and e.agency_id <> new.agency_id and (whole or e.agency_id = any (told))
        and convert_from(e.canon, 'UTF8')::jsonb #> '{event,ids,findings}' ? new.finding_id::text
      group by 1, 3, 4
    union all
    select 'export', null, e.agency_id, (e.at at time zone 'Europe/Copenhagen')::date, count(*)::int
      from audit.event e
      where e.unit_id = new.unit_id and e.verb = 'export' and e.outcome = 'done' and e.agency_id is not null and e.review_id is null
        and (convert_from(e.canon, 'UTF8')::jsonb #> '{event,ids,reports}' ?| reports::text[]
          -- The register of receipts holds every hand-over of the agency.
          or e.agency_id = new.agency_id and e.at >= since and convert_from(e.canon, 'UTF8')::jsonb #>> '{event,deed}' = 'exportReceipts')
      group by 3, 4
    union all
    select 'agenda', i.meeting_id, null, (a.built_at at time zone 'Europe/Copenhagen')::date, i.revision
      from app.agenda_item i join app.agenda a on a.meeting_id = i.meeting_id and a.revision = i.revision join app.meeting m on m.id = i.meeting_id
      where i.review_id = new.review_id and coalesce(m.closed_at, 'infinity') >= since
    union all
    select 'meeting', m.id, null, m.held_on, count(*)::int
      from app.agenda_item i join app.meeting m on m.id = i.meeting_id
      where i.review_id = new.review_id and coalesce(m.closed_at, 'infinity') >= since group by m.id, m.held_on
    union all
    select 'follow_up', b.action_id, b.agency_id, a.started_on, b.version
      from app.follow_up_basis b join app.follow_up_action a on a.id = b.action_id
      where b.finding_id = new.finding_id and b.agency_id <> new.agency_id and (whole or b.agency_id = any (told))
    union all
    select 'report', r.id, null, (r.built_at at time zone 'Europe/Copenhagen')::date, r.version
      from app.report r where r.id = any (reports)
  ) found;
  return null;
end $$;

-- Whoever is given a version that is not concerned has the correction, and needs no more from the giver.
create function app.new_version_reaches() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update app.recall_notice n set new_given_at = now()
    where n.finding_id = new.finding_id and n.to_agency_id = new.to_agency_id and n.kind = 'correction' and n.new_given_at is null
      and new.version > (select r.version from app.recall r where r.id = n.recall_id);
  return null;
end $$;

-- Heard after COMMIT by whoever listens on `recall_changed`. The payload is the recall's random id and nothing else.
create function app.tell_of_recall() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin execute format('notify recall_changed, %L', new.recall_id); return null; end $$;
grant execute on function app.recall_reaches(), app.new_version_reaches(), app.tell_of_recall() to cap_owner;

-- How many agencies of the unit have not answered in time, for its chair: a number, and nothing of what or who.
create function app.agencies_overdue_with_recalls(today date) returns int
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select case when 'chair' = any (string_to_array(caller.fields[6], ',')) then
    (select count(distinct n.to_agency_id)::int from app.recall_notice n
     where n.unit_id = caller.fields[7] and n.answer is null and n.superseded_at is null and n.due_on < today) end
  from (select app.verified_caller() as fields offset 0) caller $$;
grant execute on function app.agencies_overdue_with_recalls(date) to cap_app;

reset role;
set local role cap_owner;
create trigger recall_tells after insert on app.recall for each row execute function app.recall_reaches();
create trigger recall_told after insert or update of answer, superseded_at, new_given_at on app.recall_notice for each row execute function app.tell_of_recall();
create trigger disclosure_renews after insert on app.disclosure for each row when (new.version > 1) execute function app.new_version_reaches();
