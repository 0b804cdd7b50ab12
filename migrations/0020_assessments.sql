-- What only the police state of a citizen (affiliation), what they tell those who must act on it (security), and third persons,
-- who are subjects of their own. None of it is granted to the register, to figures or to reports.
set local role cap_owner;

-- Affiliation: one row for each time the police stated it; nothing is ever changed. The newest one counts.
create table app.affiliation_statement (
  id uuid primary key default gen_random_uuid(),
  review_id uuid not null,
  unit_id text not null,
  agency_id text not null,
  agency_kind text not null default 'police' check (agency_kind = 'police'),
  scope text not null generated always as (unit_id || '/' || agency_id) stored,
  version int not null check (version > 0),
  value text not null check (value in ('confirmed','not_confirmed','withdrawn')),
  carries_review boolean not null,
  ground_ct bytea,
  stated_on date not null,
  stated_by uuid not null references app.person,
  review_due_on date,
  created_at timestamptz not null default now(),
  unique (review_id, version),
  unique (id, review_id, unit_id, agency_id),
  foreign key (review_id, unit_id) references app.case_review (id, unit_id),
  foreign key (agency_id, agency_kind) references app.agency (id, kind),
  check ((value = 'withdrawn') = (review_due_on is null)),
  check (review_due_on > stated_on and review_due_on <= stated_on + interval '12 months')
);
comment on table app.affiliation_statement is 'Retshåndhævelsesloven §§ 4 and 7: a police assessment with author, date and the day it must be reviewed. No group, no level.';
comment on column app.affiliation_statement.carries_review is 'The review is held because of it: unless it is confirmed and in date, the review is on no agenda.';

-- That the police were asked to confirm or withdraw it before its day, by the scheduler.
create table app.affiliation_prompt (
  statement_id uuid primary key,
  review_id uuid not null,
  unit_id text not null,
  agency_id text not null,
  scope text not null generated always as (unit_id || '/' || agency_id) stored,
  asked_on date not null,
  foreign key (statement_id, review_id, unit_id, agency_id) references app.affiliation_statement (id, review_id, unit_id, agency_id)
);

-- Security: under which conditions the citizen can be met. The police's own row, with why; what others are told is a row of
-- its own for each recipient, which holds the conditions and nothing else that there is to know.
create table app.security_assessment (
  id uuid primary key,
  review_id uuid not null,
  unit_id text not null,
  agency_id text not null,
  agency_kind text not null default 'police' check (agency_kind = 'police'),
  scope text not null generated always as (unit_id || '/' || agency_id) stored,
  conditions text[] not null check (cardinality(conditions) > 0 and conditions <@ array['two_staff','police_station','call_before',
    'not_at_home','not_in_joint_team','individual_only','remote_only','alarm_at_hand']),
  text_ct bytea,
  contact_ct bytea not null,
  legal_basis_id uuid not null references app.legal_basis,
  purpose text not null check (purpose in ('prevention','benefit_control','tax_control','social_protection')),
  necessity_ct bytea not null,
  assessed_on date not null,
  assessed_by uuid not null references app.person,
  valid_until date not null,
  replaces uuid references app.security_assessment,
  ended_at timestamptz,
  ended_by uuid references app.person,
  created_at timestamptz not null default now(),
  unique (id, review_id, unit_id, agency_id),
  foreign key (review_id, unit_id) references app.case_review (id, unit_id),
  foreign key (agency_id, agency_kind) references app.agency (id, kind),
  check (valid_until > assessed_on and valid_until <= assessed_on + interval '6 months')
);
create index security_assessment_by_review on app.security_assessment (review_id);

create table app.security_notice (
  id uuid primary key,
  assessment_id uuid not null,
  review_id uuid not null,
  unit_id text not null,
  from_agency_id text not null,
  to_agency_id text not null references app.agency check (to_agency_id <> from_agency_id),
  from_scope text not null generated always as (unit_id || '/' || from_agency_id) stored,
  to_scope text not null generated always as (unit_id || '/' || to_agency_id) stored,
  conditions text[] not null check (cardinality(conditions) > 0),
  text_ct bytea,
  contact_ct bytea not null,
  assessed_on date not null,
  valid_until date not null,
  legal_basis_id uuid not null references app.legal_basis,
  purpose text not null check (purpose in ('prevention','benefit_control','tax_control','social_protection')),
  declared_not_for_investigation boolean not null,
  use_restriction text check (use_restriction in ('not_for_criminal_investigation')),
  told_on date not null,
  told_by uuid not null references app.person,
  first_read_at timestamptz,
  ended_at timestamptz,
  unique (assessment_id, to_agency_id),
  foreign key (assessment_id, review_id, unit_id, from_agency_id) references app.security_assessment (id, review_id, unit_id, agency_id)
);
create index security_notice_by_review on app.security_notice (review_id);
comment on table app.security_notice is 'All that a recipient is told; gone for it after valid_until (Danish date) or when ended.';

