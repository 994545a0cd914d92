-- Who signed in, what they have been told in numbers, and the chain that proves the access trail.

-- sealed: encrypted, see data/rights/protected-state.ts.
create table protected_state (
  state_key text not null primary key,
  person_key text not null,
  expires_at text not null,
  sealed text not null
) strict;
create index protected_state_by_expiry on protected_state (expires_at);
create index protected_state_by_person on protected_state (person_key);

create table access_seal (
  position integer not null primary key check (position > 0),
  entry_id text not null unique references access_entry (entry_id),
  question text not null,
  students integer not null,
  previous_seal text not null,
  seal text not null
) strict;

create table access_chain (
  name text not null primary key,
  position integer not null,
  seal text not null,
  removed_to integer not null,
  removed_seal text not null,
  unsealed integer not null,
  unsealed_digest text not null,
  head_seal text not null
) strict;

-- Nothing is sealed yet: the first entry seals this row too.
insert into access_chain (name, position, seal, removed_to, removed_seal, unsealed, unsealed_digest, head_seal)
values ('access', 0, '', 0, '', 0, '', '');

create index access_entry_by_time on access_entry (occurred_at);

-- Where somebody can be told something unasked: their private chat with the bot.
create table conversation_reference (
  conversation_id text not null primary key,
  staff_id text not null references staff (staff_id),
  channel_user text not null,
  tenant_id text not null,
  service_url text not null,
  app_roles text not null,
  seen_at text not null
) strict;
create index conversation_reference_by_staff on conversation_reference (staff_id);

create table aggregate_answer (
  staff_id text not null,
  population text not null,
  answered_at text not null,
  primary key (staff_id, population)
) strict, without rowid;

-- Alerts of one kind, the newest first.
create index outbox_by_kind on outbox (kind, due_at);
