// The one secret that the product needs.
param name string
param location string
param tags object

@secure()
@description('The first time only. Empty leaves what is there: the access trail goes on only with the secret that it began with.')
param engagementSecret string

@description('Principal IDs of the identities that may read it.')
param readers array

param networkId string
param endpointsSubnetId string
param workspaceId string

// Key Vault Secrets User: reads secrets, and may neither write, list keys nor change who reads.
var read = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '4633458b-17de-408a-b874-0445c86b69e6')

resource vault 'Microsoft.KeyVault/vaults@2024-11-01' = {
  // At most 24 characters, in the whole world. A deleted vault keeps its name for 90 days.
  name: 'kv-${uniqueString(resourceGroup().id, name)}'
  location: location
  tags: tags
  properties: {
    tenantId: tenant().tenantId
    sku: {
      family: 'A'
      name: 'standard'
    }
    enableRbacAuthorization: true
    // Without the secret the trail cannot be proved, nor gone on with: nobody can remove it for good before 90 days.
    enableSoftDelete: true
    enablePurgeProtection: true
    softDeleteRetentionInDays: 90
    publicNetworkAccess: 'Disabled'
    networkAcls: {
      bypass: 'None'
      defaultAction: 'Deny'
    }
  }
}

// Written by Azure itself, which the closed network does not keep out; nobody's own machine could.
resource secret 'Microsoft.KeyVault/vaults/secrets@2024-11-01' = if (!empty(engagementSecret)) {
  parent: vault
  name: 'engagement-secret'
  tags: tags
  properties: {
    value: engagementSecret
  }
}

resource reading 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for reader in readers: {
    scope: vault
    name: guid(vault.id, reader, read)
    properties: {
      principalId: reader
      principalType: 'ServicePrincipal'
      roleDefinitionId: read
    }
  }
]

// Who read a secret, and when.
resource log 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: vault
  name: 'log'
  properties: {
    workspaceId: workspaceId
    logs: [
      {
        category: 'AuditEvent'
        enabled: true
      }
    ]
  }
}

module door 'private-endpoint.bicep' = {
  name: 'vault-door'
  params: {
    name: '${name}-vault'
    location: location
    tags: tags
    targetId: vault.id
    groupId: 'vault'
    zoneName: 'privatelink.vaultcore.azure.net'
    networkId: networkId
    subnetId: endpointsSubnetId
  }
}

output uri string = vault.properties.vaultUri
