// My Engagement for Teams in one resource group of Azure, see azure.md. Deployed as often as one likes: what is there
// already stays. The first time without `image`, which then is built into the registry that this makes.
import { feedUploader } from 'modules/feed-folders.bicep'

@description('Names everything: small letters, digits and hyphens. Another deployment in the same tenant needs another.')
@minLength(3)
@maxLength(20)
param name string = 'my-engagement'

@description('How the bot is called in Teams and in Entra ID.')
param displayName string = 'My Engagement'

@description('Where the data are kept and worked on.')
param location string = resourceGroup().location

@description('Where Bot Service keeps what passes through it. It has no region in the United Kingdom.')
@allowed(['global', 'westeurope', 'westus', 'centralindia'])
param botLocation string = 'global'

@description('Where Teams takes messages while no chat is known yet: for everywhere, or https://smba.trafficmanager.net/uk, /emea, … where the tenant’s Teams is.')
param teamsServiceUrl string = 'https://smba.trafficmanager.net/teams'

param tags object = { product: 'my-engagement' }

@description('A private range of at least 128 addresses.')
param addressSpace string = '10.90.0.0/24'

@description('Spreads everything over the zones of the region. It cannot be changed afterwards for the containers.')
param zoneRedundant bool = false

@description('The image with its tag, `<registry>/my-engagement:<version>`. Empty makes all but the app and the jobs.')
param image string = ''

@description('Gives the image to the jobs and leaves the app as it is: to migrate before the new version serves.')
param jobsOnly bool = false

@description('How many instances at least. The bot is stopped and moved one by one: fewer than two would leave nobody to answer.')
@minValue(2)
param minReplicas int = 2

@minValue(2)
param maxReplicas int = 4

@description('ENGAGEMENT_SECRET, at least 32 characters. On the first deployment only: empty leaves the one that is there.')
@secure()
param engagementSecret string = ''

@description('App ID of a registration that was made by hand. Empty makes one, which needs rights in Entra ID.')
param botAppId string = ''

@description('Consents for the whole tenant to what the bot reads in people’s names.')
param consent bool = true

@description('Shows students’ photographs from the directory, to roles that see full detail.')
param photos bool = false

@description('The https address of the university’s own privacy notice, which the bot’s pages lead to.')
param privacyNotice string = ''

@description('The app’s ID in the tenant’s own catalogue: installs it for people who are to be told something. Empty installs it for nobody.')
param teamsAppCatalogId string = ''

@description('`azure-openai:https://<resource>.openai.azure.com/<deployment>`: asks this model what the grammar cannot place, as the bot’s identity, which needs the role Cognitive Services OpenAI User on it. Empty asks none.')
param languageModel string = ''

@description('What the university sets otherwise than data/configuration/standard.json.')
param configuration object = {}

@allowed(['fatal', 'error', 'warn', 'info', 'debug', 'trace'])
param logLevel string = 'info'

@description('Size and tier of the database: vCores, or S3 and up.')
param databaseSku object = {
  name: 'GP_Gen5'
  tier: 'GeneralPurpose'
  family: 'Gen5'
  capacity: 2
}

@description('For a serverless database, the vCores below which it does not go. It never pauses.')
param databaseLeastCores string = ''

@minValue(1)
param databaseMaximumGiB int = 32

@description('The database can be set back to any second of so many days.')
@minValue(1)
@maxValue(35)
param pointInTimeDays int = 35

@description('One backup a week is kept for so many weeks. Not longer than half of the shortest year in data/rights/register.ts: it can bring back what was removed.')
@minValue(0)
@maxValue(26)
param longTermWeeks int = 12

@description('Geo keeps a copy of the backups in the region’s pair, for uksouth in ukwest.')
@allowed(['Local', 'Zone', 'Geo', 'GeoZone'])
param backupRedundancy string = 'Geo'

@description('Locks the database server, so that it cannot be deleted by mistake. It needs the right to set locks.')
param keepFromDeletion bool = false

@description('Feed files are removed after so many days.')
@minValue(2)
@maxValue(90)
param feedDays int = 14

