-- Who signed in, what they have been told in numbers, and the chain that proves the access trail.

-- sealed: encrypted, see data/rights/protected-state.ts.
create table protected_state (
  state_key nvarchar(64) collate Latin1_General_100_BIN2 not null,
  expires_at datetime2(3) not null,
  sealed nvarchar(max) collate Latin1_General_100_BIN2 not null,
  constraint protected_state_pk primary key (state_key)
);
create index protected_state_by_expiry on protected_state (expires_at);

create table access_seal (
  position bigint not null,
  entry_id nvarchar(36) collate Latin1_General_100_BIN2 not null,
  question nvarchar(1000) collate Latin1_General_100_BIN2 not null,
  previous_seal nvarchar(64) collate Latin1_General_100_BIN2 not null,
  seal nvarchar(64) collate Latin1_General_100_BIN2 not null,
  constraint access_seal_pk primary key (position)
) with (data_compression = page);
create unique index access_seal_by_entry on access_seal (entry_id);

create table access_chain (
  name nvarchar(16) collate Latin1_General_100_BIN2 not null,
  position bigint not null,
  seal nvarchar(64) collate Latin1_General_100_BIN2 not null,
  removed_to bigint not null,
  removed_seal nvarchar(64) collate Latin1_General_100_BIN2 not null,
  head_seal nvarchar(64) collate Latin1_General_100_BIN2 not null,
  constraint access_chain_pk primary key (name)
);

create index access_entry_by_time on access_entry (occurred_at);

create table aggregate_answer (
  staff_id nvarchar(64) collate Latin1_General_100_BIN2 not null,
  population nvarchar(300) collate Latin1_General_100_BIN2 not null,
  answered_at datetime2(3) not null,
  constraint aggregate_answer_pk primary key (staff_id, population)
) with (data_compression = page);

-- Babelfish for PostgreSQL cannot compare foreign keys in any collation but its own.
declare @keys nvarchar(max) = case when serverproperty('babelfish') is null then N'
  alter table access_seal add constraint access_seal_entry_fk foreign key (entry_id) references access_entry (entry_id)
' else N'select 0 as none' end; exec sp_executesql @keys;
