-- Work that any instance may take, one at a time: an instance claims a row until claimed_until, does the work, and
-- sets done_at. The row of an instance that died is taken up by another when the claim has lapsed.

create table outbox (
  id text not null primary key,
  kind text not null,
  payload text not null,
  due_at text not null,
  attempts integer not null,
  claimed_by text,
  claimed_until text,
  done_at text
) strict;
create index outbox_waiting on outbox (due_at, claimed_until) where done_at is null;

create table job (
  id text not null primary key,
  kind text not null,
  due_at text not null,
  attempts integer not null,
  claimed_by text,
  claimed_until text,
  done_at text
) strict;
create index job_waiting on job (due_at, claimed_until) where done_at is null;
