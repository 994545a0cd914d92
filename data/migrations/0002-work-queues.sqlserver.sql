-- Work that any instance may take, one at a time: an instance claims a row until claimed_until, does the work, and
-- sets done_at. The row of an instance that died is taken up by another when the claim has lapsed.

create table outbox (
  id nvarchar(64) collate Latin1_General_100_BIN2 not null,
  kind nvarchar(32) collate Latin1_General_100_BIN2 not null,
  payload nvarchar(max) collate Latin1_General_100_BIN2 not null,
  due_at datetime2(3) not null,
  attempts int not null,
  claimed_by nvarchar(64) collate Latin1_General_100_BIN2 null,
  claimed_until datetime2(3) null,
  done_at datetime2(3) null,
  constraint outbox_pk primary key (id)
) with (data_compression = page);
create index outbox_waiting on outbox (due_at) include (claimed_until, done_at) where done_at is null;

create table job (
  id nvarchar(64) collate Latin1_General_100_BIN2 not null,
  kind nvarchar(32) collate Latin1_General_100_BIN2 not null,
  due_at datetime2(3) not null,
  attempts int not null,
  claimed_by nvarchar(64) collate Latin1_General_100_BIN2 null,
  claimed_until datetime2(3) null,
  done_at datetime2(3) null,
  constraint job_pk primary key (id)
) with (data_compression = page);
create index job_waiting on job (due_at) include (claimed_until, done_at) where done_at is null;