@description('Public addresses or ranges (CIDR) that feed files are sent from over the internet. None: only from the network.')
param feedSenders array = []

@description('Who may put files of which feeds, each once: [{ id: \'<object ID in Entra ID>\', feeds: [\'canvas\', \'library\'] }]. They reach the folders of these feeds alone. Whoever may send `staff` or `assignments` decides who sees whom.')
param feedUploaders feedUploader[] = []

@description('When the jobs run, as cron in UTC.')
param schedules object = {
  nightly: '30 3 * * *'
  audit: '0 6 * * *'
  retention: '0 5 1 * *'
}

@description('What the nightly load is to let pass, for one start of the job: [\'--allow-removals\', \'students\']. Leave it empty otherwise. It takes effect only in a deployment that names `image`.')
param nightlyOptions array = []

@description('People who are to work with the database by SQL: [\'engagement_admin=<user principal name>@<object ID>\'].')
param databaseUsers array = []

@description('Logs are kept so many days.')
@minValue(30)
@maxValue(730)
param logDays int = 90

@description('E-mail addresses of those who are told of jobs that fail and of what is spent. Empty tells nobody.')
param contacts array = []

@description('A month, in the currency of the subscription.')
@minValue(1)
param budgetAmount int = 1000

@description('`YYYY-MM-01` of the month of the first deployment, on that one only: Azure lets it neither lie before nor be changed. Empty leaves the budget that is there.')
param budgetFrom string = ''

var serves = !empty(image) && !jobsOnly

module identities 'modules/identities.bicep' = {
  name: 'identities'
  params: {
    name: name
    location: location
    tags: tags
  }
}

module network 'modules/network.bicep' = {
  name: 'network'
  params: {
    name: name
    location: location
    tags: tags
    addressSpace: addressSpace
  }
}

module monitoring 'modules/monitoring.bicep' = {
  name: 'monitoring'
  params: {
    name: name
    location: location
    tags: tags
    days: logDays
    senders: [
      identities.outputs.bot.principalId
    ]
  }
}

module registry 'modules/registry.bicep' = {
  name: 'registry'
  params: {
    name: name
    location: location
    tags: tags
    pullers: [
      identities.outputs.bot.principalId
      identities.outputs.loader.principalId
      identities.outputs.auditor.principalId
      identities.outputs.keeper.principalId
      identities.outputs.operator.principalId
    ]
  }
}

module vault 'modules/vault.bicep' = {
  name: 'vault'
  params: {
    name: name
    location: location
    tags: tags
    engagementSecret: engagementSecret
    readers: [
      identities.outputs.bot.principalId
      identities.outputs.auditor.principalId
      identities.outputs.keeper.principalId
    ]
    networkId: network.outputs.id
    endpointsSubnetId: network.outputs.endpointsSubnetId
    workspaceId: monitoring.outputs.workspaceId
  }
}

module storage 'modules/storage.bicep' = {
  name: 'storage'
  params: {
    name: name
    location: location
    tags: tags
    zoneRedundant: zoneRedundant
    days: feedDays
    senders: feedSenders
    uploaders: feedUploaders
    readerId: identities.outputs.loader.principalId
    networkId: network.outputs.id
    endpointsSubnetId: network.outputs.endpointsSubnetId
    workspaceId: monitoring.outputs.workspaceId
  }
}

module sql 'modules/sql.bicep' = {
  name: 'sql'
  params: {
    name: name
    location: location
    tags: tags
    zoneRedundant: zoneRedundant
    owner: identities.outputs.operator
    sku: databaseSku
    leastCores: databaseLeastCores
    maximumGiB: databaseMaximumGiB
    pointInTimeDays: pointInTimeDays
    longTermWeeks: longTermWeeks
    backupRedundancy: backupRedundancy
    keepFromDeletion: keepFromDeletion
    networkId: network.outputs.id
    endpointsSubnetId: network.outputs.endpointsSubnetId
    workspaceId: monitoring.outputs.workspaceId
  }
}

