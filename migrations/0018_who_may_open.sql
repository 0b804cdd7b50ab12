-- Who within an agency opens a review, and for whom it does not exist. Somebody has the case (assigned); a colleague opens it
-- with a reason, for eight hours, and the agency's approver sees who and why; whoever is inhabil, or is excluded, meets it
-- nowhere. Law: forvaltningsloven §§ 3-6 (inhabilitet) and § 32 (nobody obtains what the task does not need).
set local role cap_owner;

-- What decides stands on the review itself, so that a row that nobody has and nobody is shut out of costs nothing to judge.
-- Both lists are written by triggers, never by callers.
alter table app.case_review add column held text[] not null default '{}', add column closed_to uuid[] not null default '{}';
comment on column app.case_review.held is 'Who has the case: "<unit>/<agency>" for each agency where somebody is assigned, and "<unit>/<agency>/<person>" for each of them.';
comment on column app.case_review.closed_to is 'The people for whom the review does not exist: recused or excluded, and not lifted.';

-- The same on what hangs on a review and is for who needs to know it: a policy that went back to the review for each row
-- would be planned anew inside every other. Empty on nearly all rows, and then nothing more is asked.
alter table app.finding add column held text[] not null default '{}', add column closed_to uuid[] not null default '{}';
alter table app.finding_version add column review_id uuid, add column held text[] not null default '{}', add column closed_to uuid[] not null default '{}';
alter table app.disclosure add column held text[] not null default '{}', add column closed_to uuid[] not null default '{}';
alter table app.reply add column held text[] not null default '{}', add column closed_to uuid[] not null default '{}';
alter table app.follow_up_detail add column review_id uuid, add column held text[] not null default '{}', add column closed_to uuid[] not null default '{}';

-- The caller in one seat, as a review names who has it.
create function app.caller_seat() returns text language sql stable parallel restricted as $$
  select c.fields[2] || '/' || c.fields[5] from (select app.verified_caller() as fields offset 0) c $$;
-- Whether this caller opens only what it needs to know: liaison and approver. The chair leads every case; the others read no findings.
create function app.caller_must_know() returns boolean language sql stable parallel restricted as $$
  select c.roles && array['liaison','approver'] and 'chair' <> all (c.roles)
  from (select string_to_array((app.verified_caller())[6], ',') as roles offset 0) c $$;
grant execute on function app.caller_seat(), app.caller_must_know() to cap_guard, cap_app;

-- Why somebody may open a review: it is assigned to them; they opened it with a reason; or an emergency that a second person confirmed.
create table app.review_access (
  id uuid primary key default gen_random_uuid(),
  review_id uuid not null,
  unit_id text not null,
  agency_id text not null references app.agency,
  scope text not null generated always as (unit_id || '/' || agency_id) stored,
  person_id uuid not null references app.person,
  kind text not null check (kind in ('assigned','opened','emergency')),
  reason_ct bytea,
  given_by uuid not null references app.person,
  confirmed_by uuid references app.person,
  given_at timestamptz not null default date_trunc('milliseconds', now()),
  until timestamptz,
  ended_at timestamptz,
  ended_by uuid references app.person,
  -- The approver has looked at the opening.
  reviewed_at timestamptz,
  reviewed_by uuid references app.person,
  foreign key (review_id, unit_id) references app.case_review (id, unit_id),
  check (kind <> 'assigned' or until is null),
  check (kind = 'assigned' or reason_ct is not null),
  check (kind <> 'opened' or (until is not null and given_by = person_id)),
  check (reviewed_by is null or reviewed_by <> person_id),
  check (confirmed_by is null or confirmed_by <> person_id)
);
create unique index access_assigned_once on app.review_access (review_id, agency_id, person_id) where kind = 'assigned' and ended_at is null;
create index access_of_person on app.review_access (person_id, until) where kind <> 'assigned';
create index access_by_review on app.review_access (review_id);
create index access_to_look_at on app.review_access (scope, given_at desc) where kind <> 'assigned';
comment on table app.review_access is 'Who may open a review within the agency, why and until when. Ended, never deleted.';

