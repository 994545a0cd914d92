-- The engagement store. Days are Europe/London dates, instants UTC, ranges half-open. Ids and codes compare by code
-- point, names and other words without regard to case or accents.
-- gone_on: the day on which a whole snapshot no longer held the row; such a row has ended.

create table unit (
  unit_code nvarchar(64) collate Latin1_General_100_BIN2 not null,
  kind nvarchar(16) collate Latin1_General_100_BIN2 not null,
  name nvarchar(300) collate Latin1_General_CI_AI not null,
  parent_code nvarchar(64) collate Latin1_General_100_BIN2 null,
  gone_on date null,
  constraint unit_pk primary key (unit_code),
  constraint unit_kind_ck check (kind in ('faculty', 'school', 'programme'))
) with (data_compression = page);
create index unit_by_parent on unit (parent_code);

create table student (
  student_id nvarchar(64) collate Latin1_General_100_BIN2 not null,
  given_name nvarchar(200) collate Latin1_General_CI_AI not null,
  family_name nvarchar(200) collate Latin1_General_CI_AI not null,
  email nvarchar(320) collate Latin1_General_CI_AS not null,
  mobile nvarchar(64) collate Latin1_General_100_BIN2 null,
  photo_url nvarchar(1000) collate Latin1_General_100_BIN2 null,
  programme_code nvarchar(64) collate Latin1_General_100_BIN2 not null,
  level tinyint not null,
  mode nvarchar(16) collate Latin1_General_100_BIN2 not null,
  status nvarchar(16) collate Latin1_General_100_BIN2 not null,
  start_date date not null,
  end_date date null,
  gone_on date null,
  constraint student_pk primary key (student_id),
  constraint student_level_ck check (level between 3 and 8),
  constraint student_mode_ck check (mode in ('full-time', 'part-time')),
  constraint student_status_ck check (status in ('active', 'interrupted', 'withdrawn', 'completed'))
) with (data_compression = page);
create index student_by_programme on student (programme_code, level)
  include (given_name, family_name, status, gone_on) where gone_on is null;

create table staff (
  staff_id nvarchar(64) collate Latin1_General_100_BIN2 not null,
  given_name nvarchar(200) collate Latin1_General_CI_AI not null,
  family_name nvarchar(200) collate Latin1_General_CI_AI not null,
  -- In lower case both, as the loads write them.
  email nvarchar(320) collate Latin1_General_100_BIN2 not null,
  entra_object_id nvarchar(64) collate Latin1_General_100_BIN2 null,
  gone_on date null,
  constraint staff_pk primary key (staff_id)
) with (data_compression = page);
create index staff_by_email on staff (email) include (given_name, family_name, entra_object_id, gone_on);
create index staff_by_entra_object_id on staff (entra_object_id)
  include (given_name, family_name, email, gone_on) where entra_object_id is not null;

-- row_key: the natural key of a feed row that has no single identifying column.
create table assignment (
  row_key nvarchar(400) collate Latin1_General_100_BIN2 not null,
  staff_id nvarchar(64) collate Latin1_General_100_BIN2 not null,
  role nvarchar(32) collate Latin1_General_100_BIN2 not null,
  scope_code nvarchar(64) collate Latin1_General_100_BIN2 null,
  level tinyint null,
  student_id nvarchar(64) collate Latin1_General_100_BIN2 null,
  start_date date not null,
  end_date date null,
  gone_on date null,
  constraint assignment_pk primary key (row_key)
) with (data_compression = page);
create index assignment_by_staff on assignment (staff_id, role)
  include (scope_code, level, student_id, start_date, end_date, gone_on) where gone_on is null;
create index assignment_by_student on assignment (student_id, staff_id, role)
  include (start_date, end_date, gone_on) where student_id is not null;

create table calendar_period (
  row_key nvarchar(400) collate Latin1_General_100_BIN2 not null,
  start_date date not null,
  end_date date not null,
  kind nvarchar(16) collate Latin1_General_100_BIN2 not null,
  programme_code nvarchar(64) collate Latin1_General_100_BIN2 null,
  level tinyint null,
  label nvarchar(300) collate Latin1_General_CI_AI null,
  gone_on date null,
  constraint calendar_period_pk primary key (row_key),
  constraint calendar_period_kind_ck check (kind in ('teaching', 'reading', 'vacation', 'assessment', 'placement')),
  constraint calendar_period_dates_ck check (start_date < end_date)
) with (data_compression = page);

