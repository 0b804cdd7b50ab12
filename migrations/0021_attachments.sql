-- Attachments: files that belong to a version of a finding. Who sees the version sees them, and nobody else: the policies ask for
-- the version. A version that has been disclosed, or is proposed for it, keeps what it has; a correction says which files go with it.
set local role cap_owner;

create table app.attached_file (
  -- Random, and the only name that the content is kept under.
  id uuid primary key,
  finding_id uuid not null references app.finding,
  unit_id text not null,
  agency_id text not null,
  name_ct bytea not null check (length(name_ct) < 1000),
  media_type text not null check (media_type in ('application/pdf','image/png','image/jpeg','text/plain',
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')),
  bytes int not null check (bytes between 1 and 10000000),
  -- Of the content as it was sent.
  sha256 bytea not null check (length(sha256) = 32),
  content_ct bytea not null,
  added_by uuid not null references app.person,
  added_at timestamptz not null default now(),
  unique (id, finding_id)
);
create index attached_file_by_finding on app.attached_file (finding_id);
comment on table app.attached_file is 'Files attached to findings: name and content encrypted, never served but as a download.';

create table app.attachment (
  finding_id uuid not null,
  version int not null,
  file_id uuid not null,
  primary key (finding_id, version, file_id),
  foreign key (finding_id, version) references app.finding_version (finding_id, version),
  foreign key (file_id, finding_id) references app.attached_file (id, finding_id)
);
create index attachment_by_file on app.attachment (file_id);
comment on table app.attachment is 'Which files belong to which version of a finding.';

alter table app.attached_file enable row level security;
alter table app.attached_file force row level security;
alter table app.attachment enable row level security;
alter table app.attachment force row level security;

-- The version decides: its own policies say who sees it.
create policy attachment_read on app.attachment for select to cap_app using (
  exists (select from app.finding_version v where v.finding_id = attachment.finding_id and v.version = attachment.version));
create policy attached_file_read on app.attached_file for select to cap_app using (
  exists (select from app.finding f where f.id = finding_id and (f.unit_id || '/' || f.agency_id) = (select app.caller_finding_scope()))
  or exists (select from app.attachment a where a.file_id = attached_file.id));

create policy attached_file_insert on app.attached_file for insert to cap_app with check (
  (unit_id || '/' || agency_id) = (select app.caller_finding_scope()) and added_by = (select app.caller_person())
  and exists (select from app.finding f where f.id = finding_id and f.unit_id = attached_file.unit_id and f.agency_id = attached_file.agency_id
    and f.withdrawn_at is null));
-- Only to and from the current version of an own finding, as long as nobody was given it and it waits for no approver: what was
-- handed over stays as it was, and what is approved is what was proposed.
create policy attachment_insert on app.attachment for insert to cap_app with check (
  exists (select from app.finding f where f.id = finding_id and f.current_version = version and f.withdrawn_at is null
    and (f.unit_id || '/' || f.agency_id) = (select app.caller_finding_scope()))
  and not exists (select from app.disclosure d where d.finding_id = attachment.finding_id and d.version = attachment.version)
  and not exists (select from app.release_proposal p where p.finding_id = attachment.finding_id and p.version = attachment.version
    and p.state = 'proposed'));
create policy attachment_delete on app.attachment for delete to cap_app using (
  exists (select from app.finding f where f.id = finding_id and f.current_version = version and f.withdrawn_at is null
    and (f.unit_id || '/' || f.agency_id) = (select app.caller_finding_scope()))
  and not exists (select from app.disclosure d where d.finding_id = attachment.finding_id and d.version = attachment.version)
  and not exists (select from app.release_proposal p where p.finding_id = attachment.finding_id and p.version = attachment.version
    and p.state = 'proposed'));
-- A file that no version has any longer.
create policy attached_file_delete on app.attached_file for delete to cap_app using (
  exists (select from app.finding f where f.id = finding_id and (f.unit_id || '/' || f.agency_id) = (select app.caller_finding_scope()))
  and not exists (select from app.attachment a where a.file_id = attached_file.id));

grant select, insert (id, finding_id, unit_id, agency_id, name_ct, media_type, bytes, sha256, content_ct, added_by), delete
  on app.attached_file to cap_app;
grant select, insert, delete on app.attachment to cap_app;
