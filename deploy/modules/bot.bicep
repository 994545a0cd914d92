// Makes the registration known to Teams, and tells Teams where the bot answers.
param name string
param location string
param tags object
param displayName string
param appId string
param domain string

resource bot 'Microsoft.BotService/botServices@2022-09-15' = {
  // In the whole world, at most 42 characters.
  name: '${name}-${uniqueString(resourceGroup().id, name)}'
  location: location
  tags: tags
  kind: 'azurebot'
  sku: {
    // Free as long as nothing but Teams is answered.
    name: 'F0'
  }
  properties: {
    displayName: displayName
    endpoint: 'https://${domain}/api/messages'
    msaAppId: appId
    msaAppType: 'SingleTenant'
    msaAppTenantId: tenant().tenantId
    disableLocalAuth: true
    isStreamingSupported: false
    schemaTransformationVersion: '1.3'
  }
}

resource teams 'Microsoft.BotService/botServices/channels@2022-09-15' = {
  parent: bot
  name: 'MsTeamsChannel'
  location: location
  properties: {
    channelName: 'MsTeamsChannel'
    properties: {
      isEnabled: true
      enableCalling: false
      acceptedTerms: true
      deploymentEnvironment: 'CommercialDeployment'
    }
  }
}
