-- A chat is somebody's only while the person in it is whom the staff records mean. Those known before are nobody's until the
-- person signs in there, or Teams gives it as the chat with whom the records name.
alter table conversation_reference add column entra_object_id text not null default '';
alter table conversation_reference add column upn text not null default '';
-- To whom a message went, so that it is known also once the chat is not.
alter table outbox add column sent_to text;
-- What was done with an alert before was done by somebody to whom it had been told by mistake.
alter table alert add column acts_since text;
