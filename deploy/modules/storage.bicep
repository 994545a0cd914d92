// Where other systems put the feed files, until they are loaded.
import { feedUploader, inFoldersOf } from 'feed-folders.bicep'

param name string
param location string
param tags object
param zoneRedundant bool

@description('After how many days a file is removed. It holds more about students than the store keeps of it.')
param days int

@description('Address ranges that files may come from over the internet; with none, only the containers reach the account.')
param senders array

@description('Who may put files of which feeds.')
param uploaders feedUploader[]

@description('Principal ID of the identity that loads the files.')
param readerId string

param networkId string
param endpointsSubnetId string
param workspaceId string

// Storage Blob Data Reader: the loads read files and change none.
var read = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1')
// Storage Blob Data Contributor: to put a file there means to be able to replace it. Limited to folders for each sender.
var write = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'ba92f5b4-2d11-453d-a403-e96b0029c9fe')

resource account 'Microsoft.Storage/storageAccounts@2025-01-01' = {
  // At most 24 characters, in the whole world.
  name: 'feeds${uniqueString(resourceGroup().id, name)}'
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: {
    name: zoneRedundant ? 'Standard_ZRS' : 'Standard_LRS'
  }
  properties: {
    accessTier: 'Hot'
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    isLocalUserEnabled: false
    isSftpEnabled: false
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    publicNetworkAccess: empty(senders) ? 'Disabled' : 'Enabled'
    networkAcls: {
      // Storage's own removal of old files comes from such a service.
      bypass: 'AzureServices'
      defaultAction: 'Deny'
      ipRules: [
        for sender in senders: {
          // A single address is refused with its /32.
          value: replace(sender, '/32', '')
          action: 'Allow'
        }
      ]
    }
  }
}

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2025-01-01' = {
  parent: account
  name: 'default'
  properties: {
    // What is removed is gone: the systems that sent a file can send it again.
    deleteRetentionPolicy: {
      enabled: false
    }
    containerDeleteRetentionPolicy: {
      enabled: false
    }
    isVersioningEnabled: false
  }
}

resource feeds 'Microsoft.Storage/storageAccounts/blobServices/containers@2025-01-01' = {
  parent: blobs
  name: 'feeds'
  properties: {
    publicAccess: 'None'
  }
}

resource removal 'Microsoft.Storage/storageAccounts/managementPolicies@2025-01-01' = {
  parent: account
  name: 'default'
  dependsOn: [blobs]
  properties: {
    policy: {
      rules: [
        {
          name: 'remove-loaded-feeds'
          type: 'Lifecycle'
          enabled: true
          definition: {
            filters: {
              blobTypes: ['blockBlob']
              prefixMatch: ['feeds/']
            }
            actions: {
              baseBlob: {
                delete: {
                  daysAfterModificationGreaterThan: days
                }
              }
            }
          }
        }
      ]
    }
  }
}

resource reading 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: feeds
  name: guid(feeds.id, readerId, read)
  properties: {
    principalId: readerId
    principalType: 'ServicePrincipal'
    roleDefinitionId: read
  }
}

resource uploading 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for uploader in uploaders: {
    scope: feeds
    name: guid(feeds.id, uploader.id, write)
    properties: {
      principalId: uploader.id
      roleDefinitionId: write
      conditionVersion: '2.0'
      condition: inFoldersOf(uploader.feeds)
    }
  }
]

// Who put, read and removed which file.
resource log 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: blobs
  name: 'log'
  properties: {
    workspaceId: workspaceId
    logs: [
      {
        category: 'StorageRead'
        enabled: true
      }
      {
        category: 'StorageWrite'
        enabled: true
      }
      {
        category: 'StorageDelete'
        enabled: true
      }
    ]
  }
}

module door 'private-endpoint.bicep' = {
  name: 'storage-door'
  // One change of an account at a time.
  dependsOn: [feeds, removal]
  params: {
    name: '${name}-feeds'
    location: location
    tags: tags
    targetId: account.id
    groupId: 'blob'
    zoneName: 'privatelink.blob.${environment().suffixes.storage}'
    networkId: networkId
    subnetId: endpointsSubnetId
  }
}

output feedsUrl string = '${account.properties.primaryEndpoints.blob}${feeds.name}'
