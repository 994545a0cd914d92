-- Run once by the server's administrator on an empty database, before `engagement migrate`. Azure SQL has both
-- settings already; there, these change nothing.

-- Readers see the last committed rows and never wait for a load in progress.
alter database current set read_committed_snapshot on with rollback immediate;
alter database current set allow_snapshot_isolation on;
