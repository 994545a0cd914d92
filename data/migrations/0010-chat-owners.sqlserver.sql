-- A chat is somebody's only while the person in it is whom the staff records mean. Those known before are nobody's until the
-- person signs in there, or Teams gives it as the chat with whom the records name.
alter table conversation_reference add entra_object_id nvarchar(64) collate Latin1_General_100_BIN2 not null
  constraint conversation_reference_entra_object_id_df default '';
alter table conversation_reference add upn nvarchar(320) collate Latin1_General_100_BIN2 not null
  constraint conversation_reference_upn_df default '';
-- To whom a message went, so that it is known also once the chat is not.
alter table outbox add sent_to nvarchar(64) collate Latin1_General_100_BIN2 null;
-- What was done with an alert before was done by somebody to whom it had been told by mistake.
alter table alert add acts_since datetime2(3) null;