-- Third persons: partner, child and others, each a subject of one agency's own under its own basis; never a review.
create table app.third_person (
  id uuid primary key,
  review_id uuid not null,
  unit_id text not null,
  agency_id text not null references app.agency,
  scope text not null generated always as (unit_id || '/' || agency_id) stored,
  relation text not null check (relation in ('partner','former_partner','child','parent','sibling','household','other')),
  name_ct bytea not null,
  citizen_id uuid references app.citizen,
  number_ct bytea,
  legal_basis_id uuid not null references app.legal_basis,
  purpose text not null check (purpose in ('prevention','benefit_control','tax_control','social_protection')),
  data_class text not null check (data_class in ('ordinary','confidential','criminal','special')),
  necessity_ct bytea not null,
  registered_on date not null,
  registered_by uuid not null references app.person,
  removed_at timestamptz,
  removed_by uuid references app.person,
  created_at timestamptz not null default now(),
  unique (id, review_id, unit_id, agency_id),
  unique (id, review_id, unit_id, agency_id, relation),
  foreign key (review_id, unit_id) references app.case_review (id, unit_id),
  check ((citizen_id is null) = (number_ct is null))
);
create index third_person_by_review on app.third_person (review_id);
comment on column app.third_person.number_ct is 'The masked number, sealed: all that is ever shown of it.';

create table app.third_person_disclosure (
  id uuid primary key,
  third_person_id uuid not null,
  review_id uuid not null,
  unit_id text not null,
  from_agency_id text not null,
  to_agency_id text not null references app.agency check (to_agency_id <> from_agency_id),
  from_scope text not null generated always as (unit_id || '/' || from_agency_id) stored,
  to_scope text not null generated always as (unit_id || '/' || to_agency_id) stored,
  relation text not null,
  name_ct bytea not null,
  number_ct bytea,
  data_class text not null check (data_class in ('ordinary','confidential','criminal','special')),
  legal_basis_id uuid not null references app.legal_basis,
  purpose text not null check (purpose in ('prevention','benefit_control','tax_control','social_protection')),
  necessity_ct bytea not null,
  declared_not_for_investigation boolean not null,
  use_restriction text check (use_restriction in ('not_for_criminal_investigation')),
  disclosed_on date not null,
  disclosed_by uuid not null references app.person,
  first_read_at timestamptz,
  revoked_at timestamptz,
  revoked_by uuid references app.person,
  foreign key (third_person_id, review_id, unit_id, from_agency_id, relation)
    references app.third_person (id, review_id, unit_id, agency_id, relation)
);
create unique index third_person_disclosed_once on app.third_person_disclosure (third_person_id, to_agency_id) where revoked_at is null;
create index third_person_disclosure_by_review on app.third_person_disclosure (review_id);

-- A version of a finding may be about a third person of its own agency, on the same review; the relation is repeated here
-- because a recipient is told it, and nothing else of the third person.
alter table app.finding_version add column about_third_person_id uuid, add column about_review_id uuid, add column about_relation text,
  add constraint finding_version_about_whole check (num_nulls(about_third_person_id, about_review_id, about_relation) in (0, 3)),
  add constraint finding_version_about_own foreign key (about_third_person_id, about_review_id, unit_id, agency_id, about_relation)
    references app.third_person (id, review_id, unit_id, agency_id, relation),
  add constraint finding_version_about_review foreign key (finding_id, about_review_id, unit_id, agency_id)
    references app.finding (id, review_id, unit_id, agency_id);
grant insert (about_third_person_id, about_review_id, about_relation) on app.finding_version to cap_app;

do $$
declare t text;
begin
  foreach t in array array['affiliation_statement','affiliation_prompt','security_assessment','security_notice','third_person','third_person_disclosure'] loop
    execute format('alter table app.%I enable row level security', t);
    execute format('alter table app.%I force row level security', t);
  end loop;
end $$;

-- Affiliation: the police alone.
create policy affiliation_read on app.affiliation_statement for select to cap_app using (scope = (select app.caller_finding_scope()));
create policy affiliation_insert on app.affiliation_statement for insert to cap_app with check (
  (unit_id || '/' || agency_id) = (select app.caller_scope()) and stated_by = (select app.caller_person())
  and 'liaison' = any ((select app.caller_roles())::text[])
  and exists (select from app.agency a where a.id = agency_id and a.kind = 'police')
  and exists (select from app.case_review r where r.id = review_id and r.state in ('nominated','admitted','concluded')
    and (select app.caller_agency()) = any (r.agencies)));
