import { policies } from '../../bot/access/policy'
import type { Detail } from '../../data/domain/role'
import { readEntraConfig } from '../../bot/entra-config'
import { consentAddress } from '../../bot/sign-in-pages'
import { graphScopes } from '../../bot/teams/exchange'
import type { Deployed } from '../support/bicep/deployment'
import { asList, asText, guid, tenantId, type Values } from '../support/bicep/functions'
import { at, deployAll, environmentOf, kinds, ofType } from '../support/bicep/parameters'
import { inEnvironment } from '../support/bicep/process-environment'

const secondKeys = new Set(policies.flatMap(({ secondKey }) => secondKey ?? []))

/** What a description says of each detail. No role without students by the policy is promised one. */
const promises: Record<Detail, RegExp> = {
  full: /students by name/u,
  named: /students by name/u,
  contact: /reach .* students, and their bands/u,
  pseudonymous: /under pseudonyms/u,
  aggregate: /: numbers of [^,]*$/u,
  rights: /is told of unusual looks, and sees no student\.$/u,
  operations: /and no student\.$/u,
}

const applications = (all: Deployed): Values[] =>
  ofType(all, 'Microsoft.Graph/applications').map(({ body }) => body)

/** The registration as both declarations leave it. */
const registration = (all: Deployed): Values => Object.assign({}, ...applications(all)) as Values

const entraOf = (all: Deployed) => {
  const [app] = ofType(all, 'Microsoft.App/containerApps')
  if (!app) throw new Error('There is no app.')
  return inEnvironment(environmentOf(app), readEntraConfig)
}

describe.each(kinds)('the registration of %s', (kind) => {
  test('is of one tenant, and known to Teams by its app ID', async () => {
    const all = await deployAll(kind)
    expect(new Set(applications(all).map(({ uniqueName }) => uniqueName)).size).toBe(1)
    expect(registration(all)).toMatchObject({
      signInAudience: 'AzureADMyOrg',
      identifierUris: [`api://botid-${asText(all.outputs.BOT_ID)}`],
      api: { requestedAccessTokenVersion: 2 },
    })
  })

  test('has the app roles that the code asks for, for people alone', async () => {
    const roles = asList(registration(await deployAll(kind)).appRoles)
    expect(new Set(roles.map((role) => at(role, 'value')))).toEqual(secondKeys)
    expect(new Set(roles.map((role) => at(role, 'id'))).size).toBe(roles.length)
    for (const role of roles) expect(role).toMatchObject({ allowedMemberTypes: ['User'], isEnabled: true })
  })

  test('says of each app role what the policy lets it see', async () => {
    const roles = asList(registration(await deployAll(kind)).appRoles)
    const wrong = roles.flatMap((role) => {
      const [key, description] = [at(role, 'value'), asText(at(role, 'description'))]
      const details = policies.flatMap((policy) => (policy.secondKey === key ? [policy.detail] : []))
      return details
        .filter((detail) => !promises[detail].test(description))
        .map((detail) => [detail, description])
    })
    expect(wrong).toEqual([])
  })

  test('lets Teams sign staff in without a word, and nobody else', async () => {
    const api = registration(await deployAll(kind)).api
    const [scope, ...more] = asList(at(api, 'oauth2PermissionScopes'))
    expect(more).toEqual([])
    expect(scope).toMatchObject({ value: 'access_as_user', isEnabled: true })
    expect(at(api, 'preAuthorizedApplications')).toEqual(
      ['1fec8e78-bce4-4aaf-ab1b-5451cc387264', '5e3ce6c0-2b1f-4285-8d4b-75ee78787346'].map((appId) => ({
        appId,
        delegatedPermissionIds: [at(scope, 'id')],
      })),
    )
  })

  test('trusts the bot’s managed identity, and has no other proof', async () => {
    const all = await deployAll(kind)
    const [trust, ...more] = ofType(all, 'Microsoft.Graph/applications/federatedIdentityCredentials')
    expect(more).toEqual([])
    expect(trust?.body).toMatchObject({
      audiences: ['api://AzureADTokenExchange'],
      issuer: `https://login.microsoftonline.com/${tenantId}/v2.0`,
      subject: all.outputs.BOT_IDENTITY_PRINCIPAL_ID,
    })
    expect(registration(all)).not.toHaveProperty('passwordCredentials')
    expect(registration(all)).not.toHaveProperty('keyCredentials')
  })

  test.each([false, true])('consents to what the bot asks for, photographs: %s', async (photos) => {
    const all = await deployAll(kind, { photos })
    const entra = entraOf(all)
    const asked = graphScopes(entra).map((scope) => scope.split('/').at(-1) ?? '')
    expect(at(registration(all), 'requiredResourceAccess.0.resourceAccess')).toEqual(
      asked.map((name) => ({ id: guid(name), type: 'Scope' })),
    )
    const [grant] = ofType(all, 'Microsoft.Graph/oauth2PermissionGrants')
    expect(grant?.body).toMatchObject({
      consentType: 'AllPrincipals',
      scope: `openid profile ${asked.join(' ')}`,
    })
    const wanted = new URL(consentAddress(entra, graphScopes(entra))).searchParams
    expect(
      wanted
        .get('scope')
        ?.split(' ')
        .map((scope) => scope.split('/').at(-1)),
    ).toEqual(asText(grant?.body.scope).split(' '))
    expect(at(registration(all), 'web.redirectUris')).toEqual([wanted.get('redirect_uri')])
  })

  test('may install the app only where that is asked for', async () => {
    const install = 'TeamsAppInstallation.ReadWriteSelfForUser.All'
    const without = await deployAll(kind)
    expect(JSON.stringify(without.resources.map(({ body }) => body))).not.toContain(`"type":"Role"`)
    expect(ofType(without, 'Microsoft.Graph/appRoleAssignedTo')).toEqual([])
    const all = await deployAll(kind, { teamsAppCatalogId: '33333333-3333-3333-3333-333333333333' })
    expect(at(registration(all), 'requiredResourceAccess.0.resourceAccess')).toContainEqual({
      id: guid(install),
      type: 'Role',
    })
    expect(ofType(all, 'Microsoft.Graph/appRoleAssignedTo').map(({ body }) => body.appRoleId)).toEqual([
      guid(install),
    ])
  })

  test('is consented to by nobody where that is left to others', async () => {
    const all = await deployAll(kind, {
      consent: false,
      teamsAppCatalogId: '33333333-3333-3333-3333-333333333333',
    })
    expect(ofType(all, 'Microsoft.Graph/oauth2PermissionGrants')).toEqual([])
    expect(ofType(all, 'Microsoft.Graph/appRoleAssignedTo')).toEqual([])
  })
})
