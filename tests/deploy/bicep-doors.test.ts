import type { Deployed, Resource } from '../support/bicep/deployment'
import { asList, asText, isValues, type Value, type Values } from '../support/bicep/functions'
import { at, deployAll, environmentOf, kinds, ofType, parametersOf } from '../support/bicep/parameters'
import { principalIdOf } from '../support/bicep/made-by-azure'
import { nodesOf, parseTemplate, templateFiles } from '../support/bicep/syntax'
import { readTemplate } from '../support/bicep/template'

/** What Azure calls the roles that the templates give. */
const roleNames: Record<string, string> = {
  '7f951dda-4ed3-4680-a7ca-43fe172d538d': 'AcrPull',
  '4633458b-17de-408a-b874-0445c86b69e6': 'Key Vault Secrets User',
  '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1': 'Storage Blob Data Reader',
  'ba92f5b4-2d11-453d-a403-e96b0029c9fe': 'Storage Blob Data Contributor',
  '3913510d-42f4-4e42-8a64-420c390055eb': 'Monitoring Metrics Publisher',
}

/** The identities by the last word of their names: bot, loader, auditor, keeper, operator. */
const identities = (all: Deployed): [string, Resource][] =>
  ofType(all, 'Microsoft.ManagedIdentity/userAssignedIdentities').map((one) => [lastWord(one.name), one])

const lastWord = (name: string): string => name.split('-').at(-1) ?? ''

/** Who may do what with which kind of resource. */
function rights(all: Deployed): string[] {
  const names = new Map<Value | undefined, string>(
    identities(all).map(([name, { id }]) => [principalIdOf(id), name]),
  )
  return ofType(all, 'Microsoft.Authorization/roleAssignments')
    .map(({ body }) => {
      const role = asText(at(body, 'properties.roleDefinitionId')).split('/').at(-1) ?? ''
      const kind = asText(at(body, 'scope.id')).split('/').at(-2) ?? ''
      const who = names.get(at(body, 'properties.principalId')) ?? 'somebody else'
      return `${who}: ${roleNames[role] ?? role} on ${kind}`
    })
    .sort()
}

const only = (all: Deployed, type: string): Values => {
  const [resource, ...others] = ofType(all, type)
  expect(others).toEqual([])
  return resource?.body.properties as Values
}

