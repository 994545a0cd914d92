// Who may put which feed files. In the container each feed has a folder of its own, and `engagement nightly` takes what is in
// it as that feed's, whatever it is called. So whoever is kept to folders is kept to feeds.

@export()
@sealed()
@description('Somebody who may put feed files, with the feeds that they send.')
type feedUploader = {
  @description('Object ID in Entra ID of a person, a group or a program.')
  @minLength(36)
  @maxLength(36)
  id: string

  @description('They may read, put, replace, remove and list files in the folders of these, and in no other.')
  @minLength(1)
  feeds: ('organisation' | 'students' | 'staff' | 'assignments' | 'calendar' | 'identities' | 'attendance' | 'canvas' | 'library' | 'printing' | 'activity-day')[]
}

@export()
@description('The condition that keeps a role assignment to the folders of some feeds: first what is done with a file, then the list of files. Azure lets pass what a condition does not name, so it names every data action of Storage Blob Data Contributor.')
func inFoldersOf(feeds array) string => join(
  [
    '((!(ActionMatches{\'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read\'} AND NOT SubOperationMatches{\'Blob.List\'})'
    ' AND !(ActionMatches{\'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/write\'})'
    ' AND !(ActionMatches{\'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/add/action\'})'
    ' AND !(ActionMatches{\'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/delete\'})'
    ' AND !(ActionMatches{\'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/move/action\'}))'
    ' OR ('
    join(map(feeds, feed => '@Resource[Microsoft.Storage/storageAccounts/blobServices/containers/blobs:path] StringLike \'${feed}/*\''), ' OR ')
    ')) AND ((!(ActionMatches{\'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read\'} AND SubOperationMatches{\'Blob.List\'}))'
    ' OR ('
    join(map(feeds, feed => '@Request[Microsoft.Storage/storageAccounts/blobServices/containers/blobs:prefix] StringLike \'${feed}/*\''), ' OR ')
    '))'
  ],
  ''
)