create table student_identity (
  row_key nvarchar(400) collate Latin1_General_100_BIN2 not null,
  student_id nvarchar(64) collate Latin1_General_100_BIN2 not null,
  system nvarchar(16) collate Latin1_General_100_BIN2 not null,
  external_id nvarchar(200) collate Latin1_General_100_BIN2 not null,
  gone_on date null,
  constraint student_identity_pk primary key (row_key)
) with (data_compression = page);
create index student_identity_by_system on student_identity (system)
  include (external_id, student_id, gone_on) where gone_on is null;
create index student_identity_by_student on student_identity (student_id);

-- Activity of one student, source and day. parts lists the records counted, each as fingerprint:amount, so that
-- a record delivered again replaces itself and is never counted twice.
create table activity_day (
  student_id nvarchar(64) collate Latin1_General_100_BIN2 not null,
  day date not null,
  source nvarchar(16) collate Latin1_General_100_BIN2 not null,
  event nvarchar(32) collate Latin1_General_100_BIN2 not null,
  records int not null,
  amount bigint not null,
  parts varchar(max) collate Latin1_General_100_BIN2 not null,
  constraint activity_day_pk primary key (student_id, day, source, event),
  constraint activity_day_source_ck check (source in ('canvas', 'library', 'printing'))
) with (data_compression = page);
-- Babelfish for PostgreSQL has no columnstore: there a covering index takes its place.
declare @facts nvarchar(400) = case when serverproperty('babelfish') is null
  then N'create nonclustered columnstore index activity_day_facts on activity_day (day, source, student_id, event, amount)'
  else N'create index activity_day_facts on activity_day (day, source) include (student_id, event, amount)'
  end; exec sp_executesql @facts;
create index activity_day_by_source on activity_day (source, day);

create table attendance (
  student_id nvarchar(64) collate Latin1_General_100_BIN2 not null,
  session_id nvarchar(128) collate Latin1_General_100_BIN2 not null,
  day date not null,
  starts_at datetime2(3) not null,
  status nvarchar(32) collate Latin1_General_100_BIN2 not null,
  session_type nvarchar(64) collate Latin1_General_CI_AI null,
  module_code nvarchar(64) collate Latin1_General_100_BIN2 null,
  constraint attendance_pk primary key (student_id, session_id),
  constraint attendance_status_ck check (status in ('present', 'late', 'authorised-absence', 'absent'))
) with (data_compression = page);
create index attendance_by_day on attendance (day) include (student_id, status);

create table submission (
  student_id nvarchar(64) collate Latin1_General_100_BIN2 not null,
  submitted_at datetime2(3) not null,
  course_code nvarchar(64) collate Latin1_General_100_BIN2 not null,
  day date not null,
  due_at datetime2(3) null,
  count bigint not null,
  constraint submission_pk primary key (student_id, submitted_at, course_code)
) with (data_compression = page);
create index submission_by_day on submission (day) include (student_id, submitted_at, due_at, count);

create table feed_load (
  load_id int not null,
  feed nvarchar(32) collate Latin1_General_100_BIN2 not null,
  file_names nvarchar(max) collate Latin1_General_100_BIN2 not null,
  content_hash nvarchar(64) collate Latin1_General_100_BIN2 not null,
  loaded_at datetime2(3) not null,
  rows_read int not null,
  accepted int not null,
  rejected int not null,
  first_day date null,
  last_day date null,
  constraint feed_load_pk primary key (load_id)
) with (data_compression = page);
create index feed_load_by_feed on feed_load (feed, load_id);

-- Never holds the value refused: it may be personal data.
create table feed_reject (
  load_id int not null,
  file_name nvarchar(400) collate Latin1_General_100_BIN2 not null,
  line int not null,
  -- The n-th record of the file; null for a line that is no record.
  record int null,
  column_name nvarchar(64) collate Latin1_General_100_BIN2 not null,
  reason nvarchar(400) collate Latin1_General_CI_AI not null,
  constraint feed_reject_pk primary key (load_id, file_name, line)
) with (data_compression = page);

create table score_week (
  student_id nvarchar(64) collate Latin1_General_100_BIN2 not null,
  week_start date not null,
  data_to date not null,
  score float null,
  band nvarchar(16) collate Latin1_General_100_BIN2 not null,
  trend nvarchar(16) collate Latin1_General_100_BIN2 null,
  main_reason nvarchar(400) collate Latin1_General_CI_AI not null,
  last_active date null,
  configuration nvarchar(64) collate Latin1_General_100_BIN2 not null,
  -- The newest load that this score knows of: a later one may call for a new score.
  load_id int not null,
  scored_at datetime2(3) not null,
  constraint score_week_pk primary key (student_id, week_start),
  constraint score_week_score_ck check (score between 0 and 100),
  constraint score_week_band_ck check (band in ('high', 'good', 'partial', 'low', 'none', 'unknown')),
  constraint score_week_trend_ck check (trend in ('falling', 'steady', 'rising')),
  constraint score_week_unknown_ck check (
    (score is null and band = 'unknown') or (score is not null and band <> 'unknown'))
) with (data_compression = page);
create index score_week_by_week on score_week (week_start, student_id)
  include (band, score, trend, main_reason, data_to, load_id);

