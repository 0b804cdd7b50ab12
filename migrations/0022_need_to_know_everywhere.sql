-- Need to know, and what is closed to whoever is inhabil, for what came to hang on a review since: decisions, receipts, requests,
-- recalls, assessments and third persons. Files follow their findings; a request for emergency access and a proposal that
-- waits for an approver are for people who are shut out by definition, and ask case_review themselves.
-- Law: forvaltningsloven §§ 3-6 and § 32.
set local role cap_owner;

do $$
declare t text;
begin
  foreach t in array array['decision','information_request','recall','recall_notice','recall_reach','follow_up_basis',
      'affiliation_statement','affiliation_prompt','security_assessment','security_notice','third_person','third_person_disclosure'] loop
    execute format('create policy %I on app.%I as restrictive to cap_app using (not app.review_is_shut_to_caller(review_id))
      with check (not app.review_is_shut_to_caller(review_id))', t || '_known', t);
  end loop;
end $$;
create policy decision_facts_known on app.decision_facts as restrictive for select to cap_app using (
  exists (select from app.decision d where d.id = decision_id));

-- Approver and auditor see every receipt of the agency, because they answer for a register without gaps: numbers, ids and
-- hashes, and nothing of what was found. A liaison sees those of cases that it needs to know. Nobody sees one of a review that
-- is closed to them.
create policy receipt_entry_known on app.receipt_entry as restrictive for select to cap_app using (
  exists (select from app.case_review r where r.id = review_id)
  and ((select app.caller_roles())::text[] && array['approver','auditor'] or not app.review_is_shut_to_caller(review_id)));

-- Nothing is changed on a review that is closed to whoever changes it. A change that looks at no column asks no policy for reading.
do $$
declare t text;
begin
  foreach t in array array['review_access','review_exclusion','emergency_access','release_proposal','follow_up_action','agenda_item'] loop
    execute format('create policy %I on app.%I as restrictive for update to cap_app
      using (exists (select from app.case_review r where r.id = review_id)) with check (exists (select from app.case_review r where r.id = review_id))',
      t || '_not_closed', t);
  end loop;
  foreach t in array array['review_agency','agenda_item'] loop
    execute format('create policy %I on app.%I as restrictive for insert to cap_app with check (exists (select from app.case_review r where r.id = review_id))',
      t || '_added', t);
  end loop;
end $$;

reset role;
set local role cap_guard;

-- As before, without what is closed to the caller: what a draft is tried on, and how many agencies are late with a recall.
create or replace function app.standing_decisions() returns table (decision_id uuid, kind text, review_id uuid, finding_id uuid, version int,
  disclosure_id uuid, agency_id text, recipient text, wished text, basis_code text, basis_version int, facts jsonb)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select c.id, c.kind, c.review_id, c.finding_id, c.version, d.id, c.agency_id, c.recipient, s.wished, b.code, b.version, s.facts
  from app.decision c
  join app.decision_facts s on s.decision_id = c.id
  join app.finding f on f.id = c.finding_id and f.withdrawn_at is null and (select app.caller_person()) <> all (f.closed_to)
  join app.legal_basis b on b.id = c.legal_basis_id
  join app.agency a on a.id = c.agency_id
  left join app.disclosure d on d.decision_id = c.id
  where c.outcome <> 'deny' and c.unit_id = (select app.caller_unit())
    and 'legal_officer' = any ((select app.caller_roles())::text[])
    and a.authority_id = (select g.authority_id from app.agency g where g.id = (select app.caller_agency()))
    and (c.kind = 'attachment' and not exists (select from app.finding_version n where n.finding_id = c.finding_id and n.version > c.version)
      or c.kind = 'disclosure' and d.id is not null and d.revoked_at is null)
  order by c.decided_at, c.id $$;
create or replace function app.agencies_overdue_with_recalls(today date) returns int
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select case when 'chair' = any (string_to_array(caller.fields[6], ',')) then
    (select count(distinct n.to_agency_id)::int from app.recall_notice n join app.case_review r on r.id = n.review_id
     where n.unit_id = caller.fields[7] and n.answer is null and n.superseded_at is null and n.due_on < today
       and caller.fields[5]::uuid <> all (r.closed_to)) end
  from (select app.verified_caller() as fields offset 0) caller $$;
reset role;