describe.each(kinds)('the doors of %s', (kind) => {
  test('the database: Entra ID alone, no public network, TLS 1.2', async () => {
    const all = await deployAll(kind)
    expect(only(all, 'Microsoft.Sql/servers')).toMatchObject({
      publicNetworkAccess: 'Disabled',
      minimalTlsVersion: '1.2',
      administrators: {
        azureADOnlyAuthentication: true,
        principalType: 'Application',
        login: all.outputs.OPERATOR_IDENTITY_NAME,
        sid: principalIdOf(new Map(identities(all)).get('operator')?.id ?? ''),
      },
    })
    expect(only(all, 'Microsoft.Sql/servers')).not.toHaveProperty('administratorLogin')
    expect(ofType(all, 'Microsoft.Sql/servers/firewallRules')).toEqual([])
  })

  test('the vault: no public network, roles instead of policies, nothing lost by mistake', async () => {
    expect(only(await deployAll(kind), 'Microsoft.KeyVault/vaults')).toMatchObject({
      publicNetworkAccess: 'Disabled',
      networkAcls: { bypass: 'None', defaultAction: 'Deny' },
      enableRbacAuthorization: true,
      enablePurgeProtection: true,
      enableSoftDelete: true,
    })
  })

  test('the feeds: no keys, nothing public, from outside only by addresses that are named', async () => {
    expect(only(await deployAll(kind), 'Microsoft.Storage/storageAccounts')).toMatchObject({
      allowSharedKeyAccess: false,
      allowBlobPublicAccess: false,
      isLocalUserEnabled: false,
      minimumTlsVersion: 'TLS1_2',
      supportsHttpsTrafficOnly: true,
      publicNetworkAccess: 'Disabled',
      networkAcls: { defaultAction: 'Deny', ipRules: [] },
    })
    const opened = await deployAll(kind, { feedSenders: ['192.0.2.10/32', '198.51.100.0/24'] })
    expect(only(opened, 'Microsoft.Storage/storageAccounts')).toMatchObject({
      publicNetworkAccess: 'Enabled',
      networkAcls: {
        defaultAction: 'Deny',
        ipRules: [
          { value: '192.0.2.10', action: 'Allow' },
          { value: '198.51.100.0/24', action: 'Allow' },
        ],
      },
    })
  })

  test('registry, logs and bot: no keys, no anonymous', async () => {
    const all = await deployAll(kind)
    expect(only(all, 'Microsoft.ContainerRegistry/registries')).toMatchObject({
      adminUserEnabled: false,
      anonymousPullEnabled: false,
    })
    expect(only(all, 'Microsoft.Insights/components')).toMatchObject({ DisableLocalAuth: true })
    expect(only(all, 'Microsoft.OperationalInsights/workspaces')).toMatchObject({
      features: { disableLocalAuth: true },
    })
    expect(only(all, 'Microsoft.App/managedEnvironments')).toMatchObject({
      appLogsConfiguration: { destination: 'azure-monitor' },
    })
    expect(only(all, 'Microsoft.BotService/botServices')).toMatchObject({ disableLocalAuth: true })
  })

  test('each store of data has a private door, and a name that leads to it', async () => {
    const all = await deployAll(kind)
    const targets = ofType(all, 'Microsoft.Network/privateEndpoints').map(({ body }) =>
      at(body, 'properties.privateLinkServiceConnections.0.properties.privateLinkServiceId'),
    )
    const stores = ['Microsoft.Sql/servers', 'Microsoft.KeyVault/vaults', 'Microsoft.Storage/storageAccounts']
    expect(new Set(targets)).toEqual(new Set(stores.flatMap((type) => ofType(all, type)).map(({ id }) => id)))
    expect(
      ofType(all, 'Microsoft.Network/privateDnsZones')
        .map(({ name }) => name)
        .sort(),
    ).toEqual([
      'privatelink.blob.core.windows.net',
      'privatelink.database.windows.net',
      'privatelink.vaultcore.azure.net',
    ])
  })

  test('the network lets in https, and to the data only the containers', async () => {
    const groups = ofType(await deployAll(kind), 'Microsoft.Network/networkSecurityGroups')
    const rules = groups.flatMap(({ body }) => asList(at(body, 'properties.securityRules')))
    const allowed = rules.filter((rule) => at(rule, 'properties.access') === 'Allow')
    expect(allowed.map((rule) => at(rule, 'properties.destinationPortRanges'))).toEqual([
      ['443', '31443'],
      ['443', '1433'],
    ])
    expect(allowed.map((rule) => at(rule, 'properties.sourceAddressPrefix'))).toEqual([
      'Internet',
      '10.90.0.0/26',
    ])
    expect(rules.filter((rule) => at(rule, 'properties.access') === 'Deny')).toHaveLength(1)
  })

  test('nobody may more than their work needs', async () => {
    const uploader = { id: '55555555-5555-5555-5555-555555555555', feeds: ['canvas'] }
    expect(rights(await deployAll(kind, { feedUploaders: [uploader] }))).toEqual([
      'auditor: AcrPull on registries',
      'auditor: Key Vault Secrets User on vaults',
      'bot: AcrPull on registries',
      'bot: Key Vault Secrets User on vaults',
      'bot: Monitoring Metrics Publisher on components',
      'keeper: AcrPull on registries',
      'keeper: Key Vault Secrets User on vaults',
      'loader: AcrPull on registries',
      'loader: Storage Blob Data Reader on containers',
      'operator: AcrPull on registries',
      'somebody else: Storage Blob Data Contributor on containers',
    ])
  })

  test('each container works as the identity that its work is for, and only that', async () => {
    const all = await deployAll(kind)
    const works = worksOf(all)
    expect(works.map((work) => [lastWord(work.name), ...identitiesOf(work)])).toEqual([
      ['migrate', 'operator'],
      ['nightly', 'loader'],
      ['audit', 'auditor'],
      ['restored', 'keeper'],
      ['retention', 'keeper'],
      [lastWord(asText(parametersOf(kind).name)), 'bot'],
    ])
    for (const work of works) {
      const who = `${identitiesOf(work)[0]?.toUpperCase() ?? ''}_IDENTITY_CLIENT_ID`
      expect(environmentOf(work).MANAGED_IDENTITY_CLIENT_ID).toBe(all.outputs[who])
    }
  })

  test('only what sends telemetry is told where to', async () => {
    const all = await deployAll(kind)
    const told = worksOf(all).filter(
      (work) => environmentOf(work).APPLICATIONINSIGHTS_CONNECTION_STRING !== undefined,
    )
    expect(told.map(({ type }) => type)).toEqual(['Microsoft.App/containerApps'])
  })

  test('the secret comes from the vault, to who needs it', async () => {
    const all = await deployAll(kind)
    const works = worksOf(all)
    const holders = works.filter(
      (work) => environmentOf(work).ENGAGEMENT_SECRET === 'secret:engagement-secret',
    )
    expect(holders.flatMap(identitiesOf)).toEqual(['auditor', 'keeper', 'keeper', 'bot'])
    for (const { body } of holders) {
      const [secret] = asList(at(body, 'properties.configuration.secrets'))
      expect(at(secret, 'keyVaultUrl')).toMatch(
        /^https:\/\/[\w-]+\.vault\.azure\.net\/secrets\/engagement-secret$/u,
      )
      expect(secret).not.toHaveProperty('value')
    }
  })

  test('who owns the database, whom no role of it binds, can neither seal the access trail nor runs unasked', async () => {
    const all = await deployAll(kind)
    const owner = at(only(all, 'Microsoft.Sql/servers'), 'administrators.sid')
    const [name] = identities(all).find(([, { id }]) => principalIdOf(id) === owner) ?? []
    expect(rights(all).filter((right) => right.startsWith(`${name ?? ''}: `))).toEqual([
      'operator: AcrPull on registries',
    ])
    const works = worksOf(all).filter((work) => identitiesOf(work).includes(name ?? ''))
    expect(works.map((work) => at(work.body, 'properties.configuration.triggerType'))).toEqual(['Manual'])
    for (const work of works) expect(environmentOf(work)).not.toHaveProperty('ENGAGEMENT_SECRET')
  })

  test('the secret is nowhere but in the vault, and in no output', async () => {
    const value = 'nowhere-but-in-the-vault-0123456789'
    const all = await deployAll(kind, { engagementSecret: value })
    const holding = all.resources.filter(({ body }) => JSON.stringify(ownOf(body)).includes(value))
    expect(holding.map(({ type }) => type)).toEqual(['Microsoft.KeyVault/vaults/secrets'])
    expect(JSON.stringify(all.outputs)).not.toContain(value)
    const later = await deployAll(kind, { engagementSecret: '' })
    expect(ofType(later, 'Microsoft.KeyVault/vaults/secrets')).toEqual([])
  })
})

