-- What each load changed, and a quicker way in for activity.

-- The programmes and days whose activity a load added or changed.
create table load_day (
  load_id int not null,
  programme_code nvarchar(64) collate Latin1_General_100_BIN2 not null,
  day date not null,
  constraint load_day_pk primary key (load_id, programme_code, day)
) with (data_compression = page);

-- Which programmes a load touched before there was this table is not known, only from which day to which: of each day
-- the newest load, for all of them. Scores that do not know of it yet are made anew.
insert into load_day (load_id, programme_code, day)
select newest.load_id, programme.programme_code, newest.day
from (
  select held.day, max(feed_load.load_id) as load_id
  from (
    select day from source_day
    union select first_day from feed_load where first_day is not null
    union select last_day from feed_load where last_day is not null
  ) as held
  inner join feed_load on feed_load.first_day <= held.day and feed_load.last_day >= held.day
  group by held.day
) as newest
cross join (select distinct programme_code from student) as programme;

-- Whether the same bytes were loaded before.
create index feed_load_by_hash on feed_load (content_hash, feed);

-- Babelfish for PostgreSQL cannot compare foreign keys in any collation but its own.
declare @keys nvarchar(max) = case when serverproperty('babelfish') is null then N'
  alter table load_day add constraint load_day_load_fk foreign key (load_id) references feed_load (load_id)
' else N'select 0 as none' end; exec sp_executesql @keys;
