-- Run by the database's owner, before `engagement migrate` or by `engagement migrate --roles`. Azure SQL has both settings
-- already. What is set is left alone: turning it on ends every other session's transaction.

-- Readers see the last committed rows and never wait for a load in progress.
if exists (select 1 from sys.databases where database_id = db_id() and is_read_committed_snapshot_on = 0)
  alter database current set read_committed_snapshot on with rollback immediate;
if exists (select 1 from sys.databases where database_id = db_id() and snapshot_isolation_state = 0)
  alter database current set allow_snapshot_isolation on;