-- The contributions to a score: one row per source, counted or not, each with its reason in words.
create table indicator_week (
  student_id nvarchar(64) collate Latin1_General_100_BIN2 not null,
  week_start date not null,
  source nvarchar(16) collate Latin1_General_100_BIN2 not null,
  state nvarchar(16) collate Latin1_General_100_BIN2 not null,
  indicator float null,
  weight float not null,
  amount float null,
  expected float null,
  days int not null,
  peers int not null,
  reason nvarchar(400) collate Latin1_General_CI_AI not null,
  constraint indicator_week_pk primary key (student_id, week_start, source),
  constraint indicator_week_source_ck check (source in ('canvas', 'library', 'printing', 'attendance', 'submissions')),
  constraint indicator_week_state_ck check (state in ('counted', 'late-feed', 'not-applicable', 'too-few-days')),
  constraint indicator_week_indicator_ck check (indicator between 0 and 100),
  constraint indicator_week_counted_ck check (
    (state = 'counted' and indicator is not null) or (state <> 'counted' and indicator is null))
) with (data_compression = page);
create index indicator_week_counted on indicator_week (week_start)
  include (student_id, source, indicator, state) where state = 'counted';

-- Who looked at whom, in which role, at which detail. Ids only.
create table access_entry (
  entry_id nvarchar(36) collate Latin1_General_100_BIN2 not null,
  occurred_at datetime2(3) not null,
  staff_id nvarchar(64) collate Latin1_General_100_BIN2 not null,
  role nvarchar(32) collate Latin1_General_100_BIN2 not null,
  detail nvarchar(32) collate Latin1_General_100_BIN2 not null,
  intent nvarchar(32) collate Latin1_General_100_BIN2 not null,
  conversation nvarchar(450) collate Latin1_General_100_BIN2 not null,
  constraint access_entry_pk primary key (entry_id)
) with (data_compression = page);
create index access_entry_by_staff on access_entry (staff_id, occurred_at);

create table access_entry_student (
  entry_id nvarchar(36) collate Latin1_General_100_BIN2 not null,
  student_id nvarchar(64) collate Latin1_General_100_BIN2 not null,
  constraint access_entry_student_pk primary key (entry_id, student_id)
) with (data_compression = page);
create index access_entry_student_by_student on access_entry_student (student_id);

create table conversation (
  conversation_id nvarchar(450) collate Latin1_General_100_BIN2 not null,
  welcomed_at datetime2(3) not null,
  constraint conversation_pk primary key (conversation_id)
);

create table store_setting (
  name nvarchar(64) collate Latin1_General_100_BIN2 not null,
  value nvarchar(1000) collate Latin1_General_100_BIN2 not null,
  constraint store_setting_pk primary key (name)
);

-- Foreign keys. Babelfish for PostgreSQL cannot compare them in any collation but its own: there the loads alone see
-- to it that every row's student, unit and staff member is known.
declare @keys nvarchar(max) = case when serverproperty('babelfish') is null then N'
  alter table unit add constraint unit_parent_fk foreign key (parent_code) references unit (unit_code)
  alter table student add constraint student_programme_fk foreign key (programme_code) references unit (unit_code)
  alter table assignment add constraint assignment_staff_fk foreign key (staff_id) references staff (staff_id)
  alter table assignment add constraint assignment_student_fk foreign key (student_id) references student (student_id)
  alter table calendar_period add constraint calendar_period_programme_fk foreign key (programme_code) references unit (unit_code)
  alter table student_identity add constraint student_identity_student_fk foreign key (student_id) references student (student_id)
  alter table activity_day add constraint activity_day_student_fk foreign key (student_id) references student (student_id)
  alter table attendance add constraint attendance_student_fk foreign key (student_id) references student (student_id)
  alter table submission add constraint submission_student_fk foreign key (student_id) references student (student_id)
  alter table feed_reject add constraint feed_reject_load_fk foreign key (load_id) references feed_load (load_id)
  alter table score_week add constraint score_week_student_fk foreign key (student_id) references student (student_id)
  alter table indicator_week add constraint indicator_week_score_fk foreign key (student_id, week_start) references score_week (student_id, week_start) on delete cascade
  alter table access_entry_student add constraint access_entry_student_entry_fk foreign key (entry_id) references access_entry (entry_id)
' else N'select 0 as none' end; exec sp_executesql @keys;