create policy affiliation_scheduler on app.affiliation_statement for select to cap_scheduler using (unit_id = (select app.caller_system_unit()));
create policy affiliation_guard on app.affiliation_statement for select to cap_guard using (true);
grant select on app.affiliation_statement to cap_app;
grant insert (id, review_id, unit_id, agency_id, version, value, carries_review, ground_ct, stated_on, stated_by, review_due_on) on app.affiliation_statement to cap_app;
grant select (id, review_id, unit_id, agency_id, version, review_due_on) on app.affiliation_statement to cap_scheduler;
grant select (review_id, version, value, carries_review, review_due_on) on app.affiliation_statement to cap_guard;

create policy prompt_read on app.affiliation_prompt for select to cap_app using (scope = (select app.caller_finding_scope()));
create policy prompt_scheduler_read on app.affiliation_prompt for select to cap_scheduler using (unit_id = (select app.caller_system_unit()));
create policy prompt_scheduler on app.affiliation_prompt for insert to cap_scheduler with check (unit_id = (select app.caller_system_unit()));
grant select on app.affiliation_prompt to cap_app;
grant select (statement_id, unit_id), insert (statement_id, review_id, unit_id, agency_id, asked_on) on app.affiliation_prompt to cap_scheduler;

-- Security: the police's own row, and for a recipient the notice while it counts.
create policy security_read on app.security_assessment for select to cap_app using (scope = (select app.caller_finding_scope()));
create policy security_insert on app.security_assessment for insert to cap_app with check (
  (unit_id || '/' || agency_id) = (select app.caller_scope()) and assessed_by = (select app.caller_person())
  and 'liaison' = any ((select app.caller_roles())::text[])
  and exists (select from app.agency a where a.id = agency_id and a.kind = 'police')
  and exists (select from app.case_review r where r.id = review_id and r.state in ('admitted','concluded')
    and (select app.caller_agency()) = any (r.agencies)));
create policy security_update on app.security_assessment for update to cap_app
  using (scope = (select app.caller_scope()) and 'liaison' = any ((select app.caller_roles())::text[]))
  with check ((unit_id || '/' || agency_id) = (select app.caller_scope()));
grant select on app.security_assessment to cap_app;
grant insert (id, review_id, unit_id, agency_id, conditions, text_ct, contact_ct, legal_basis_id, purpose, necessity_ct, assessed_on,
  assessed_by, valid_until, replaces) on app.security_assessment to cap_app;
grant update (ended_at, ended_by) on app.security_assessment to cap_app;

create policy notice_read on app.security_notice for select to cap_app using (
  from_scope = (select app.caller_finding_scope())
  or (to_scope = (select app.caller_finding_scope()) and ended_at is null and valid_until >= (now() at time zone 'Europe/Copenhagen')::date));
create policy notice_insert on app.security_notice for insert to cap_app with check (
  (unit_id || '/' || from_agency_id) = (select app.caller_scope()) and told_by = (select app.caller_person())
  and 'liaison' = any ((select app.caller_roles())::text[])
  and exists (select from app.case_review r where r.id = review_id and to_agency_id = any (r.agencies)));
create policy notice_update on app.security_notice for update to cap_app
  using (from_scope = (select app.caller_scope()) and 'liaison' = any ((select app.caller_roles())::text[]))
  with check ((unit_id || '/' || from_agency_id) = (select app.caller_scope()));
create policy notice_guard on app.security_notice to cap_guard using (true) with check (true);
grant select on app.security_notice to cap_app;
grant insert (id, assessment_id, review_id, unit_id, from_agency_id, to_agency_id, conditions, text_ct, contact_ct, assessed_on, valid_until,
  legal_basis_id, purpose, declared_not_for_investigation, use_restriction, told_on, told_by) on app.security_notice to cap_app;
grant update (ended_at) on app.security_notice to cap_app;
grant select (id, to_scope, first_read_at, ended_at), update (first_read_at) on app.security_notice to cap_guard;

-- Third persons: the agency that registered one, and of a disclosure its recipient.
create policy third_read on app.third_person for select to cap_app using (scope = (select app.caller_finding_scope()));
create policy third_insert on app.third_person for insert to cap_app with check (
  (unit_id || '/' || agency_id) = (select app.caller_scope()) and registered_by = (select app.caller_person())
  and 'liaison' = any ((select app.caller_roles())::text[])
  and exists (select from app.case_review r where r.id = review_id and r.state = 'admitted' and (select app.caller_agency()) = any (r.agencies)));
