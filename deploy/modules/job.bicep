// One command of the product that runs to its end: by a schedule, or when somebody starts it.
import { environmentOf, secretsOf, configurationPath, configurationVolumes } from 'container.bicep'

param name string
param location string
param tags object
param environmentId string
param image string
param registryServer string

@description('The identity that it works as.')
param identity object

@description('Command and options, as after `engagement`.')
param command array

@description('Environment variables with secrets: the secret’s name in the vault.')
param secrets object

param databaseConnection string
param vaultUri string
param configuration object

@description('When, in UTC; empty waits for somebody to start it.')
param schedule string

@description('After how many seconds it is given up.')
param timeout int

param cores string
param memory string

@description('Who is told when it fails; empty tells nobody.')
param actionGroupId string

var settings = {
  LOG_LEVEL: 'info'
  MANAGED_IDENTITY_CLIENT_ID: identity.clientId
  ENGAGEMENT_DATABASE: '${databaseConnection};User Id=${identity.clientId}'
  ENGAGEMENT_CONFIGURATION: configurationPath(configuration)
}

resource job 'Microsoft.App/jobs@2025-01-01' = {
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
      triggerType: empty(schedule) ? 'Manual' : 'Schedule'
      manualTriggerConfig: empty(schedule) ? { parallelism: 1, replicaCompletionCount: 1 } : null
      scheduleTriggerConfig: empty(schedule)
        ? null
        : { cronExpression: schedule, parallelism: 1, replicaCompletionCount: 1 }
      replicaTimeout: timeout
      // What fails is looked at, not tried again: a refused feed is refused the second time too.
      replicaRetryLimit: 0
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
      volumes: configurationVolumes(configuration)
      containers: [
        {
          name: 'job'
          image: image
          args: command
          env: environmentOf(settings, secrets)
          resources: {
            cpu: json(cores)
            memory: memory
          }
          volumeMounts: [
            {
              volumeName: 'configuration'
              mountPath: '/configuration'
            }
          ]
        }
      ]
    }
  }
}

resource failed 'Microsoft.Insights/metricAlerts@2018-03-01' = if (!empty(actionGroupId)) {
  name: '${name}-failed'
  location: 'global'
  tags: tags
  properties: {
    description: 'The job ${name} failed: see what it said with `az containerapp job logs show`, or in the workspace.'
    enabled: true
    severity: 1
    scopes: [job.id]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          criterionType: 'StaticThresholdCriterion'
          name: 'failed-executions'
          metricNamespace: 'Microsoft.App/jobs'
          metricName: 'Executions'
          dimensions: [
            {
              name: 'state'
              operator: 'Include'
              values: ['Failed']
            }
          ]
          operator: 'GreaterThan'
          threshold: 0
          timeAggregation: 'Total'
          // The metric is there only once a job has run.
          skipMetricValidation: true
        }
      ]
    }
    actions: [
      {
        actionGroupId: actionGroupId
      }
    ]
  }
}
