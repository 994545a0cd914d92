import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { readConfig, requireSecret } from '../../bot/config'
import { readEntraConfig } from '../../bot/entra-config'
import { readManagedIdentity } from '../../bot/managed-identity'
import { readModelConfig } from '../../bot/model-config'
import { readTelemetryConfig } from '../../bot/telemetry-config'
import { knownVariables } from '../../bot/variables'
import { standardSettings } from '../../data/configuration/settings'
import type { Resource } from '../support/bicep/deployment'
import { asList, asText, tenantId, type Values } from '../support/bicep/functions'
import { at, deployAll, environmentOf, kinds, ofType } from '../support/bicep/parameters'
import { inEnvironment } from '../support/bicep/process-environment'
import { temporaryFolder } from '../support/store'

const folder = temporaryFolder()
const secretValues: Record<string, string> = {
  'secret:engagement-secret': 'a secret of the tests, never of anybody else',
}

/** The environment in which a container would run, with its configuration file in a folder of this machine. */
function environmentIn(resource: Resource): Record<string, string> {
  const secrets = asList(at(resource.body, 'properties.configuration.secrets'))
  const mounted = secrets.find((secret) => at(secret, 'name') === 'configuration')
  const path_ = asText(at(resource.body, 'properties.template.volumes.0.secrets.0.path'))
  const mountPath = asText(at(resource.body, 'properties.template.containers.0.volumeMounts.0.mountPath'))
  writeFileSync(path.join(folder, path_), asText(at(mounted, 'value')))
  const variables = Object.entries(environmentOf(resource)).map(([name, value]) => {
    if (value === `${mountPath}/${path_}`) return [name, path.join(folder, path_)]
    return [name, secretValues[value] ?? value]
  })
  return Object.fromEntries(variables) as Record<string, string>
}

async function environmentsOf(kind: string, more: Values = {}): Promise<Record<string, string>[]> {
  const all = await deployAll(kind, more)
  return ['Microsoft.App/containerApps', 'Microsoft.App/jobs']
    .flatMap((type) => ofType(all, type))
    .map(environmentIn)
}

async function appOf(kind: string, more: Values = {}): Promise<Record<string, string>> {
  const [environment] = await environmentsOf(kind, more)
  return environment ?? {}
}

const everything = {
  photos: true,
  privacyNotice: 'https://www.northbridge.example/privacy',
  teamsAppCatalogId: '33333333-3333-3333-3333-333333333333',
  languageModel: 'azure-openai:https://northbridge.openai.azure.com/gpt-4o',
}

describe.each(kinds)('the settings of %s', (kind) => {
  test('are variables that the product reads', async () => {
    const known = knownVariables()
    expect(known).toContain('ENGAGEMENT_DATABASE')
    const names = (await environmentsOf(kind, everything)).flatMap((environment) => Object.keys(environment))
    expect([...new Set(names)].filter((name) => !known.includes(name))).toEqual([])
  })

  test('are all that the server needs, in the form that it takes', async () => {
    const environment = await appOf(kind)
    const { config, entra, model } = inEnvironment(environment, () => {
      const read = { config: readConfig(), entra: readEntraConfig(), model: readModelConfig() }
      requireSecret(read.config)
      return read
    })
    expect(config).toMatchObject({ signIn: 'entra', port: 3978, logLevel: 'info', allowAsk: false })
    expect(config.settings).toEqual(standardSettings)
    expect(entra).toMatchObject({
      tenantId,
      proof: { kind: 'managed-identity', clientId: environment.MANAGED_IDENTITY_CLIENT_ID },
      authority: `https://login.microsoftonline.com/${tenantId}`,
      graph: { photos: false },
      catalogAppId: undefined,
      channel: undefined,
    })
    expect(model).toBeUndefined()
  })

  test.each(['MicrosoftAppId', 'MicrosoftAppTenantId', 'MANAGED_IDENTITY_CLIENT_ID', 'BOT_DOMAIN'])(
    'would be refused without %s',
    async (name) => {
      const { [name]: _left, ...environment } = await appOf(kind)
      expect(() => inEnvironment(environment, readEntraConfig)).toThrow(name)
    },
  )

  test('take what may be asked for besides', async () => {
    const environment = await appOf(kind, { ...everything, configuration: { feeds: {} } })
    const { entra, model, config, telemetry } = inEnvironment(environment, () => ({
      config: readConfig(),
      telemetry: readTelemetryConfig(),
      entra: readEntraConfig(),
      model: readModelConfig(),
    }))
    expect(config.settings).toEqual(standardSettings)
    expect(entra).toMatchObject({
      graph: { photos: true },
      catalogAppId: everything.teamsAppCatalogId,
      privacyNotice: everything.privacyNotice,
    })
    expect(model).toEqual({
      endpoint: 'https://northbridge.openai.azure.com',
      deployment: 'gpt-4o',
      proof: { kind: 'managed-identity', clientId: environment.MANAGED_IDENTITY_CLIENT_ID },
    })
    expect(telemetry?.identity).toBe(environment.MANAGED_IDENTITY_CLIENT_ID)
  })

  test('are the same app and host as the bot’s and the app package’s', async () => {
    const all = await deployAll(kind)
    const environment = await appOf(kind)
    const [bot] = ofType(all, 'Microsoft.BotService/botServices')
    expect(bot?.body.properties).toMatchObject({
      msaAppId: environment.MicrosoftAppId,
      msaAppTenantId: environment.MicrosoftAppTenantId,
      msaAppType: environment.MicrosoftAppType,
      endpoint: `https://${environment.BOT_DOMAIN ?? ''}/api/messages`,
    })
    expect(all.outputs).toMatchObject({
      BOT_ID: environment.MicrosoftAppId,
      BOT_DOMAIN: environment.BOT_DOMAIN,
    })
  })

  test('use a registration that is there already, and make none', async () => {
    const botAppId = '44444444-4444-4444-4444-444444444444'
    const all = await deployAll(kind, { botAppId })
    expect(all.resources.filter(({ type }) => type.startsWith('Microsoft.Graph/'))).toEqual([])
    expect(all.outputs.BOT_ID).toBe(botAppId)
    expect((await appOf(kind, { botAppId })).MicrosoftAppId).toBe(botAppId)
  })

  test('are what each job needs', async () => {
    const [, ...jobs] = await environmentsOf(kind)
    expect(jobs).toHaveLength(5)
    for (const job of jobs) {
      const { config, identity } = inEnvironment(job, () => ({
        config: readConfig(),
        identity: readManagedIdentity(),
      }))
      expect(config.database).toMatch(/^Server=[\w.-]+\.database\.windows\.net;Database=engagement;/u)
      expect(config.database).toContain(`User Id=${identity ?? 'none'}`)
    }
    const sealed = jobs.filter((job) => 'ENGAGEMENT_SECRET' in job)
    expect(sealed).toHaveLength(3)
    for (const job of sealed)
      expect(() => inEnvironment(job, () => requireSecret(readConfig()))).not.toThrow()
  })

  test('change their file’s name with the configuration, so that a new version starts', async () => {
    const [one, other] = await Promise.all([appOf(kind), appOf(kind, { configuration: { alerts: {} } })])
    expect(one.ENGAGEMENT_CONFIGURATION).not.toBe(other.ENGAGEMENT_CONFIGURATION)
  })
})