module environment 'modules/environment.bicep' = {
  name: 'environment'
  // It changes the network, and a private door that is being made in it would be refused meanwhile.
  dependsOn: [sql, storage, vault]
  params: {
    name: name
    location: location
    tags: tags
    zoneRedundant: zoneRedundant
    subnetId: network.outputs.appsSubnetId
    workspaceId: monitoring.outputs.workspaceId
  }
}

// What Container Apps calls an app of that name there: known before the app is.
var domain = '${name}.${environment.outputs.domain}'

module registration 'modules/registration.bicep' = if (empty(botAppId)) {
  name: 'registration'
  params: {
    uniqueName: name
    displayName: displayName
    domain: domain
    botPrincipalId: identities.outputs.bot.principalId
    photos: photos
    installs: !empty(teamsAppCatalogId)
    consent: consent
  }
}

var appId = empty(botAppId) ? registration.outputs.appId : botAppId

module bot 'modules/bot.bicep' = {
  name: 'bot'
  params: {
    name: name
    location: botLocation
    tags: tags
    displayName: displayName
    appId: appId
    domain: domain
  }
}

module jobs 'modules/jobs.bicep' = if (!empty(image)) {
  name: 'jobs'
  params: {
    name: name
    location: location
    tags: tags
    environmentId: environment.outputs.id
    image: image
    registryServer: registry.outputs.server
    bot: identities.outputs.bot
    loader: identities.outputs.loader
    auditor: identities.outputs.auditor
    keeper: identities.outputs.keeper
    operator: identities.outputs.operator
    databaseConnection: sql.outputs.connection
    vaultUri: vault.outputs.uri
    configuration: configuration
    feedsUrl: storage.outputs.feedsUrl
    nightlyOptions: nightlyOptions
    databaseUsers: databaseUsers
    schedules: schedules
    contacts: contacts
  }
}

module app 'modules/app.bicep' = if (serves) {
  name: 'app'
  params: {
    name: name
    location: location
    tags: tags
    environmentId: environment.outputs.id
    image: image
    registryServer: registry.outputs.server
    identity: identities.outputs.bot
    minReplicas: minReplicas
    maxReplicas: maxReplicas
    appId: appId
    domain: domain
    databaseConnection: sql.outputs.connection
    vaultUri: vault.outputs.uri
    telemetryConnection: monitoring.outputs.connectionString
    configuration: configuration
    teamsServiceUrl: teamsServiceUrl
    photos: photos
    privacyNotice: privacyNotice
    teamsAppCatalogId: teamsAppCatalogId
    languageModel: languageModel
    logLevel: logLevel
  }
}

module budget 'modules/budget.bicep' = if (!empty(budgetFrom) && !empty(contacts)) {
  name: 'budget'
  params: {
    name: name
    amount: budgetAmount
    start: budgetFrom
    contacts: contacts
  }
}

// Under the names that the app package and the guide know them by. None is a secret.
output BOT_ID string = appId
output BOT_DOMAIN string = domain
output REGISTRY string = registry.outputs.server
// What `az monitor log-analytics query` asks for.
output WORKSPACE_ID string = monitoring.outputs.workspaceCustomerId
output FEEDS_URL string = storage.outputs.feedsUrl
output BOT_IDENTITY_NAME string = identities.outputs.bot.name
output BOT_IDENTITY_CLIENT_ID string = identities.outputs.bot.clientId
// For a registration that is made by hand: what it is to trust.
output BOT_IDENTITY_PRINCIPAL_ID string = identities.outputs.bot.principalId
output LOADER_IDENTITY_NAME string = identities.outputs.loader.name
output LOADER_IDENTITY_CLIENT_ID string = identities.outputs.loader.clientId
output AUDITOR_IDENTITY_NAME string = identities.outputs.auditor.name
output AUDITOR_IDENTITY_CLIENT_ID string = identities.outputs.auditor.clientId
output KEEPER_IDENTITY_NAME string = identities.outputs.keeper.name
output KEEPER_IDENTITY_CLIENT_ID string = identities.outputs.keeper.clientId
output OPERATOR_IDENTITY_NAME string = identities.outputs.operator.name
output OPERATOR_IDENTITY_CLIENT_ID string = identities.outputs.operator.clientId
