-- A chat is somebody's only while the person in it is whom the staff records mean. Those known before are taken to be right.
alter table conversation_reference add entra_object_id nvarchar(64) collate Latin1_General_100_BIN2 not null
  constraint conversation_reference_entra_object_id_df default '';
alter table conversation_reference add upn nvarchar(320) collate Latin1_General_100_BIN2 not null
  constraint conversation_reference_upn_df default '';
update conversation_reference set
  entra_object_id = coalesce((select staff.entra_object_id from staff where staff.staff_id = conversation_reference.staff_id), ''),
  upn = coalesce((
    select staff.email from staff
    where staff.staff_id = conversation_reference.staff_id and staff.entra_object_id is null
  ), '');