-- For whom the review does not exist, from the moment it is written until it is lifted by somebody else.
create table app.review_exclusion (
  id uuid primary key default gen_random_uuid(),
  review_id uuid not null,
  unit_id text not null,
  -- The agency of the person: its approver, or the unit's chair, can lift it.
  agency_id text not null references app.agency,
  scope text not null generated always as (unit_id || '/' || agency_id) stored,
  person_id uuid not null references app.person,
  kind text not null check (kind in ('recusal','imposed')),
  reason_ct bytea,
  set_by uuid not null references app.person,
  set_at timestamptz not null default now(),
  lifted_by uuid references app.person,
  lifted_at timestamptz,
  foreign key (review_id, unit_id) references app.case_review (id, unit_id),
  check ((kind = 'recusal') = (set_by = person_id)),
  check (kind = 'recusal' or reason_ct is not null),
  check ((lifted_by is null) = (lifted_at is null)),
  check (lifted_by is null or lifted_by <> person_id)
);
create unique index exclusion_once on app.review_exclusion (review_id, person_id) where lifted_at is null;
create index exclusion_by_scope on app.review_exclusion (unit_id, agency_id) where lifted_at is null;
create index exclusion_by_person on app.review_exclusion (person_id) where lifted_at is null;
comment on table app.review_exclusion is 'Inhabilitet, declared or decided by others. The person reads none of it.';

alter table app.review_access enable row level security;
alter table app.review_access force row level security;
alter table app.review_exclusion enable row level security;
alter table app.review_exclusion force row level security;

-- For whom a review is closed, it is not there: in no list, search or count, and in nothing that hangs on it.
-- Asked of the few rows that are closed to anybody, and not prepared for every statement that reads reviews.
create policy review_not_closed on app.case_review as restrictive to cap_app
  using (closed_to = '{}' or app.caller_person() <> all (closed_to))
  with check (closed_to = '{}' or app.caller_person() <> all (closed_to));

-- Everybody of the agency knows who has a case; why somebody opened one is for the approver, the auditor and that person.
create policy access_read on app.review_access for select to cap_app using (
  scope = (select app.caller_scope())
  and (kind = 'assigned' or person_id = (select app.caller_person()) or (select app.caller_roles())::text[] && array['approver','auditor'])
  and exists (select from app.case_review r where r.id = review_id));
-- A liaison takes a case that nobody of the agency has.
create policy access_take on app.review_access for insert to cap_app with check (
  kind = 'assigned' and (unit_id || '/' || agency_id) = (select app.caller_scope())
  and person_id = (select app.caller_person()) and given_by = person_id and 'liaison' = any ((select app.caller_roles())::text[])
  and ended_at is null and reviewed_at is null and confirmed_by is null and reason_ct is null
  and exists (select from app.case_review r where r.id = review_id and r.unit_id = review_access.unit_id and review_access.agency_id = any (r.agencies)
    and (select app.caller_scope()) <> all (r.held)));
-- The approver gives it to somebody else of the agency, who is not excluded from it.
create policy access_assign on app.review_access for insert to cap_app with check (
  kind = 'assigned' and (unit_id || '/' || agency_id) = (select app.caller_scope())
  and given_by = (select app.caller_person()) and person_id <> given_by and 'approver' = any ((select app.caller_roles())::text[])
  and ended_at is null and reviewed_at is null and confirmed_by is null and reason_ct is null
  and exists (select from app.case_review r where r.id = review_id and r.unit_id = review_access.unit_id and review_access.agency_id = any (r.agencies)
    and review_access.person_id <> all (r.closed_to))
  and exists (select from app.role_assignment a where a.person_id = review_access.person_id and a.unit_id = review_access.unit_id
    and a.agency_id = review_access.agency_id and a.role in ('liaison','approver') and a.revoked_at is null));
-- Anybody who may read the agency's cases opens one with a reason, for eight hours at the most.
create policy access_open on app.review_access for insert to cap_app with check (
  kind = 'opened' and (unit_id || '/' || agency_id) = (select app.caller_scope())
  and person_id = (select app.caller_person()) and (select app.caller_must_know())
  and until <= now() + interval '8 hours' and ended_at is null and reviewed_at is null and confirmed_by is null
  and exists (select from app.case_review r where r.id = review_id and r.unit_id = review_access.unit_id and review_access.agency_id = any (r.agencies)));
