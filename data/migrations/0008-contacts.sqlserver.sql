-- What people write down in the chat: contacts with students, when their alerts pause, what they think of the bot.

-- A contact is its highest version. Changing or withdrawing it adds one; none is ever changed.
create table contact_version (
  contact_id nvarchar(36) collate Latin1_General_100_BIN2 not null,
  version int not null,
  student_id nvarchar(64) collate Latin1_General_100_BIN2 not null,
  happened_on date not null,
  channel nvarchar(16) collate Latin1_General_100_BIN2 not null,
  note nvarchar(2000) collate Latin1_General_CI_AI null,
  follow_up_on date null,
  state nvarchar(16) collate Latin1_General_100_BIN2 not null,
  written_by nvarchar(64) collate Latin1_General_100_BIN2 not null,
  written_at datetime2(3) not null,
  constraint contact_version_pk primary key (contact_id, version),
  constraint contact_version_version_ck check (version > 0),
  constraint contact_version_channel_ck check (channel in ('meeting', 'call', 'email', 'teams', 'other')),
  constraint contact_version_state_ck check (state in ('recorded', 'withdrawn'))
) with (data_compression = page);
create index contact_version_by_student on contact_version (student_id, happened_on) include (state);

create table alert_preference (
  staff_id nvarchar(64) collate Latin1_General_100_BIN2 not null,
  paused_until date null,
  changed_at datetime2(3) not null,
  constraint alert_preference_pk primary key (staff_id)
);

create table feedback (
  id nvarchar(36) collate Latin1_General_100_BIN2 not null,
  given_at datetime2(3) not null,
  staff_id nvarchar(64) collate Latin1_General_100_BIN2 not null,
  text nvarchar(2000) collate Latin1_General_CI_AI not null,
  about nvarchar(32) collate Latin1_General_100_BIN2 null,
  constraint feedback_pk primary key (id)
);
create index feedback_by_time on feedback (given_at);

-- Babelfish for PostgreSQL cannot compare foreign keys in any collation but its own.
declare @keys nvarchar(max) = case when serverproperty('babelfish') is null then N'
  alter table contact_version add constraint contact_version_student_fk foreign key (student_id) references student (student_id)
  alter table contact_version add constraint contact_version_staff_fk foreign key (written_by) references staff (staff_id)
  alter table alert_preference add constraint alert_preference_staff_fk foreign key (staff_id) references staff (staff_id)
  alter table feedback add constraint feedback_staff_fk foreign key (staff_id) references staff (staff_id)
' else N'select 0 as none' end; exec sp_executesql @keys;
