-- A week's trend compares with earlier weeks: of how new scores of theirs it knows, where that is more than its own.
alter table score_run add column trend_load_id integer;
