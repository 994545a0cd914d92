-- A week's scores stand together, are made pool by pool (the students of one school and mode of study), and name the
-- configuration that made them. Pauses of studies are remembered, since the records tell of today's status alone.

create table score_configuration (
  version text not null primary key,
  content text not null,
  first_used_at text not null
) strict;

create table score_run (
  week_start text not null,
  school_code text not null,
  mode text not null check (mode in ('full-time', 'part-time')),
  data_to text not null,
  configuration text not null,
  -- The newest load that these scores know of.
  load_id integer not null,
  -- What else they rest on: the sources' health and the calendar; the enrolments. Null where it is not known.
  context text,
  enrolment text,
  students integer not null,
  scored_at text not null,
  primary key (week_start, school_code, mode)
) strict, without rowid;

insert into score_run (week_start, school_code, mode, data_to, configuration, load_id, students, scored_at)
select score_week.week_start, coalesce(unit.parent_code, ''), student.mode, min(data_to), max(configuration),
  min(load_id), count(*), max(scored_at)
from score_week
inner join student on student.student_id = score_week.student_id
inner join unit on unit.unit_code = student.programme_code
group by score_week.week_start, coalesce(unit.parent_code, ''), student.mode;

create table interruption (
  student_id text not null references student (student_id),
  start_date text not null,
  -- The first day of studies again; null while they are interrupted.
  end_date text,
  primary key (student_id, start_date)
) strict, without rowid;

insert into interruption (student_id, start_date)
select student_id, case when end_date <= date('now') then end_date else date('now') end
from student where status = 'interrupted' and gone_on is null;

create table score_week_new (
  week_start text not null,
  student_id text not null references student (student_id),
  data_to text not null,
  score real check (score between 0 and 100),
  band text not null check (band in ('high', 'good', 'partial', 'low', 'none', 'unknown')),
  trend text check (trend in ('falling', 'steady', 'rising')),
  main_reason text not null,
  last_active text,
  configuration text not null,
  -- Where and how they studied then: what a later score of the week goes by. Null where it is not known.
  programme_code text,
  level integer,
  mode text check (mode in ('full-time', 'part-time')),
  primary key (week_start, student_id),
  check ((score is null) = (band = 'unknown'))
) strict, without rowid;
insert into score_week_new
  (week_start, student_id, data_to, score, band, trend, main_reason, last_active, configuration)
select week_start, student_id, data_to, score, band, trend, main_reason, last_active, configuration
from score_week order by week_start, student_id;

create table indicator_week_new (
  week_start text not null,
  student_id text not null,
  source text not null check (source in ('canvas', 'library', 'printing', 'attendance', 'submissions')),
  state text not null check (state in ('counted', 'late-feed', 'not-applicable', 'too-few-days')),
  indicator real check (indicator between 0 and 100),
  weight real not null,
  amount real,
  active_days integer,
  expected real,
  days integer not null,
  peers integer not null,
  -- Of the peers, how many stood lower and how many alike, oneself included; null where no ranks are compared.
  peers_below integer,
  peers_alike integer,
  -- The mean of the student's own earlier weeks that the trend compares with.
  earlier real,
  reason text not null,
  primary key (week_start, student_id, source),
  foreign key (week_start, student_id) references score_week_new (week_start, student_id) on delete cascade,
  check ((state = 'counted') = (indicator is not null))
) strict, without rowid;
insert into indicator_week_new
  (week_start, student_id, source, state, indicator, weight, amount, expected, days, peers, reason)
select week_start, student_id, source, state, indicator, weight, amount, expected, days, peers, reason
from indicator_week order by week_start, student_id, source;

drop table indicator_week;
drop table score_week;
alter table score_week_new rename to score_week;
alter table indicator_week_new rename to indicator_week;
