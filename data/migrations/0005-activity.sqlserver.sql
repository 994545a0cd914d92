-- What each load changed, and a quicker way in for activity.

-- The programmes and days whose activity a load added or changed.
create table load_day (
  load_id int not null,
  programme_code nvarchar(64) collate Latin1_General_100_BIN2 not null,
  day date not null,
  constraint load_day_pk primary key (load_id, programme_code, day)
) with (data_compression = page);

-- Whether the same bytes were loaded before.
create index feed_load_by_hash on feed_load (content_hash, feed);

-- Babelfish for PostgreSQL cannot compare foreign keys in any collation but its own.
declare @keys nvarchar(max) = case when serverproperty('babelfish') is null then N'
  alter table load_day add constraint load_day_load_fk foreign key (load_id) references feed_load (load_id)
' else N'select 0 as none' end; exec sp_executesql @keys;
