// The commands that keep the store: which identity runs each, when, and with what.
param name string
param location string
param tags object
param environmentId string
param image string
param registryServer string
param bot object
param loader object
param auditor object
param keeper object
param operator object
param databaseConnection string
param vaultUri string
param configuration object
param feedsUrl string

@description('People who are to have a role in the database besides.')
param databaseUsers array

@description('Options of the nightly load.')
param nightlyOptions array

@description('Cron, in UTC.')
param schedules object

@description('E-mail addresses of those who are told of a job that failed.')
param contacts array

var seal = { ENGAGEMENT_SECRET: 'engagement-secret' }
var hour = 3600

resource people 'Microsoft.Insights/actionGroups@2023-01-01' = if (!empty(contacts)) {
  name: name
  location: 'Global'
  tags: tags
  properties: {
    enabled: true
    groupShortName: 'engagement'
    emailReceivers: [
      for (contact, index) in contacts: {
        name: 'contact-${index}'
        emailAddress: contact
        useCommonAlertSchema: true
      }
    ]
  }
}

var jobs = [
  {
    // Before a new version serves: the schema, the roles, and who has which. It works as the database's owner, whom no
    // DENY of deploy/sql/roles.sql binds, and holds no secret, so it cannot seal an entry of the access trail.
    name: 'migrate'
    identity: operator
    secrets: {}
    command: concat([
      'migrate'
      '--roles'
      '--user'
      'engagement_bot=${bot.name}@${bot.clientId}'
      '--user'
      'engagement_ingest=${loader.name}@${loader.clientId}'
      '--user'
      'engagement_auditor=${auditor.name}@${auditor.clientId}'
      '--user'
      'engagement_keeper=${keeper.name}@${keeper.clientId}'
    ], flatten(map(databaseUsers, user => ['--user', user])))
    schedule: ''
    timeout: 2 * hour
    cores: '0.5'
    memory: '1Gi'
  }
  {
    // Reads the files, loads and scores. It holds no secret: it reads no access trail and signs nobody in.
    name: 'nightly'
    identity: loader
    secrets: {}
    command: concat(['nightly', '--from', feedsUrl], nightlyOptions)
    schedule: schedules.nightly
    timeout: 6 * hour
    cores: '2'
    memory: '4Gi'
  }
  {
    // Proves that what the trail holds is whole, from its start to its end. That it was not set back or begun anew is proved
    // only by an anchor from before, which each log holds: see azure-operation.md.
    name: 'audit'
    identity: auditor
    secrets: seal
    command: ['audit', 'verify']
    schedule: schedules.audit
    timeout: 2 * hour
    cores: '0.5'
    memory: '1Gi'
  }
  {
    // After the database was put back from a backup: sign-ins and roles that ended since are in it again.
    name: 'restored'
    identity: keeper
    secrets: seal
    command: ['restore']
    schedule: ''
    timeout: hour
    cores: '0.5'
    memory: '1Gi'
  }
  {
    name: 'retention'
    identity: keeper
    secrets: seal
    command: ['retention', 'run']
    schedule: schedules.retention
    timeout: 4 * hour
    cores: '0.5'
    memory: '1Gi'
  }
]

module run 'job.bicep' = [
  for job in jobs: {
    name: 'job-${job.name}'
    params: {
      name: '${name}-${job.name}'
      location: location
      tags: tags
      environmentId: environmentId
      image: image
      registryServer: registryServer
      identity: job.identity
      command: job.command
      secrets: job.secrets
      databaseConnection: databaseConnection
      vaultUri: vaultUri
      configuration: configuration
      schedule: job.schedule
      timeout: job.timeout
      cores: job.cores
      memory: job.memory
      actionGroupId: empty(contacts) ? '' : people.id
    }
  }
]