-- The approver ends assignments, and notes that an opening of somebody else has been looked at.
create policy access_change on app.review_access for update to cap_app
  using (scope = (select app.caller_scope()) and 'approver' = any ((select app.caller_roles())::text[])
    and (kind = 'assigned' or person_id <> (select app.caller_person())))
  with check ((unit_id || '/' || agency_id) = (select app.caller_scope())
    and (ended_by is null or kind = 'assigned') and (reviewed_by is null or (kind <> 'assigned' and reviewed_by = (select app.caller_person()))));
create policy access_guard on app.review_access to cap_guard using (true) with check (true);
grant select on app.review_access to cap_app;
grant insert (id, review_id, unit_id, agency_id, person_id, kind, reason_ct, given_by, until) on app.review_access to cap_app;
grant update (ended_at, ended_by, reviewed_at, reviewed_by) on app.review_access to cap_app;
grant select (id, review_id, unit_id, agency_id, scope, person_id, kind, until, confirmed_by, ended_at), update (ended_at) on app.review_access to cap_guard;

-- Seen by those who could lift it, and by the agency's auditor; never by the person, and by nobody for whom the review is closed.
create policy exclusion_read on app.review_exclusion for select to cap_app using (
  person_id <> (select app.caller_person())
  and ((scope = (select app.caller_scope()) and (select app.caller_roles())::text[] && array['approver','auditor'])
    or (unit_id = (select app.caller_unit()) and 'chair' = any ((select app.caller_roles())::text[])))
  and exists (select from app.case_review r where r.id = review_id));
create policy exclusion_recuse on app.review_exclusion for insert to cap_app with check (
  kind = 'recusal' and person_id = (select app.caller_person()) and set_by = person_id and lifted_at is null
  and (unit_id || '/' || agency_id) = (select app.caller_scope())
  and exists (select from app.case_review r where r.id = review_id and r.unit_id = review_exclusion.unit_id));
create policy exclusion_impose on app.review_exclusion for insert to cap_app with check (
  kind = 'imposed' and set_by = (select app.caller_person()) and person_id <> set_by and lifted_at is null
  and (((unit_id || '/' || agency_id) = (select app.caller_scope()) and 'approver' = any ((select app.caller_roles())::text[]))
    or (unit_id = (select app.caller_unit()) and 'chair' = any ((select app.caller_roles())::text[])))
  and exists (select from app.case_review r where r.id = review_id and r.unit_id = review_exclusion.unit_id)
  and exists (select from app.role_assignment a where a.person_id = review_exclusion.person_id and a.unit_id = review_exclusion.unit_id
    and a.agency_id = review_exclusion.agency_id));
create policy exclusion_lift on app.review_exclusion for update to cap_app
  using (person_id <> (select app.caller_person()) and lifted_at is null
    and ((scope = (select app.caller_scope()) and 'approver' = any ((select app.caller_roles())::text[]))
      or (unit_id = (select app.caller_unit()) and 'chair' = any ((select app.caller_roles())::text[]))))
  with check (lifted_by = (select app.caller_person()));
create policy exclusion_guard on app.review_exclusion to cap_guard using (true) with check (true);
grant select on app.review_exclusion to cap_app;
grant insert (id, review_id, unit_id, agency_id, person_id, kind, reason_ct, set_by) on app.review_exclusion to cap_app;
grant update (lifted_by, lifted_at) on app.review_exclusion to cap_app;
grant select (id, review_id, person_id, lifted_at) on app.review_exclusion to cap_guard;

-- A first answer that is asked for again is not told to who has been excluded since; the deed is then tried anew, and refused.
alter table app.idempotency_key add column review_id uuid;
create policy idempotency_not_closed on app.idempotency_key as restrictive to cap_app
  using (review_id is null or exists (select from app.case_review r where r.id = review_id))
  with check (review_id is null or exists (select from app.case_review r where r.id = review_id));

grant select (held, closed_to, reference, state), update (held, closed_to) on app.case_review to cap_guard;
grant select (review_id, held, closed_to), update (held, closed_to) on app.finding to cap_guard;
grant update (review_id, held, closed_to) on app.finding_version to cap_guard;
grant select (review_id, from_scope), update (held, closed_to) on app.disclosure to cap_guard;
create policy reply_guard on app.reply to cap_guard using (true) with check (true);
grant select (review_id, agency_id), update (held, closed_to) on app.reply to cap_guard;
create policy detail_guard on app.follow_up_detail to cap_guard using (true) with check (true);
grant select (action_id), update (review_id, held, closed_to) on app.follow_up_detail to cap_guard;
create policy item_guard on app.agenda_item to cap_guard using (true) with check (true);
create policy action_guard_looks on app.follow_up_action for select to cap_guard using (true);
grant select (id, review_id) on app.follow_up_action to cap_guard;
grant select (id, meeting_id, revision, unit_id, review_id, position, reasons), insert (meeting_id, revision, unit_id, review_id, position, reasons)
  on app.agenda_item to cap_guard;

