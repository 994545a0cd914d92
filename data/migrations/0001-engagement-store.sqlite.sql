-- The engagement store. Days are Europe/London dates (YYYY-MM-DD), instants UTC (ISO 8601), ranges half-open.
-- gone_on: the day on which a whole snapshot no longer held the row; such a row has ended.

create table unit (
  unit_code text not null primary key,
  kind text not null check (kind in ('faculty', 'school', 'programme')),
  name text not null,
  parent_code text references unit (unit_code) deferrable initially deferred,
  gone_on text
) strict;

create table student (
  student_id text not null primary key,
  given_name text not null,
  family_name text not null,
  email text not null,
  mobile text,
  photo_url text,
  programme_code text not null references unit (unit_code),
  level integer not null check (level between 3 and 8),
  mode text not null check (mode in ('full-time', 'part-time')),
  status text not null check (status in ('active', 'interrupted', 'withdrawn', 'completed')),
  start_date text not null,
  end_date text,
  gone_on text
) strict;
create index student_by_programme on student (programme_code, level);

create table staff (
  staff_id text not null primary key,
  given_name text not null,
  family_name text not null,
  email text not null collate nocase,
  entra_object_id text collate nocase,
  gone_on text
) strict;
create index staff_by_email on staff (email);
create index staff_by_entra_object_id on staff (entra_object_id) where entra_object_id is not null;

-- row_key: the natural key of a feed row that has no single identifying column.
create table assignment (
  row_key text not null primary key,
  staff_id text not null references staff (staff_id),
  role text not null,
  scope_code text,
  level integer,
  student_id text references student (student_id),
  start_date text not null,
  end_date text,
  gone_on text
) strict;
create index assignment_by_staff on assignment (staff_id, role);
create index assignment_by_student on assignment (student_id) where student_id is not null;

create table calendar_period (
  row_key text not null primary key,
  start_date text not null,
  end_date text not null,
  kind text not null check (kind in ('teaching', 'reading', 'vacation', 'assessment', 'placement')),
  programme_code text references unit (unit_code),
  level integer,
  label text,
  gone_on text,
  check (start_date < end_date)
) strict;

create table student_identity (
  row_key text not null primary key,
  student_id text not null references student (student_id),
  system text not null,
  external_id text not null,
  gone_on text
) strict;

-- Activity of one student, source and day. parts lists the records counted, each as fingerprint:amount, so that
-- a record delivered again replaces itself and is never counted twice.
create table activity_day (
  student_id text not null references student (student_id),
  day text not null,
  source text not null check (source in ('canvas', 'library', 'printing')),
  event text not null,
  records integer not null,
  amount integer not null,
  parts text not null,
  primary key (student_id, day, source, event)
) strict, without rowid;
create index activity_day_by_day on activity_day (day, source, event, student_id, amount);

create table attendance (
  student_id text not null references student (student_id),
  session_id text not null,
  day text not null,
  starts_at text not null,
  status text not null check (status in ('present', 'late', 'authorised-absence', 'absent')),
  session_type text,
  module_code text,
  primary key (student_id, session_id)
) strict, without rowid;
create index attendance_by_day on attendance (day, student_id, status);

create table submission (
  student_id text not null references student (student_id),
  submitted_at text not null,
  course_code text not null,
  day text not null,
  due_at text,
  count integer not null,
  primary key (student_id, submitted_at, course_code)
) strict, without rowid;
create index submission_by_day on submission (day, student_id, submitted_at, due_at, count);

create table feed_load (
  load_id integer not null primary key,
  feed text not null,
  file_names text not null,
  content_hash text not null,
  loaded_at text not null,
  rows_read integer not null,
  accepted integer not null,
  rejected integer not null,
  first_day text,
  last_day text
) strict;
create index feed_load_by_feed on feed_load (feed, load_id);

-- Never holds the value refused: it may be personal data.
create table feed_reject (
  load_id integer not null references feed_load (load_id),
  file_name text not null,
  line integer not null,
  -- The n-th record of the file; null for a line that is no record.
  record integer,
  column_name text not null,
  reason text not null,
  primary key (load_id, file_name, line)
) strict, without rowid;

create table score_week (
  student_id text not null references student (student_id),
  week_start text not null,
  data_to text not null,
  score real check (score between 0 and 100),
  band text not null check (band in ('high', 'good', 'partial', 'low', 'none', 'unknown')),
  trend text check (trend in ('falling', 'steady', 'rising')),
  main_reason text not null,
  last_active text,
  configuration text not null,
  -- The newest load that this score knows of: a later one may call for a new score.
  load_id integer not null,
  scored_at text not null,
  primary key (student_id, week_start),
  check ((score is null) = (band = 'unknown'))
) strict, without rowid;
create index score_week_by_week on score_week (week_start, band, student_id, score);

-- The contributions to a score: one row per source, counted or not, each with its reason in words.
create table indicator_week (
  student_id text not null,
  week_start text not null,
  source text not null check (source in ('canvas', 'library', 'printing', 'attendance', 'submissions')),
  state text not null check (state in ('counted', 'late-feed', 'not-applicable', 'too-few-days')),
  indicator real check (indicator between 0 and 100),
  weight real not null,
  amount real,
  expected real,
  days integer not null,
  peers integer not null,
  reason text not null,
  primary key (student_id, week_start, source),
  foreign key (student_id, week_start) references score_week (student_id, week_start) on delete cascade,
  check ((state = 'counted') = (indicator is not null))
) strict, without rowid;

-- Who looked at whom, in which role, at which detail. Ids only.
create table access_entry (
  entry_id text not null primary key,
  occurred_at text not null,
  staff_id text not null,
  role text not null,
  detail text not null,
  intent text not null,
  conversation text not null
) strict;
create index access_entry_by_staff on access_entry (staff_id, occurred_at);

create table access_entry_student (
  entry_id text not null references access_entry (entry_id),
  student_id text not null,
  primary key (entry_id, student_id)
) strict, without rowid;
create index access_entry_student_by_student on access_entry_student (student_id);

create table conversation (
  conversation_id text not null primary key,
  welcomed_at text not null
) strict;

create table store_setting (
  name text not null primary key,
  value text not null
) strict;
