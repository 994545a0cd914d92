-- What people write down in the chat: contacts with students, when their alerts pause, what they think of the bot.

-- A contact is its highest version. Changing or withdrawing it adds one; none is ever changed.
create table contact_version (
  contact_id text not null,
  version integer not null check (version > 0),
  student_id text not null references student (student_id),
  happened_on text not null,
  channel text not null check (channel in ('meeting', 'call', 'email', 'teams', 'other')),
  note text check (length(note) <= 2000),
  follow_up_on text,
  state text not null check (state in ('recorded', 'withdrawn')),
  written_by text not null references staff (staff_id),
  written_at text not null,
  primary key (contact_id, version)
) strict, without rowid;
create index contact_version_by_student on contact_version (student_id, happened_on);

create table alert_preference (
  staff_id text not null primary key references staff (staff_id),
  paused_until text,
  changed_at text not null
) strict;

create table feedback (
  id text not null primary key,
  given_at text not null,
  staff_id text not null references staff (staff_id),
  text text not null check (length(text) <= 2000),
  about text
) strict;
create index feedback_by_time on feedback (given_at);
