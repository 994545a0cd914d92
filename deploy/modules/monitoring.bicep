// Logs, traces and metrics. The product writes nothing personal into them; even so nothing is written or read with a key.
param name string
param location string
param tags object

@description('How long logs are kept, in days.')
param days int

@description('Principal IDs of the identities that send telemetry.')
param senders array

// Monitoring Metrics Publisher: sends telemetry, reads none.
var publish = subscriptionResourceId(
  'Microsoft.Authorization/roleDefinitions',
  '3913510d-42f4-4e42-8a64-420c390055eb'
)

resource workspace 'Microsoft.OperationalInsights/workspaces@2025-02-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    sku: {
      name: 'PerGB2018'
    }
    retentionInDays: days
    features: {
      disableLocalAuth: true
    }
  }
}

resource insights 'Microsoft.Insights/components@2020-02-02' = {
  name: name
  location: location
  tags: tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: workspace.id
    IngestionMode: 'LogAnalytics'
    DisableLocalAuth: true
    DisableIpMasking: false
  }
}

resource sending 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for sender in senders: {
    scope: insights
    name: guid(insights.id, sender, publish)
    properties: {
      principalId: sender
      principalType: 'ServicePrincipal'
      roleDefinitionId: publish
    }
  }
]

output workspaceId string = workspace.id
output workspaceCustomerId string = workspace.properties.customerId
// An address and no secret: nobody sends anything here without a token of Entra ID.
output connectionString string = insights.properties.ConnectionString
