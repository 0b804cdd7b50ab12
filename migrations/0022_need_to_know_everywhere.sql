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
