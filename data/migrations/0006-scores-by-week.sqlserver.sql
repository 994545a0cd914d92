-- A week's scores stand together, are made pool by pool (the students of one school and mode of study), and name the
-- configuration that made them. Pauses of studies are remembered, since the records tell of today's status alone.

create table score_configuration (
  version nvarchar(64) collate Latin1_General_100_BIN2 not null,
  content nvarchar(max) collate Latin1_General_100_BIN2 not null,
  first_used_at datetime2(3) not null,
  constraint score_configuration_pk primary key (version)
);

create table score_run (
  week_start date not null,
  school_code nvarchar(64) collate Latin1_General_100_BIN2 not null,
  mode nvarchar(16) collate Latin1_General_100_BIN2 not null,
  data_to date not null,
  configuration nvarchar(64) collate Latin1_General_100_BIN2 not null,
  -- The newest load that these scores know of.
  load_id int not null,
  -- What else they rest on: the sources' health and the calendar; the enrolments. Null where it is not known.
  context nvarchar(64) collate Latin1_General_100_BIN2 null,
  enrolment nvarchar(64) collate Latin1_General_100_BIN2 null,
  students int not null,
  scored_at datetime2(3) not null,
  constraint score_run_pk primary key (week_start, school_code, mode),
  constraint score_run_mode_ck check (mode in ('full-time', 'part-time'))
) with (data_compression = page);

insert into score_run (week_start, school_code, mode, data_to, configuration, load_id, students, scored_at)
select score_week.week_start, coalesce(unit.parent_code, ''), student.mode, min(data_to), max(configuration),
  min(load_id), count(*), max(scored_at)
from score_week
inner join student on student.student_id = score_week.student_id
inner join unit on unit.unit_code = student.programme_code
group by score_week.week_start, coalesce(unit.parent_code, ''), student.mode;

create table interruption (
  student_id nvarchar(64) collate Latin1_General_100_BIN2 not null,
  start_date date not null,
  -- The first day of studies again; null while they are interrupted.
  end_date date null,
  constraint interruption_pk primary key (student_id, start_date)
) with (data_compression = page);

insert into interruption (student_id, start_date)
select student_id, case when end_date <= cast(sysutcdatetime() as date) then end_date else cast(sysutcdatetime() as date) end
from student where status = 'interrupted' and gone_on is null;

-- Babelfish for PostgreSQL has neither of the two keys, see 0001.
declare @loose nvarchar(max) = case when serverproperty('babelfish') is null then N'
  alter table indicator_week drop constraint indicator_week_score_fk
  alter table interruption add constraint interruption_student_fk foreign key (student_id) references student (student_id)
' else N'select 0 as none' end; exec sp_executesql @loose;

drop index indicator_week_counted on indicator_week;
alter table indicator_week drop constraint indicator_week_pk;
alter table indicator_week add active_days int null;
alter table indicator_week add peers_below int null;
alter table indicator_week add peers_alike int null;
alter table indicator_week add earlier float null;
alter table indicator_week add constraint indicator_week_pk primary key (week_start, student_id, source);

drop index score_week_by_week on score_week;
alter table score_week drop constraint score_week_pk;
alter table score_week drop column load_id;
alter table score_week drop column scored_at;
-- Where and how they studied then: what a later score of the week goes by. Null where it is not known.
alter table score_week add programme_code nvarchar(64) collate Latin1_General_100_BIN2 null;
alter table score_week add level tinyint null;
alter table score_week add mode nvarchar(16) collate Latin1_General_100_BIN2 null
  constraint score_week_mode_ck check (mode in ('full-time', 'part-time'));
alter table score_week add constraint score_week_pk primary key (week_start, student_id);

declare @tied nvarchar(max) = case when serverproperty('babelfish') is null then N'
  alter table indicator_week add constraint indicator_week_score_fk foreign key (week_start, student_id) references score_week (week_start, student_id) on delete cascade
' else N'select 0 as none' end; exec sp_executesql @tied;
