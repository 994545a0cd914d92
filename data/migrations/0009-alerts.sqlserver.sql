-- What staff are told about students unasked, what they did with it, and how it is delivered.

-- An episode: a rule that holds for a student, from when that was found until it holds no more.
create table alert_episode (
  episode_id nvarchar(36) collate Latin1_General_100_BIN2 not null,
  student_id nvarchar(64) collate Latin1_General_100_BIN2 not null,
  rule_code nvarchar(32) collate Latin1_General_100_BIN2 not null,
  programme_code nvarchar(64) collate Latin1_General_100_BIN2 not null,
  opened_on date not null,
  data_to date not null,
  since date not null,
  level int not null,
  reason nvarchar(400) collate Latin1_General_CI_AI not null,
  facts nvarchar(2000) collate Latin1_General_100_BIN2 not null,
  state nvarchar(16) collate Latin1_General_100_BIN2 not null,
  last_change nvarchar(16) collate Latin1_General_100_BIN2 not null,
  changed_on date not null,
  checked_at datetime2(3) not null,
  constraint alert_episode_pk primary key (episode_id),
  constraint alert_episode_rule_ck check (rule_code in ('newly-low', 'silent', 'sudden-drop', 'missed-sessions', 'nothing-handed-in', 'recovered')),
  constraint alert_episode_level_ck check (level >= 1 and level <= 3),
  constraint alert_episode_state_ck check (state in ('open', 'closed', 'corrected')),
  constraint alert_episode_change_ck check (last_change in ('opened', 'worsened', 'improved', 'closed', 'corrected'))
) with (data_compression = page);
create unique index alert_episode_open on alert_episode (student_id, rule_code) where state = 'open';
create index alert_episode_by_student on alert_episode (student_id, rule_code, opened_on);
create index alert_episode_by_change on alert_episode (changed_on);

-- Each evaluation of the rules: on which scores and loads, and what came of it.
create table alert_evaluation (
  evaluation_id nvarchar(36) collate Latin1_General_100_BIN2 not null,
  evaluated_at datetime2(3) not null,
  evaluated_on date not null,
  load_id int not null,
  scored_at datetime2(3) null,
  opened int not null,
  closed int not null,
  corrected int not null,
  constraint alert_evaluation_pk primary key (evaluation_id)
);
create index alert_evaluation_by_time on alert_evaluation (evaluated_at);

-- What one person is told about one student.
create table alert (
  alert_id nvarchar(36) collate Latin1_General_100_BIN2 not null,
  staff_id nvarchar(64) collate Latin1_General_100_BIN2 not null,
  student_id nvarchar(64) collate Latin1_General_100_BIN2 not null,
  role nvarchar(32) collate Latin1_General_100_BIN2 not null,
  why nvarchar(16) collate Latin1_General_100_BIN2 not null,
  passed_from nvarchar(36) collate Latin1_General_100_BIN2 null,
  told_in nvarchar(16) collate Latin1_General_100_BIN2 not null,
  message_id nvarchar(64) collate Latin1_General_100_BIN2 null,
  state nvarchar(16) collate Latin1_General_100_BIN2 not null,
  made_at datetime2(3) not null,
  told_at datetime2(3) null,
  opened_at datetime2(3) null,
  reminded_at datetime2(3) null,
  passed_at datetime2(3) null,
  ended_at datetime2(3) null,
  constraint alert_pk primary key (alert_id),
  constraint alert_why_ck check (why in ('tutee', 'no-tutor', 'passed-on', 'passed-up')),
  constraint alert_told_in_ck check (told_in in ('card', 'digest')),
  constraint alert_state_ck check (state in ('waiting', 'told', 'closed', 'withdrawn', 'undelivered'))
) with (data_compression = page);
create index alert_by_staff on alert (staff_id, state);
create index alert_by_student on alert (student_id, state);
create index alert_by_message on alert (message_id);
create index alert_by_time on alert (made_at);

create table alert_reason (
  alert_id nvarchar(36) collate Latin1_General_100_BIN2 not null,
  episode_id nvarchar(36) collate Latin1_General_100_BIN2 not null,
  constraint alert_reason_pk primary key (alert_id, episode_id)
);
create index alert_reason_by_episode on alert_reason (episode_id);

