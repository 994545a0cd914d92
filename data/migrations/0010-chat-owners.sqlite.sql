-- A chat is somebody's only while the person in it is whom the staff records mean. Those known before are taken to be right.
alter table conversation_reference add column entra_object_id text not null default '';
alter table conversation_reference add column upn text not null default '';
update conversation_reference set
  entra_object_id = coalesce((select staff.entra_object_id from staff where staff.staff_id = conversation_reference.staff_id), ''),
  upn = coalesce((
    select staff.email from staff
    where staff.staff_id = conversation_reference.staff_id and staff.entra_object_id is null
  ), '');
