-- Receipts: for every hand-over a numbered, signed entry in the register of the agency that gave. Further entries of the same
-- register tell when it was first opened, and that it was revoked, superseded or withdrawn. Numbers have no gaps, nothing is
-- changed, and no hand-over is committed without its receipt.
set local role cap_owner;

-- Whose register it is, and its newest entry: the row that is held while entries are added, so that each follows another.
create table app.receipt_register (
  unit_id text not null references app.unit,
  agency_id text not null references app.agency,
  last_number int,
  last_hash bytea,
  primary key (unit_id, agency_id),
  check ((last_number is null) = (last_hash is null))
);
comment on table app.receipt_register is 'The newest entry of each agency''s register of receipts. Kept by the entries themselves.';

alter table app.disclosure add constraint disclosure_parties unique (id, review_id, unit_id, from_agency_id, to_agency_id);

create table app.receipt_entry (
  unit_id text not null,
  agency_id text not null,
  number int not null check (number > 0),
  kind text not null check (kind in ('issued','opened','revoked','superseded','withdrawn')),
  disclosure_id uuid not null,
  review_id uuid not null,
  to_agency_id text not null,
  -- The exact bytes that were hashed and signed (services/receipts/entry.ts); the columns beside them say the same.
  canon bytea not null check (length(canon) < 4000),
  hash bytea not null generated always as (sha256(canon)) stored,
  previous_number int generated always as (nullif(number - 1, 0)) stored,
  previous_hash bytea not null check (length(previous_hash) = 32),
  key_id text not null check (key_id ~ '^[0-9a-f]{16}$'),
  signature bytea not null check (length(signature) = 64),
  primary key (unit_id, agency_id, number),
  unique (unit_id, agency_id, number, hash),
  foreign key (unit_id, agency_id) references app.receipt_register,
  -- An entry stands on the one before it: a gap cannot be committed, and no entry but the last could ever go.
  foreign key (unit_id, agency_id, previous_number, previous_hash) references app.receipt_entry (unit_id, agency_id, number, hash),
  check (number > 1 or previous_hash = decode(repeat('00', 32), 'hex')),
  foreign key (disclosure_id, review_id, unit_id, agency_id, to_agency_id)
    references app.disclosure (id, review_id, unit_id, from_agency_id, to_agency_id),
  constraint receipt_says_what_its_columns_say check (convert_from(canon, 'UTF8')::jsonb @> jsonb_build_object(
    'unitId', unit_id, 'fromAgencyId', agency_id, 'toAgencyId', to_agency_id, 'number', number, 'kind', kind, 'disclosureId', disclosure_id,
    'reviewId', review_id, 'previous', encode(previous_hash, 'hex'), 'key', key_id))
);
-- Each thing is told once of a hand-over.
create unique index receipt_entry_once on app.receipt_entry (disclosure_id, kind);
create index receipt_entry_by_review on app.receipt_entry (review_id);
comment on table app.receipt_entry is 'Registers of receipts, append-only: ids, codes, hashes and signatures; no names, no texts, no private key.';

-- The last entry of a register cannot go either.
alter table app.receipt_register add foreign key (unit_id, agency_id, last_number, last_hash)
  references app.receipt_entry (unit_id, agency_id, number, hash);

alter table app.receipt_register enable row level security;
alter table app.receipt_register force row level security;
alter table app.receipt_entry enable row level security;
alter table app.receipt_entry force row level security;

-- The giver reads its register, its auditor included; who was given something reads the receipt for as long as it is theirs.
create policy receipt_register_read on app.receipt_register for select to cap_app using (
  (unit_id || '/' || agency_id) = (select app.caller_scope())
  and (select app.caller_roles() && array['liaison','approver','auditor']));
create policy receipt_register_guard on app.receipt_register to cap_guard using (true) with check (true);
grant select on app.receipt_register to cap_app;
grant select, insert, update on app.receipt_register to cap_guard;

create policy receipt_read on app.receipt_entry for select to cap_app using (
  ((unit_id || '/' || agency_id) = (select app.caller_scope())
    and (select app.caller_roles() && array['liaison','approver','auditor']))
  or ((unit_id || '/' || to_agency_id) = (select app.caller_scope())
    and (select app.caller_roles() && array['liaison','approver'])
    and exists (select from app.disclosure d where d.id = disclosure_id and d.revoked_at is null)));
