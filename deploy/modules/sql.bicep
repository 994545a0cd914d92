// The store. Nobody has a password; only the containers reach it; one identity owns it.
param name string
param location string
param tags object
param zoneRedundant bool

@description('The identity that owns the database.')
param owner object

@description('Size and tier. A columnstore index needs vCores, or S3 and up.')
param sku object

@description('The vCores below which a serverless database does not go; empty where it is none.')
param leastCores string

param maximumGiB int

@description('To any second of so many days back.')
param pointInTimeDays int

@description('One backup a week is kept for so many weeks; 0 keeps none beyond those days.')
param longTermWeeks int

param backupRedundancy string
param keepFromDeletion bool
param networkId string
param endpointsSubnetId string
param workspaceId string

resource server 'Microsoft.Sql/servers@2023-08-01' = {
  name: '${name}-${uniqueString(resourceGroup().id, name)}'
  location: location
  tags: tags
  properties: {
    version: '12.0'
    minimalTlsVersion: '1.2'
    publicNetworkAccess: 'Disabled'
    administrators: {
      administratorType: 'ActiveDirectory'
      azureADOnlyAuthentication: true
      principalType: 'Application'
      login: owner.name
      sid: owner.principalId
      tenantId: tenant().tenantId
    }
  }
}

// All traffic through the private door on one port, as the network's rules expect it.
resource proxied 'Microsoft.Sql/servers/connectionPolicies@2023-08-01' = {
  parent: server
  name: 'default'
  properties: {
    connectionType: 'Proxy'
  }
}

resource database 'Microsoft.Sql/servers/databases@2023-08-01' = {
  parent: server
  name: 'engagement'
  location: location
  tags: tags
  sku: sku
  properties: {
    maxSizeBytes: maximumGiB * 1024 * 1024 * 1024
    zoneRedundant: zoneRedundant
    requestedBackupStorageRedundancy: backupRedundancy
    // A serverless database never pauses: the bot looks into its schedule every minute.
    autoPauseDelay: empty(leastCores) ? null : -1
    minCapacity: empty(leastCores) ? null : json(leastCores)
  }
}

// A backup brings back what was removed after it was made. All that `engagement retention run` removes it removes again
// after a restore, since rows carry their own dates; but until a backup is gone, so long can it bring back what should be
// gone. So none lives longer than the shortest period that data/rights/register.ts counts in years, and yearly and monthly
// ones are never kept. See azure-operation.md.
resource pointInTime 'Microsoft.Sql/servers/databases/backupShortTermRetentionPolicies@2023-08-01' = {
  parent: database
  name: 'default'
  properties: {
    retentionDays: pointInTimeDays
    diffBackupIntervalInHours: 12
  }
}

resource longTerm 'Microsoft.Sql/servers/databases/backupLongTermRetentionPolicies@2023-08-01' = {
  parent: database
  name: 'default'
  // One change of a database's backups at a time.
  dependsOn: [pointInTime]
  properties: {
    weeklyRetention: longTermWeeks == 0 ? 'PT0S' : 'P${longTermWeeks}W'
    monthlyRetention: 'PT0S'
    yearlyRetention: 'PT0S'
    weekOfYear: 1
  }
}

// A server that is deleted takes the backups to any second with it.
resource kept 'Microsoft.Authorization/locks@2020-05-01' = if (keepFromDeletion) {
  scope: server
  name: 'holds-the-store'
  properties: {
    level: 'CanNotDelete'
    notes: 'Remove this lock only to delete the store with its backups.'
  }
}

// Who signed in or was refused, and what was changed of rights and schema. No statements: they would carry student IDs.
resource audit 'Microsoft.Sql/servers/auditingSettings@2023-08-01' = {
  parent: server
  name: 'default'
  properties: {
    state: 'Enabled'
    isAzureMonitorTargetEnabled: true
    auditActionsAndGroups: [
      'SUCCESSFUL_DATABASE_AUTHENTICATION_GROUP'
      'FAILED_DATABASE_AUTHENTICATION_GROUP'
      'DATABASE_PRINCIPAL_CHANGE_GROUP'
      'DATABASE_ROLE_MEMBER_CHANGE_GROUP'
      'DATABASE_PERMISSION_CHANGE_GROUP'
      'DATABASE_OBJECT_PERMISSION_CHANGE_GROUP'
      'SCHEMA_OBJECT_PERMISSION_CHANGE_GROUP'
      'DATABASE_OWNERSHIP_CHANGE_GROUP'
      'SCHEMA_OBJECT_CHANGE_GROUP'
      'BACKUP_RESTORE_GROUP'
    ]
  }
}

// What a server audits leaves it through its database master.
resource master 'Microsoft.Sql/servers/databases@2023-08-01' existing = {
  parent: server
  name: 'master'
}

resource log 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: master
  name: 'audit'
  dependsOn: [database]
  properties: {
    workspaceId: workspaceId
    logs: [
      {
        category: 'SQLSecurityAuditEvents'
        enabled: true
      }
    ]
  }
}

module door 'private-endpoint.bicep' = {
  name: 'sql-door'
  params: {
    name: '${name}-sql'
    location: location
    tags: tags
    targetId: server.id
    groupId: 'sqlServer'
    zoneName: 'privatelink${environment().suffixes.sqlServerHostname}'
    networkId: networkId
    subnetId: endpointsSubnetId
  }
}

// To be completed by who signs in: `;User Id=<client ID>`.
output connection string = 'Server=${server.properties.fullyQualifiedDomainName};Database=${database.name};Authentication=Active Directory Managed Identity'