create policy third_update on app.third_person for update to cap_app
  using (scope = (select app.caller_scope()) and 'liaison' = any ((select app.caller_roles())::text[]))
  with check ((unit_id || '/' || agency_id) = (select app.caller_scope()));
grant select on app.third_person to cap_app;
grant insert (id, review_id, unit_id, agency_id, relation, name_ct, citizen_id, number_ct, legal_basis_id, purpose, data_class, necessity_ct,
  registered_on, registered_by) on app.third_person to cap_app;
grant update (removed_at, removed_by) on app.third_person to cap_app;

create policy third_disclosure_read on app.third_person_disclosure for select to cap_app using (
  (select app.caller_finding_scope()) = any (array[from_scope, case when revoked_at is null then to_scope end]));
create policy third_disclosure_insert on app.third_person_disclosure for insert to cap_app with check (
  (unit_id || '/' || from_agency_id) = (select app.caller_scope()) and disclosed_by = (select app.caller_person()) and revoked_at is null
  and exists (select from app.case_review r where r.id = review_id and to_agency_id = any (r.agencies)));
create policy third_disclosure_update on app.third_person_disclosure for update to cap_app
  using (from_scope = (select app.caller_scope())) with check ((unit_id || '/' || from_agency_id) = (select app.caller_scope()));
create policy third_disclosure_guard on app.third_person_disclosure to cap_guard using (true) with check (true);
grant select on app.third_person_disclosure to cap_app;
grant insert (id, third_person_id, review_id, unit_id, from_agency_id, to_agency_id, relation, name_ct, number_ct, data_class, legal_basis_id,
  purpose, necessity_ct, declared_not_for_investigation, use_restriction, disclosed_on, disclosed_by) on app.third_person_disclosure to cap_app;
grant update (revoked_at, revoked_by) on app.third_person_disclosure to cap_app;
grant select (id, to_scope, first_read_at, revoked_at), update (first_read_at) on app.third_person_disclosure to cap_guard;

-- Nothing is given where one of the two has no agreement in force, and a third person that was received is closed without one, as
-- findings are. Conditions for a safe meeting that were told stay: they protect whoever meets the citizen.
create policy notice_between_agreements on app.security_notice as restrictive for insert to cap_app with check (
  app.agency_shares(unit_id, from_agency_id) and app.agency_shares(unit_id, to_agency_id));
create policy third_disclosure_between_agreements on app.third_person_disclosure as restrictive for insert to cap_app with check (
  app.agency_shares(unit_id, from_agency_id) and app.agency_shares(unit_id, to_agency_id));
create policy third_disclosure_needs_agreement on app.third_person_disclosure as restrictive for select to cap_app using (
  (select app.caller_shares()) or from_scope = (select app.caller_scope())
  or review_id = any ((select app.caller_emergencies())::uuid[]));

reset role;
set local role cap_guard;

-- Those of the reviews that are held because of an affiliation which on that day is not confirmed and in date. A date and a
-- review are all that goes in and out: agendas are built and read by people who may not know what the police stated. So no day
-- to come is looked at: whoever asked for one after the other would find the day by which the police must look again.
create function app.reviews_without_affiliation(reviews uuid[], day date) returns setof uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select s.review_id
  from (
    select distinct on (a.review_id) a.review_id, a.value, a.carries_review, a.review_due_on
    from app.affiliation_statement a where a.review_id = any (reviews) order by a.review_id, a.version desc
  ) s join app.case_review r on r.id = s.review_id
  where s.carries_review and (s.value <> 'confirmed' or s.review_due_on < least(day, (now() at time zone 'Europe/Copenhagen')::date))
    and ((select app.caller_person()) = any (r.closed_to)) is not true
    and (r.unit_id = (select app.caller_oversees()) or r.unit_id = (select app.caller_system_unit())
      or (select app.caller_scope()) = any (r.visible_to)) $$;
-- When a recipient's people first had it before them, as for findings.
create function app.mark_notices_read(notices uuid[]) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  update app.security_notice n set first_read_at = now()
  where n.id = any (notices) and n.first_read_at is null and n.ended_at is null and n.to_scope = (select app.caller_finding_scope()) $$;
create function app.mark_third_persons_read(disclosures uuid[]) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  update app.third_person_disclosure d set first_read_at = now()
  where d.id = any (disclosures) and d.first_read_at is null and d.revoked_at is null and d.to_scope = (select app.caller_finding_scope()) $$;
grant execute on function app.reviews_without_affiliation(uuid[], date) to cap_app, cap_scheduler;
grant execute on function app.mark_notices_read(uuid[]), app.mark_third_persons_read(uuid[]) to cap_app;
