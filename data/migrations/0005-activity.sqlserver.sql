create table load_day (
  load_id int not null,
  programme_code nvarchar(64) collate Latin1_General_100_BIN2 not null,
  day date not null,
  constraint load_day_pk primary key (load_id, programme_code, day)
) with (data_compression = page);
