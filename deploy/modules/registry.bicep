// Where the image is kept. It holds neither secrets nor data, and is open to Entra ID alone; a registry behind a private
// door could not be built into with `az acr build`.
param name string
param location string
param tags object

@description('Principal IDs of the identities that run the image.')
param pullers array

// AcrPull: reads images, changes none.
var pull = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '7f951dda-4ed3-4680-a7ca-43fe172d538d')

resource registry 'Microsoft.ContainerRegistry/registries@2025-04-01' = {
  name: '${replace(name, '-', '')}${uniqueString(resourceGroup().id, name)}'
  location: location
  tags: tags
  sku: {
    name: 'Standard'
  }
  properties: {
    adminUserEnabled: false
    anonymousPullEnabled: false
    policies: {
      // How an identity of Azure signs in to pull.
      azureADAuthenticationAsArmPolicy: {
        status: 'enabled'
      }
    }
  }
}

resource pulling 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for puller in pullers: {
    scope: registry
    name: guid(registry.id, puller, pull)
    properties: {
      principalId: puller
      principalType: 'ServicePrincipal'
      roleDefinitionId: pull
    }
  }
]

output server string = registry.properties.loginServer