reset role;
set local role cap_guard;

-- Who has a review and to whom it is closed, written anew from all rows on the review and on what hangs on it. Whoever adds
-- to the review meanwhile waits, or is waited for.
create function app.write_who_opens(review uuid) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  has text[];
  closed uuid[];
begin
  perform pg_advisory_xact_lock(hashtextextended('who opens ' || review, 0));
  has := coalesce((select array_agg(distinct h.entry order by h.entry) from app.review_access a,
      lateral (values (a.scope), (a.scope || '/' || a.person_id)) h(entry)
    where a.review_id = review and a.kind = 'assigned' and a.ended_at is null), '{}');
  closed := coalesce((select array_agg(distinct x.person_id order by x.person_id)
    from app.review_exclusion x where x.review_id = review and x.lifted_at is null), '{}');
  update app.case_review r set held = has, closed_to = closed where r.id = review;
  update app.finding f set held = has, closed_to = closed where f.review_id = review;
  update app.finding_version v set review_id = f.review_id, held = has, closed_to = closed
    from app.finding f where f.review_id = review and v.finding_id = f.id;
  update app.disclosure d set held = has, closed_to = closed where d.review_id = review;
  update app.reply p set held = has, closed_to = closed where p.review_id = review;
  update app.follow_up_detail t set review_id = a.review_id, held = has, closed_to = closed
    from app.follow_up_action a where a.review_id = review and t.action_id = a.id;
end $$;
create function app.access_decides_who_has() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform app.write_who_opens(new.review_id);
  return null;
end $$;
create function app.exclusion_closes_review() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  -- Who is excluded has the case no longer, and would have to open it anew after a lifting.
  if new.lifted_at is null then
    update app.review_access a set ended_at = now() where a.review_id = new.review_id and a.person_id = new.person_id and a.ended_at is null;
  end if;
  perform app.write_who_opens(new.review_id);
  return null;
end $$;
-- What is added to a review that somebody has, or that is closed to somebody, is so too. The import of a register adds to
-- reviews that it has just made: it waits for nobody.
create function app.shut_as_its_review() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if tg_table_name in ('finding', 'disclosure', 'reply') then
    if app.caller_person() is not null then
      perform pg_advisory_xact_lock_shared(hashtextextended('who opens ' || n.review_id, 0)) from (select distinct review_id from fresh) n;
    end if;
    if not exists (select from fresh n join app.case_review r on r.id = n.review_id where r.held <> '{}' or r.closed_to <> '{}') then
      return null;
    end if;
  end if;
  if tg_table_name = 'finding' then
    update app.finding t set held = r.held, closed_to = r.closed_to
      from fresh n join app.case_review r on r.id = n.review_id where t.id = n.id;
  elsif tg_table_name = 'disclosure' then
    update app.disclosure t set held = r.held, closed_to = r.closed_to
      from fresh n join app.case_review r on r.id = n.review_id where t.id = n.id;
  elsif tg_table_name = 'reply' then
    update app.reply t set held = r.held, closed_to = r.closed_to
      from fresh n join app.case_review r on r.id = n.review_id where t.review_id = n.review_id and t.agency_id = n.agency_id;
  elsif tg_table_name = 'finding_version' then
    update app.finding_version t set review_id = f.review_id, held = f.held, closed_to = f.closed_to
      from fresh n join app.finding f on f.id = n.finding_id
      where t.finding_id = n.finding_id and t.version = n.version and (f.held <> '{}' or f.closed_to <> '{}');
  else
    update app.follow_up_detail t set review_id = a.review_id, held = r.held, closed_to = r.closed_to
      from fresh n join app.follow_up_action a on a.id = n.action_id join app.case_review r on r.id = a.review_id
      where t.action_id = n.action_id and (r.held <> '{}' or r.closed_to <> '{}');
  end if;
  return null;