-- Rows are only ever added.
create table alert_act (
  act_id nvarchar(36) collate Latin1_General_100_BIN2 not null,
  alert_id nvarchar(36) collate Latin1_General_100_BIN2 not null,
  staff_id nvarchar(64) collate Latin1_General_100_BIN2 not null,
  act nvarchar(16) collate Latin1_General_100_BIN2 not null,
  acted_at datetime2(3) not null,
  known_reason nvarchar(32) collate Latin1_General_100_BIN2 null,
  until_date date null,
  to_staff nvarchar(64) collate Latin1_General_100_BIN2 null,
  constraint alert_act_pk primary key (act_id),
  constraint alert_act_act_ck check (act in ('opened', 'seen', 'useful', 'contacted', 'known-reason', 'reason-ended', 'wrong-data', 'not-useful', 'passed-on')),
  constraint alert_act_reason_ck check (known_reason in ('agreed-absence', 'placement', 'studies-elsewhere', 'in-contact', 'other'))
) with (data_compression = page);
create index alert_act_by_alert on alert_act (alert_id, acted_at);
create index alert_act_by_act on alert_act (act, acted_at);

create table alert_choice (
  staff_id nvarchar(64) collate Latin1_General_100_BIN2 not null,
  frequency nvarchar(16) collate Latin1_General_100_BIN2 not null,
  rules_off nvarchar(400) collate Latin1_General_100_BIN2 not null,
  changed_at datetime2(3) not null,
  constraint alert_choice_pk primary key (staff_id),
  constraint alert_choice_frequency_ck check (frequency in ('each', 'digest'))
);

-- Teams' limit for all instances together: who holds a slot sends one request at a time and rests for a second after it.
create table send_slot (
  slot int not null,
  held_by nvarchar(64) collate Latin1_General_100_BIN2 null,
  held_until datetime2(3) null,
  constraint send_slot_pk primary key (slot)
);

alter table outbox add recipient nvarchar(64) collate Latin1_General_100_BIN2 null;
alter table outbox add conversation_id nvarchar(450) collate Latin1_General_100_BIN2 null;
alter table outbox add activity_id nvarchar(450) collate Latin1_General_100_BIN2 null;
alter table outbox add tried_since datetime2(3) null;
alter table outbox add sending_since datetime2(3) null;
alter table outbox add unknown_outcomes int not null constraint outbox_unknown_outcomes_df default 0;
alter table outbox add outcome nvarchar(16) collate Latin1_General_100_BIN2 null;
alter table outbox add reason nvarchar(64) collate Latin1_General_100_BIN2 null;
create index outbox_by_recipient on outbox (recipient, due_at);

alter table conversation_reference add free_at datetime2(3) null;
alter table conversation_reference add blocked_at datetime2(3) null;
alter table conversation_reference add blocked_reason nvarchar(64) collate Latin1_General_100_BIN2 null;

-- Babelfish for PostgreSQL cannot compare foreign keys in any collation but its own.
declare @keys nvarchar(max) = case when serverproperty('babelfish') is null then N'
  alter table alert_episode add constraint alert_episode_student_fk foreign key (student_id) references student (student_id)
  alter table alert add constraint alert_staff_fk foreign key (staff_id) references staff (staff_id)
  alter table alert add constraint alert_student_fk foreign key (student_id) references student (student_id)
  alter table alert add constraint alert_passed_fk foreign key (passed_from) references alert (alert_id)
  alter table alert_reason add constraint alert_reason_alert_fk foreign key (alert_id) references alert (alert_id)
  alter table alert_reason add constraint alert_reason_episode_fk foreign key (episode_id) references alert_episode (episode_id)
  alter table alert_act add constraint alert_act_alert_fk foreign key (alert_id) references alert (alert_id)
  alter table alert_act add constraint alert_act_staff_fk foreign key (staff_id) references staff (staff_id)
  alter table alert_act add constraint alert_act_to_fk foreign key (to_staff) references staff (staff_id)
  alter table alert_choice add constraint alert_choice_staff_fk foreign key (staff_id) references staff (staff_id)
  alter table outbox add constraint outbox_recipient_fk foreign key (recipient) references staff (staff_id)
' else N'select 0 as none' end; exec sp_executesql @keys;
