-- What became of each load, when a snapshot last came unchanged, and how much each source brought per day: from the
-- last it is told whether a feed is well.

-- A load that was refused is kept with its rejects, and counts for nothing.
alter table feed_load add column outcome text not null default 'loaded'
  check (outcome in ('loaded', 'too-many-rejects', 'too-many-removals'));
alter table feed_load add column seen_again_at text;

create table source_day (
  source text not null check (source in ('canvas', 'library', 'printing', 'attendance', 'submissions')),
  day text not null,
  records integer not null,
  students integer not null,
  primary key (source, day)
) strict, without rowid;

insert into source_day (source, day, records, students)
select source, day, sum(records), count(distinct student_id) from activity_day group by source, day;
insert into source_day (source, day, records, students)
select 'attendance', day, count(*), count(distinct case when status in ('present', 'late') then student_id end)
from attendance group by day;
insert into source_day (source, day, records, students)
select 'submissions', day, sum(count), count(distinct student_id) from submission group by day;
