-- What each load changed, and a quicker way in for activity.

-- The programmes and days whose activity a load added or changed.
create table load_day (
  load_id integer not null references feed_load (load_id),
  programme_code text not null,
  day text not null,
  primary key (load_id, programme_code, day)
) strict, without rowid;

-- Whether the same bytes were loaded before.
create index feed_load_by_hash on feed_load (content_hash, feed);

-- Keeping it up took a third of the time of a load; reading a student's days by the key is as fast.
drop index activity_day_by_day;
