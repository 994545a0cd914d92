import type { config as MssqlConfig } from 'mssql'
import { unusable } from '../unusable'

type Authentication = NonNullable<MssqlConfig['authentication']>

/**
 * How to sign in, from a connection string's settings by their lower-case names: a SQL login, or Entra ID as ADO.NET
 * names its ways (`Authentication=Active Directory Default`, …).
 *
 * @throws EngagementError `configuration` when the way is unknown or lacks a setting
 */
export function authenticationOf(settings: ReadonlyMap<string, string>): Authentication {
  const way = (settings.get('authentication') ?? 'sqlpassword').toLowerCase().replaceAll(/[\s-]/gu, '')
  const user = settings.get('user id')
  switch (way) {
    case 'sqlpassword':
      return {
        type: 'default',
        options: { userName: needed(settings, 'user id'), password: needed(settings, 'password') },
      }
    case 'activedirectorymanagedidentity':
    case 'activedirectorymsi':
      // The client ID tells a user-assigned identity; without one the machine's own is used.
      return {
        type: 'azure-active-directory-msi-app-service',
        options: user === undefined ? {} : { clientId: user },
      }
    case 'activedirectoryserviceprincipal':
      return {
        type: 'azure-active-directory-service-principal-secret',
        options: {
          clientId: needed(settings, 'user id'),
          clientSecret: needed(settings, 'password'),
          tenantId: needed(settings, 'tenant id'),
        },
      }
    case 'activedirectorydefault':
    case 'activedirectoryintegrated':
      return {
        type: 'azure-active-directory-default',
        options: user === undefined ? {} : { clientId: user },
      }
    default:
      throw unusable(
        "Authentication must be 'Sql Password', 'Active Directory Managed Identity', 'Active Directory Service Principal' or 'Active Directory Default'",
      )
  }
}

function needed(settings: ReadonlyMap<string, string>, name: string): string {
  const value = settings.get(name)
  if (value === undefined) throw unusable(`this way to sign in needs '${name}'`)
  return value
}