/** Everything that runs the image: the jobs, then the app. */
const worksOf = (all: Deployed): Resource[] =>
  ['Microsoft.App/jobs', 'Microsoft.App/containerApps'].flatMap((type) => ofType(all, type))

/** Without what it stands under, which is a resource of its own. */
const ownOf = ({ parent: _parent, scope: _scope, dependsOn: _dependsOn, ...own }: Values): Values => own

function identitiesOf({ body }: Resource): string[] {
  const assigned = at(body, 'identity.userAssignedIdentities')
  return isValues(assigned) ? Object.keys(assigned).map(lastWord) : []
}

it.each(templateFiles())('%s reads no keys and holds no secret', async (file) => {
  const root = await parseTemplate(file)
  const calls = nodesOf(root).filter(({ type }) => type === 'call_expression')
  const functions = calls.map((call) => call.childForFieldName('function')?.text ?? '')
  expect(functions.filter((name) => /^list|^getSecret|\.list|\.getSecret/iu.test(name))).toEqual([])
  const { parameters } = await readTemplate(file)
  const secret = parameters.filter(({ name }) => /secret$|key$|password/iu.test(name))
  expect(
    secret.filter(
      ({ decorators, standard }) => !('secure' in decorators) || (standard && standard.text !== "''"),
    ),
  ).toEqual([])
})
