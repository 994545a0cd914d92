// Who works in the name of the product. Each has what its work needs and no more, and none has a password.
param name string
param location string
param tags object

// Answers staff, and is how the app registration proves who it is.
resource bot 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: '${name}-bot'
  location: location
  tags: tags
}

// Loads the feeds and scores, every night.
resource loader 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: '${name}-loader'
  location: location
  tags: tags
}

// Owns the database: migrates, removes what is due, proves the access trail. It runs for minutes and is asked by nobody.
resource operator 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: '${name}-operator'
  location: location
  tags: tags
}

output bot object = {
  id: bot.id
  name: bot.name
  clientId: bot.properties.clientId
  principalId: bot.properties.principalId
}
output loader object = {
  id: loader.id
  name: loader.name
  clientId: loader.properties.clientId
  principalId: loader.properties.principalId
}
output operator object = {
  id: operator.id
  name: operator.name
  clientId: operator.properties.clientId
  principalId: operator.properties.principalId
}