end $$;
grant execute on function app.write_who_opens(uuid), app.access_decides_who_has(), app.exclusion_closes_review(), app.shut_as_its_review() to cap_owner;

-- The reviews that the caller has opened with a reason, or in a confirmed emergency, until that is over.
create function app.caller_openings() returns uuid[]
language plpgsql stable parallel restricted security definer set search_path = pg_catalog, pg_temp as $$
declare caller text[] := app.verified_caller();
begin
  return coalesce((select array_agg(a.review_id) from app.review_access a
    where a.person_id = nullif(caller[5], '')::uuid and a.scope = caller[2] and a.kind <> 'assigned'
      and a.ended_at is null and a.until > now() and (a.kind = 'opened' or a.confirmed_by is not null)), '{}');
end $$;
-- The caller as `held` and `closed_to` name people, in one answer: person, scope, seat, and whether it must need to know.
create function app.caller_names() returns text[]
language plpgsql stable parallel restricted security definer set search_path = pg_catalog, pg_temp as $$
declare
  caller text[] := app.verified_caller();
  roles text[] := string_to_array(caller[6], ',');
begin
  return array[caller[5], caller[2], caller[2] || '/' || caller[5],
    (roles && array['liaison','approver'] and 'chair' <> all (roles))::text];
end $$;
-- Whether what somebody has, or what is closed to somebody, is open to who is so named; the openings are looked for last.
create function app.is_open_to(names text[], review uuid, held text[], closed_to uuid[]) returns boolean
language plpgsql stable parallel restricted as $$
begin
  return names[1] <> all (closed_to::text[])
    and (names[3] = any (held) or names[2] <> all (held) or names[4] = 'false' or review = any (app.caller_openings()));
end $$;
grant execute on function app.caller_names(), app.is_open_to(text[], uuid, text[], uuid[]) to cap_app;
-- For policies and questions that have an id at hand. What is not there, not the caller's, closed to it or shut is answered alike.
create function app.review_is_shut_to_caller(review uuid) returns boolean
language plpgsql stable parallel restricted security definer set search_path = pg_catalog, pg_temp as $$
declare
  caller text[] := app.verified_caller();
  found_review record;
  roles text[] := string_to_array(caller[6], ',');
begin
  select r.held, r.closed_to into found_review from app.case_review r
  where r.id = review and (caller[2] = any (r.visible_to) or r.unit_id = nullif(caller[7], ''));
  if not found or nullif(caller[5], '')::uuid = any (found_review.closed_to) then return true; end if;
  return caller[2] = any (found_review.held) and caller[2] || '/' || caller[5] <> all (found_review.held)
    and roles && array['liaison','approver'] and 'chair' <> all (roles) and review <> all (app.caller_openings());
end $$;
grant execute on function app.caller_openings(), app.review_is_shut_to_caller(uuid) to cap_app;

-- The review behind a finding or a disclosure that the caller's agency knows and the caller does not need to know; null for
-- everything else: what is not there, another agency's, and what is closed to the caller.
create function app.shut_review_behind(thing uuid) returns uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select r.id from app.case_review r
  where r.id in (
      select f.review_id from app.finding f where f.id = thing and (select app.caller_finding_scope()) = any (f.visible_to)
      union all
      select d.review_id from app.disclosure d where d.id = thing
        and (select app.caller_finding_scope()) = any (array[d.from_scope, case when d.revoked_at is null then d.to_scope end]))
    and (select app.caller_person()) <> all (r.closed_to) and (select app.caller_scope()) = any (r.visible_to)
    and app.review_is_shut_to_caller(r.id) $$;
grant execute on function app.shut_review_behind(uuid) to cap_app;

-- As before, without what is closed to the caller.
create or replace function app.find_citizen(index_value bytea) returns uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select n.citizen_id from app.citizen_number n
  where n.blind_index = index_value and exists (
    select from app.case_review r where r.citizen_id = n.citizen_id and app.caller_person() <> all (r.closed_to)
      and (app.caller_scope() = any (r.visible_to) or r.unit_id = app.caller_oversees())) $$;

-- The last number that was given in the unit in that year, also to reviews that are closed to whoever admits the next one.
create function app.last_reference(in_unit text, in_year text) returns int
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce(max(substr(r.reference, 6)::int), 0) from app.case_review r
  where r.unit_id = in_unit and r.unit_id = (select app.caller_oversees()) and r.reference ~ ('^' || in_year || '-[0-9]{4,8}$') $$;
