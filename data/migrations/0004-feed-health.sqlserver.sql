-- What became of each load, when a snapshot last came unchanged, and how much each source brought per day: from the
-- last it is told whether a feed is well.

-- A load that was refused is kept with its rejects, and counts for nothing.
alter table feed_load add outcome nvarchar(32) collate Latin1_General_100_BIN2 not null
  constraint feed_load_outcome_df default 'loaded';
alter table feed_load add constraint feed_load_outcome_ck
  check (outcome in ('loaded', 'too-many-rejects', 'too-many-removals'));
alter table feed_load add seen_again_at datetime2(3) null;

create table source_day (
  source nvarchar(16) collate Latin1_General_100_BIN2 not null,
  day date not null,
  records bigint not null,
  students int not null,
  constraint source_day_pk primary key (source, day),
  constraint source_day_source_ck check (source in ('canvas', 'library', 'printing', 'attendance', 'submissions'))
) with (data_compression = page);

insert into source_day (source, day, records, students)
select source, day, sum(cast(records as bigint)), count(distinct student_id) from activity_day group by source, day;
insert into source_day (source, day, records, students)
select 'attendance', day, count(*), count(distinct case when status in ('present', 'late') then student_id end)
from attendance group by day;
insert into source_day (source, day, records, students)
select 'submissions', day, sum(count), count(distinct student_id) from submission group by day;
