-- Who signed in, what they have been told in numbers, and the chain that proves the access trail.

-- sealed: encrypted, see data/rights/protected-state.ts.
create table protected_state (
  state_key nvarchar(64) collate Latin1_General_100_BIN2 not null,
  person_key nvarchar(64) collate Latin1_General_100_BIN2 not null,
  expires_at datetime2(3) not null,
  sealed nvarchar(max) collate Latin1_General_100_BIN2 not null,
  constraint protected_state_pk primary key (state_key)
);
create index protected_state_by_expiry on protected_state (expires_at);
create index protected_state_by_person on protected_state (person_key);

create table access_seal (
  position bigint not null,
  entry_id nvarchar(36) collate Latin1_General_100_BIN2 not null,
  question nvarchar(1000) collate Latin1_General_100_BIN2 not null,
  students int not null,
  previous_seal nvarchar(64) collate Latin1_General_100_BIN2 not null,
  seal nvarchar(64) collate Latin1_General_100_BIN2 not null,
  constraint access_seal_pk primary key (position),
  constraint access_seal_position_ck check (position > 0)
) with (data_compression = page);
create unique index access_seal_by_entry on access_seal (entry_id);

create table access_chain (
  name nvarchar(16) collate Latin1_General_100_BIN2 not null,
  position bigint not null,
  seal nvarchar(64) collate Latin1_General_100_BIN2 not null,
  removed_to bigint not null,
  removed_seal nvarchar(64) collate Latin1_General_100_BIN2 not null,
  unsealed int not null,
  unsealed_digest nvarchar(64) collate Latin1_General_100_BIN2 not null,
  head_seal nvarchar(64) collate Latin1_General_100_BIN2 not null,
  constraint access_chain_pk primary key (name)
);

-- Nothing is sealed yet: the first entry seals this row too.
insert into access_chain (name, position, seal, removed_to, removed_seal, unsealed, unsealed_digest, head_seal)
values ('access', 0, '', 0, '', 0, '', '');

create index access_entry_by_time on access_entry (occurred_at);

-- Where somebody can be told something unasked: their private chat with the bot.
create table conversation_reference (
  conversation_id nvarchar(450) collate Latin1_General_100_BIN2 not null,
  staff_id nvarchar(64) collate Latin1_General_100_BIN2 not null,
  channel_user nvarchar(450) collate Latin1_General_100_BIN2 not null,
  tenant_id nvarchar(64) collate Latin1_General_100_BIN2 not null,
  service_url nvarchar(400) collate Latin1_General_100_BIN2 not null,
  app_roles nvarchar(1000) collate Latin1_General_100_BIN2 not null,
  seen_at datetime2(3) not null,
  constraint conversation_reference_pk primary key (conversation_id)
) with (data_compression = page);
create index conversation_reference_by_staff on conversation_reference (staff_id);

create table aggregate_answer (
  staff_id nvarchar(64) collate Latin1_General_100_BIN2 not null,
  population nvarchar(300) collate Latin1_General_100_BIN2 not null,
  answered_at datetime2(3) not null,
  constraint aggregate_answer_pk primary key (staff_id, population)
) with (data_compression = page);

-- Alerts of one kind, the newest first.
create index outbox_by_kind on outbox (kind, due_at);

-- Babelfish for PostgreSQL cannot compare foreign keys in any collation but its own.
declare @keys nvarchar(max) = case when serverproperty('babelfish') is null then N'
  alter table access_seal add constraint access_seal_entry_fk foreign key (entry_id) references access_entry (entry_id)
  alter table conversation_reference add constraint conversation_reference_staff_fk foreign key (staff_id) references staff (staff_id)
' else N'select 0 as none' end; exec sp_executesql @keys;
