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

// Proves the access trail, and may change nothing.
resource auditor 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: '${name}-auditor'
  location: location
  tags: tags
}

// Removes what is due.
resource keeper 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: '${name}-keeper'
  location: location
  tags: tags
}

// Owns the database, and so nothing is denied to it there: it migrates, when somebody starts that, and never gets the
// secret, without which nobody can forge the access trail.
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
output auditor object = {
  id: auditor.id
  name: auditor.name
  clientId: auditor.properties.clientId
  principalId: auditor.properties.principalId
}
output keeper object = {
  id: keeper.id
  name: keeper.name
  clientId: keeper.properties.clientId
  principalId: keeper.properties.principalId
}
output operator object = {
  id: operator.id
  name: operator.name
  clientId: operator.properties.clientId
  principalId: operator.properties.principalId
}