grant execute on function app.last_reference(text, text) to cap_app;

-- An agenda that is built or settled by somebody for whom a review is closed does not lose that review: it stays on, last, and
-- the one who built it does not see that. Whoever builds next puts it in its place.
create function app.agenda_keeps_what_is_closed() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into app.agenda_item (meeting_id, revision, unit_id, review_id, position, reasons)
  select i.meeting_id, new.revision, i.unit_id, i.review_id, 10000 + row_number() over (order by i.position), i.reasons
  from app.agenda_item i join app.case_review r on r.id = i.review_id
  where i.meeting_id = new.meeting_id and i.revision = new.revision - 1
    and app.caller_person() = any (r.closed_to) and r.state not in ('declined','withdrawn','lapsed');
  return null;
end $$;
grant execute on function app.agenda_keeps_what_is_closed() to cap_owner;

-- Whether the caller is excluded from anything at all, and whether an event of the trail names a review that is closed to the
-- caller, or anything of it; the second is asked only of those of whom the first is true.
create function app.caller_is_excluded() returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select exists (select from app.review_exclusion x where x.person_id = (select app.caller_person()) and x.lifted_at is null) $$;
create function app.tells_of_closed_review(event bytea) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select exists (select from app.review_exclusion x,
      lateral (select x.review_id as id
        union all select f.id from app.finding f where f.review_id = x.review_id
        union all select d.id from app.disclosure d where d.review_id = x.review_id
        union all select a.id from app.follow_up_action a where a.review_id = x.review_id
        union all select i.id from app.agenda_item i where i.review_id = x.review_id) thing
    where x.person_id = (select app.caller_person()) and x.lifted_at is null
      and position(convert_to(thing.id::text, 'UTF8') in event) > 0) $$;
grant execute on function app.caller_is_excluded(), app.tells_of_closed_review(bytea) to cap_app, cap_audit_owner;

reset role;
set local role cap_owner;

create function app.review_is_closed_to_caller(review uuid) returns boolean language sql stable parallel restricted as $$
  select not exists (select from app.case_review r where r.id = review) $$;
grant execute on function app.review_is_closed_to_caller(uuid) to cap_app;

-- Need to know, for what an agency holds of a review. Questions, agenda items and follow-ups hang on case_review already.
do $$
declare
  t text;
  open text := 'held = ''{}'' and closed_to = ''{}''
    or app.is_open_to((select app.caller_names())::text[], review_id, held, closed_to)';
begin
  foreach t in array array['finding','finding_version','disclosure','reply','follow_up_detail'] loop
    execute format('create policy %I on app.%I as restrictive to cap_app using (%s) with check (%s)', t || '_known', t, open, open);
    execute format('create trigger %I after insert on app.%I referencing new table as fresh for each statement execute function app.shut_as_its_review()',
      t || '_shut', t);
  end loop;
end $$;
-- What is new says nothing of who has the review yet: the review is asked.
create policy finding_added on app.finding as restrictive for insert to cap_app with check (not app.review_is_shut_to_caller(review_id));
create policy disclosure_added on app.disclosure as restrictive for insert to cap_app with check (not app.review_is_shut_to_caller(review_id));
create policy reply_added on app.reply as restrictive for insert to cap_app with check (not app.review_is_shut_to_caller(review_id));
create policy detail_added on app.follow_up_detail as restrictive for insert to cap_app with check (
  not app.review_is_shut_to_caller((select a.review_id from app.follow_up_action a where a.id = action_id)));

create trigger access_held after insert or update on app.review_access for each row
  when (new.kind = 'assigned') execute function app.access_decides_who_has();
create trigger agenda_whole after insert on app.agenda for each row execute function app.agenda_keeps_what_is_closed();
create trigger exclusion_closed after insert or update on app.review_exclusion for each row execute function app.exclusion_closes_review();

reset role;
set local role cap_audit_owner;
-- The trail does not tell an excluded auditor of the review either, nor of a list that it stood in.
create policy event_not_closed on audit.event as restrictive for select to cap_app using (
  not (select app.caller_is_excluded()) or not app.tells_of_closed_review(canon));
reset role;