-- The giver tells what it did; that it was opened is told by whoever opened it.
create policy receipt_insert on app.receipt_entry for insert to cap_app with check (
  (select app.caller_finding_scope()) = case when kind = 'opened' then unit_id || '/' || to_agency_id else unit_id || '/' || agency_id end);
create policy receipt_guard on app.receipt_entry to cap_guard using (true) with check (true);
grant select on app.receipt_entry to cap_app;
grant insert (unit_id, agency_id, number, kind, disclosure_id, review_id, to_agency_id, canon, previous_hash, key_id, signature)
  on app.receipt_entry to cap_app;
grant select on app.receipt_entry to cap_guard;
grant select (review_id, from_agency_id) on app.disclosure to cap_guard;

create function app.receipts_stay() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin raise exception 'receipts are append-only' using errcode = '42501'; end $$;
create trigger receipt_append_only before update or delete on app.receipt_entry for each row execute function app.receipts_stay();
create trigger receipt_no_truncate before truncate on app.receipt_entry for each statement execute function app.receipts_stay();

reset role;
set local role cap_guard;

-- The register's newest entry, for who is about to add one: held until the transaction ends.
create function app.hold_receipt_register() returns table (last_number int, last_hash bytea)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare caller text[] := app.verified_caller();
begin
  if app.caller_finding_scope() is null then return; end if;
  insert into app.receipt_register (unit_id, agency_id) values (caller[3], caller[4]) on conflict do nothing;
  return query select r.last_number, r.last_hash from app.receipt_register r where r.unit_id = caller[3] and r.agency_id = caller[4] for update;
end $$;

-- Of these disclosures those that the caller's agency has opened and whose receipts do not say so yet. The registers that they
-- stand in are held until the transaction ends, always in the same order.
create function app.hold_registers_of_opened(disclosures uuid[])
returns table (unit_id text, agency_id text, disclosure_id uuid, finding_id uuid, version int, review_id uuid, to_agency_id text,
  of_number int, opened_at timestamptz, last_number int, last_hash bytea)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
begin
  perform from app.receipt_register r
  where exists (select from app.disclosure d where d.id = any (disclosures) and d.unit_id = r.unit_id and d.from_agency_id = r.agency_id
    and d.to_scope = (select app.caller_finding_scope()))
  order by r.unit_id, r.agency_id for update;
  return query
    select e.unit_id, e.agency_id, d.id, d.finding_id, d.version, e.review_id, e.to_agency_id, e.number, d.first_read_at, r.last_number, r.last_hash
    from app.disclosure d
    join app.receipt_entry e on e.disclosure_id = d.id and e.kind = 'issued'
    join app.receipt_register r on r.unit_id = e.unit_id and r.agency_id = e.agency_id
    where d.id = any (disclosures) and d.to_scope = (select app.caller_finding_scope()) and d.first_read_at is not null and d.revoked_at is null
      and not exists (select from app.receipt_entry o where o.disclosure_id = d.id and o.kind = 'opened')
    order by e.unit_id, e.agency_id, e.number;
end $$;

-- A new entry is the register's newest, and follows the one that was.
create function app.receipt_follows() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update app.receipt_register r set last_number = new.number, last_hash = new.hash
  where r.unit_id = new.unit_id and r.agency_id = new.agency_id and coalesce(r.last_number, 0) = new.number - 1
    and coalesce(r.last_hash, new.previous_hash) = new.previous_hash;
  if not found then raise exception 'a register of receipts has no gaps' using errcode = '23514'; end if;
  return null;
end $$;

create function app.no_hand_over_without_receipt() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (select from app.receipt_entry e where e.disclosure_id = new.id and e.kind = 'issued') then
    raise exception 'a hand-over has a receipt' using errcode = '23514';
  end if;
  return null;
end $$;
grant execute on function app.hold_receipt_register(), app.hold_registers_of_opened(uuid[]) to cap_app;
grant execute on function app.receipt_follows(), app.no_hand_over_without_receipt() to cap_owner;

reset role;
set local role cap_owner;
create trigger receipt_in_order after insert on app.receipt_entry for each row execute function app.receipt_follows();
-- What an imported register tells was handed over elsewhere, before it came here.
create constraint trigger disclosure_with_receipt after insert on app.disclosure deferrable initially deferred for each row
  when (new.disclosed_by is not null) execute function app.no_hand_over_without_receipt();
