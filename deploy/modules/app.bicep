// The server that staff chat with: `engagement start`, at least twice.
import { environmentOf, secretsOf, configurationPath, configurationVolumes } from 'container.bicep'

param name string
param location string
param tags object
param environmentId string
param image string
param registryServer string

@description('The identity that it works as.')
param identity object

param minReplicas int
param maxReplicas int

@description('App ID of the registration.')
param appId string

@description('The host name under which people and Teams reach it.')
param domain string

@description('How the store is reached, without who signs in.')
param databaseConnection string

param vaultUri string
param telemetryConnection string

@description('What the university sets otherwise than the standard configuration.')
param configuration object

param teamsServiceUrl string
param photos bool

@description('An https address; empty names none.')
param privacyNotice string

@description('The app in the tenant’s own catalogue; empty installs it for nobody.')
param teamsAppCatalogId string

@description('As LANGUAGE_MODEL; empty asks no model.')
param languageModel string

param logLevel string

var port = 3978

var settings = {
  PORT: string(port)
  SIGN_IN: 'entra'
  LOG_LEVEL: logLevel
  BOT_DOMAIN: domain
  PRIVACY_NOTICE: privacyNotice
  MicrosoftAppId: appId
  MicrosoftAppType: 'SingleTenant'
  MicrosoftAppTenantId: tenant().tenantId
  MANAGED_IDENTITY_CLIENT_ID: identity.clientId
  TEAMS_SERVICE_URL: teamsServiceUrl
  GRAPH_PHOTOS: photos ? '1' : '0'
  PROACTIVE_INSTALL: empty(teamsAppCatalogId) ? '0' : '1'
  TEAMS_APP_CATALOG_ID: teamsAppCatalogId
  LANGUAGE_MODEL: languageModel
  ENGAGEMENT_DATABASE: '${databaseConnection};User Id=${identity.clientId}'
  ENGAGEMENT_CONFIGURATION: configurationPath(configuration)
  APPLICATIONINSIGHTS_CONNECTION_STRING: telemetryConnection
}

var secrets = { ENGAGEMENT_SECRET: 'engagement-secret' }

resource app 'Microsoft.App/containerApps@2025-01-01' = {
  name: name
  location: location
  tags: tags
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identity.id}': {}
    }
  }
  properties: {
    environmentId: environmentId
    workloadProfileName: 'Consumption'
    configuration: {
      // A new version takes over when it is ready, and the old one is stopped then.
      activeRevisionsMode: 'Single'
      maxInactiveRevisions: 5
      ingress: {
        external: true
        allowInsecure: false
        transport: 'http'
        targetPort: port
        traffic: [
          {
            latestRevision: true
            weight: 100
          }
        ]
      }
      registries: [
        {
          server: registryServer
          identity: identity.id
        }
      ]
      secrets: concat(secretsOf(secrets, vaultUri, identity.id), [
        {
          name: 'configuration'
          value: string(configuration)
        }
      ])
    }
    template: {
      // The bot stops within twenty seconds, see bot/stop.ts; then it is cut off.
      terminationGracePeriodSeconds: 45
      volumes: configurationVolumes(configuration)
      containers: [
        {
          name: 'bot'
          image: image
          env: environmentOf(settings, secrets)
          resources: {
            cpu: json('0.5')
            memory: '1Gi'
          }
          volumeMounts: [
            {
              volumeName: 'configuration'
              mountPath: '/configuration'
            }
          ]
          probes: [
            {
              type: 'Startup'
              httpGet: {
                path: '/health/live'
                port: port
              }
              periodSeconds: 5
              timeoutSeconds: 3
              failureThreshold: 10
            }
            {
              type: 'Liveness'
              httpGet: {
                path: '/health/live'
                port: port
              }
              periodSeconds: 15
              timeoutSeconds: 5
              failureThreshold: 4
            }
            {
              // A new version gets nothing to answer before it has reached the store. Later an instance is left out only
              // after five minutes without it: until then the bot says itself that the store cannot be reached.
              type: 'Readiness'
              httpGet: {
                path: '/health/ready'
                port: port
              }
              periodSeconds: 30
              timeoutSeconds: 8
              failureThreshold: 10
            }
          ]
        }
      ]
      scale: {
        minReplicas: minReplicas
        maxReplicas: maxReplicas
        rules: [
          {
            name: 'turns'
            http: {
              metadata: {
                concurrentRequests: '50'
              }
            }
          }
        ]
      }
    }
  }
}
