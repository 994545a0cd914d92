-- What staff are told about students unasked, what they did with it, and how it is delivered.

-- An episode: a rule that holds for a student, from when that was found until it holds no more.
create table alert_episode (
  episode_id text not null primary key,
  student_id text not null references student (student_id),
  rule_code text not null check (rule_code in ('newly-low', 'silent', 'sudden-drop', 'missed-sessions', 'nothing-handed-in', 'recovered')),
  programme_code text not null,
  opened_on text not null,
  data_to text not null,
  since text not null,
  level integer not null check (level >= 1 and level <= 3),
  reason text not null check (length(reason) <= 400),
  facts text not null,
  state text not null check (state in ('open', 'closed', 'corrected')),
  last_change text not null check (last_change in ('opened', 'worsened', 'improved', 'closed', 'corrected')),
  changed_on text not null,
  checked_at text not null
) strict;
create unique index alert_episode_open on alert_episode (student_id, rule_code) where state = 'open';
create index alert_episode_by_student on alert_episode (student_id, rule_code, opened_on);
create index alert_episode_by_change on alert_episode (changed_on);

-- Each evaluation of the rules: on which scores and loads, and what came of it.
create table alert_evaluation (
  evaluation_id text not null primary key,
  evaluated_at text not null,
  evaluated_on text not null,
  load_id integer not null,
  scored_at text,
  opened integer not null,
  closed integer not null,
  corrected integer not null
) strict;
create index alert_evaluation_by_time on alert_evaluation (evaluated_at);

-- What one person is told about one student.
create table alert (
  alert_id text not null primary key,
  staff_id text not null references staff (staff_id),
  student_id text not null references student (student_id),
  role text not null,
  why text not null check (why in ('tutee', 'no-tutor', 'passed-on', 'passed-up')),
  passed_from text references alert (alert_id),
  told_in text not null check (told_in in ('card', 'digest')),
  message_id text,
  state text not null check (state in ('waiting', 'told', 'closed', 'withdrawn', 'undelivered')),
  made_at text not null,
  told_at text,
  opened_at text,
  reminded_at text,
  passed_at text,
  ended_at text
) strict;
create index alert_by_staff on alert (staff_id, state);
create index alert_by_student on alert (student_id, state);
create index alert_by_message on alert (message_id);
create index alert_by_time on alert (made_at);

create table alert_reason (
  alert_id text not null references alert (alert_id),
  episode_id text not null references alert_episode (episode_id),
  primary key (alert_id, episode_id)
) strict, without rowid;
create index alert_reason_by_episode on alert_reason (episode_id);

-- Rows are only ever added.
create table alert_act (
  act_id text not null primary key,
  alert_id text not null references alert (alert_id),
  staff_id text not null references staff (staff_id),
  act text not null check (act in ('opened', 'seen', 'useful', 'contacted', 'known-reason', 'reason-ended', 'wrong-data', 'not-useful', 'passed-on')),
  acted_at text not null,
  known_reason text check (known_reason in ('agreed-absence', 'placement', 'studies-elsewhere', 'in-contact', 'other')),
  until_date text,
  to_staff text references staff (staff_id)
) strict;
create index alert_act_by_alert on alert_act (alert_id, acted_at);
create index alert_act_by_act on alert_act (act, acted_at);

create table alert_choice (
  staff_id text not null primary key references staff (staff_id),
  frequency text not null check (frequency in ('each', 'digest')),
  rules_off text not null,
  changed_at text not null
) strict;

-- Teams' limit for all instances together: who holds a slot sends one request at a time and rests for a second after it.
create table send_slot (
  slot integer not null primary key,
  held_by text,
  held_until text
) strict;

alter table outbox add column recipient text references staff (staff_id);
alter table outbox add column conversation_id text;
alter table outbox add column activity_id text;
alter table outbox add column tried_since text;
alter table outbox add column sending_since text;
alter table outbox add column unknown_outcomes integer not null default 0;
alter table outbox add column outcome text check (outcome in ('sent', 'revised', 'withdrawn', 'dropped', 'failed'));
alter table outbox add column reason text;
create index outbox_by_recipient on outbox (recipient, due_at);

alter table conversation_reference add column free_at text;
alter table conversation_reference add column blocked_at text;
alter table conversation_reference add column blocked_reason text;
