-- Roles for the people and programs that work with the store. Run by the database's owner after `engagement migrate`,
-- again after every version that brings migrations, or each time by `engagement migrate --roles`; running it twice changes
-- nothing.
--
--   engagement_bot     the server (`engagement start`): reads what answers need, writes its own records, changes no
--                      student's data, no schema, and never an entry of the access trail once it is written
--   engagement_ingest  the scheduled `engagement nightly`, `engagement ingest` and `engagement score`
--   engagement_auditor `engagement audit`: reads the access trail, nothing of any student but their ID, and whether anybody
--                      was given numbers
--   engagement_keeper  `engagement retention` and, after a restore, `engagement restore`: removes what may be due for
--                      removal, adds that to the access trail, and reads nothing of a student
--   engagement_admin   `engagement migrate` and the work of administrators. Whoever may change
--                      the schema can make themselves the database's owner: give it to few, and to no program that
--                      runs all day
--
-- Then give each login one of them. `engagement migrate --roles --user engagement_bot=<name>@<client ID>` does that for a
-- managed identity on Azure SQL; for others, for example:
--   create user [my-engagement-bot] from external provider with default_schema = dbo;
--   alter role engagement_bot add member [my-engagement-bot];

if database_principal_id('engagement_bot') is null create role engagement_bot;
if database_principal_id('engagement_ingest') is null create role engagement_ingest;
if database_principal_id('engagement_auditor') is null create role engagement_auditor;
if database_principal_id('engagement_keeper') is null create role engagement_keeper;
if database_principal_id('engagement_admin') is null create role engagement_admin;

-- engagement_bot
grant select on schema_migration to engagement_bot;
grant select on store_setting to engagement_bot;
grant select on unit to engagement_bot;
grant select on student to engagement_bot;
grant select on staff to engagement_bot;
grant select on assignment to engagement_bot;
grant select on calendar_period to engagement_bot;
grant select on activity_day to engagement_bot;
grant select on attendance to engagement_bot;
grant select on submission to engagement_bot;
grant select on score_week to engagement_bot;
grant select on indicator_week to engagement_bot;
grant select on score_run to engagement_bot;
grant select on score_configuration to engagement_bot;
grant select on feed_load to engagement_bot;
grant select on source_day to engagement_bot;
grant select on interruption to engagement_bot;
grant select on load_day to engagement_bot;
grant select, insert on access_entry to engagement_bot;
grant select, insert on access_entry_student to engagement_bot;
grant select, insert on access_seal to engagement_bot;
grant select, update on access_chain to engagement_bot;
grant select, insert, update, delete on protected_state to engagement_bot;
grant select, insert, update on aggregate_answer to engagement_bot;
grant select, insert on conversation to engagement_bot;
grant select, insert, update, delete on conversation_reference to engagement_bot;
grant select, insert on contact_version to engagement_bot;
grant select, insert, update, delete on alert_preference to engagement_bot;
grant select, insert, update on alert_episode to engagement_bot;
grant select, insert on alert_evaluation to engagement_bot;
grant select, insert, update on alert to engagement_bot;
grant select, insert on alert_reason to engagement_bot;
grant select, insert on alert_act to engagement_bot;
grant select, insert, update on alert_choice to engagement_bot;
grant select, insert, update, delete on send_slot to engagement_bot;
grant select, insert on feedback to engagement_bot;
grant select, insert, update on outbox to engagement_bot;
grant select, insert, update on job to engagement_bot;

-- engagement_ingest
grant select on schema_migration to engagement_ingest;
grant select, update, delete on store_setting to engagement_ingest;
grant select, insert, update on unit to engagement_ingest;
grant select, insert, update on student to engagement_ingest;
grant select, insert, update on staff to engagement_ingest;
grant select, insert, update on assignment to engagement_ingest;
grant select, insert, update on calendar_period to engagement_ingest;
grant select, insert, update on student_identity to engagement_ingest;
grant select, insert, update on activity_day to engagement_ingest;
grant select, insert, update on attendance to engagement_ingest;
grant select, insert, update on submission to engagement_ingest;
grant select, insert, update on feed_load to engagement_ingest;
grant select, insert on load_day to engagement_ingest;
grant select, insert on feed_reject to engagement_ingest;
grant select, insert, delete on source_day to engagement_ingest;
grant select, insert, delete on score_week to engagement_ingest;
grant select, insert, delete on indicator_week to engagement_ingest;
grant select, insert, delete on score_run to engagement_ingest;
grant select, insert on score_configuration to engagement_ingest;
grant select, insert, update, delete on interruption to engagement_ingest;
grant select, insert, update on job to engagement_ingest;

-- engagement_auditor
grant select on schema_migration to engagement_auditor;
grant select on staff to engagement_auditor;
grant select on access_entry to engagement_auditor;
grant select on access_entry_student to engagement_auditor;
grant select on access_seal to engagement_auditor;
grant select on access_chain to engagement_auditor;
grant select on outbox to engagement_auditor;
grant select (answered_at) on aggregate_answer to engagement_auditor;

-- engagement_keeper
grant select on schema_migration to engagement_keeper;
grant select, insert, update on store_setting to engagement_keeper;
grant select on staff to engagement_keeper;
grant select, delete on protected_state to engagement_keeper;
grant select, delete on aggregate_answer to engagement_keeper;
grant select, delete on outbox to engagement_keeper;
grant select, delete on feedback to engagement_keeper;
grant select, update, delete on alert to engagement_keeper;
grant select, delete on alert_act to engagement_keeper;
grant select, delete on alert_reason to engagement_keeper;
grant select, delete on alert_episode to engagement_keeper;
grant select, delete on alert_choice to engagement_keeper;
grant select, delete on alert_preference to engagement_keeper;
grant select, delete on conversation_reference to engagement_keeper;
grant select, insert, delete on access_entry to engagement_keeper;
grant select, insert, delete on access_entry_student to engagement_keeper;
grant select, insert, delete on access_seal to engagement_keeper;
grant select, update on access_chain to engagement_keeper;

-- engagement_admin
grant select, insert, update, delete on schema::dbo to engagement_admin;
alter role db_ddladmin add member engagement_admin;

-- What was seen was seen: no role may change an entry of the access trail, only administrators remove one that is due.
deny update on access_entry to engagement_bot;
deny update on access_entry to engagement_ingest;
deny update on access_entry to engagement_keeper;
deny update on access_entry to engagement_admin;
deny update on access_entry_student to engagement_bot;
deny update on access_entry_student to engagement_ingest;
deny update on access_entry_student to engagement_keeper;
deny update on access_entry_student to engagement_admin;
deny update on access_seal to engagement_bot;
deny update on access_seal to engagement_ingest;
deny update on access_seal to engagement_keeper;
deny update on access_seal to engagement_admin;

-- A contact is changed by another version of it, which is added.
deny update on contact_version to engagement_bot;
deny update on contact_version to engagement_ingest;
deny update on contact_version to engagement_admin;

-- What was done with an alert was done.
deny update on alert_act to engagement_bot;
deny update on alert_act to engagement_ingest;
deny update on alert_act to engagement_keeper;
deny update on alert_act to engagement_admin;
