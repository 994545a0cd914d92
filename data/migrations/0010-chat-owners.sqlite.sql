-- A chat is somebody's only while the person in it is whom the staff records mean. Those known before are nobody's until the
-- person signs in there, or Teams gives it as the chat with whom the records name.
alter table conversation_reference add column entra_object_id text not null default '';
alter table conversation_reference add column upn text not null default '';
