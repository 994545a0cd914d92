create table load_day (
  load_id integer not null references feed_load (load_id),
  programme_code text not null,
  day text not null,
  primary key (load_id, programme_code, day)
) strict, without rowid;
