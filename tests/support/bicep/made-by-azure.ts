import { guid, type Value, type Values } from './functions'

/** The principal that a managed identity is in Entra ID. */
export const principalIdOf = (identityId: string): string => guid(identityId, 'principal')

const permissions = ['User.Read', 'ProfilePhoto.Read.All', 'TeamsAppInstallation.ReadWriteSelfForUser.All']

/** What Azure and Entra ID add to a resource when they have made it, as far as the templates read it. */
export function madeByAzure(type: string, name: string, id: string, body: Values): Values {
  const ways: Record<string, () => Values> = {
    'Microsoft.ManagedIdentity/userAssignedIdentities': () => ({
      properties: { clientId: guid(id, 'client'), principalId: principalIdOf(id) },
    }),
    'Microsoft.Network/virtualNetworks': () => ({
      properties: { subnets: [{ id: `${id}/subnets/apps` }, { id: `${id}/subnets/endpoints` }] },
    }),
    'Microsoft.ContainerRegistry/registries': () => ({ properties: { loginServer: `${name}.azurecr.io` } }),
    'Microsoft.OperationalInsights/workspaces': () => ({ properties: { customerId: guid(id, 'customer') } }),
    'Microsoft.Insights/components': () => ({
      properties: {
        ConnectionString: `InstrumentationKey=${guid(id)};IngestionEndpoint=https://uksouth.in.example/`,
      },
    }),
    'Microsoft.KeyVault/vaults': () => ({ properties: { vaultUri: `https://${name}.vault.azure.net/` } }),
    'Microsoft.Storage/storageAccounts': () => ({
      properties: { primaryEndpoints: { blob: `https://${name}.blob.core.windows.net/` } },
    }),
    'Microsoft.Sql/servers': () => ({
      properties: { fullyQualifiedDomainName: `${name}.database.windows.net` },
    }),
    'Microsoft.App/managedEnvironments': () => ({
      properties: { defaultDomain: 'kindsea-1a2b3c4d.uksouth.azurecontainerapps.io' },
    }),
    'Microsoft.Graph/applications': () => ({ appId: guid(body.uniqueName ?? null, 'application') }),
    'Microsoft.Graph/servicePrincipals': () => ({
      id: guid(body.appId ?? null, 'principal'),
      oauth2PermissionScopes: permissions.map(permission),
      appRoles: permissions.map(permission),
    }),
  }
  return ways[type]?.() ?? {}
}

const permission = (value: string): Value => ({ value, id: guid(value) })
