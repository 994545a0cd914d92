import { ManagedIdentityCredential, type TokenCredential } from '@azure/identity'
import { guid, readEnvironment } from './config'
import { variables } from './variables'

const environment = variables({ MANAGED_IDENTITY_CLIENT_ID: guid.optional() })

/**
 * Reads which user-assigned managed identity this process works as on Azure; undefined where it has none.
 *
 * @throws EngagementError `configuration`
 */
export function readManagedIdentity(): string | undefined {
  return readEnvironment(environment).MANAGED_IDENTITY_CLIENT_ID?.toLowerCase()
}

const identities = new Map<string, TokenCredential>()

/** Tokens of that managed identity for whatever of Azure trusts it; they are kept until shortly before they end. */
export function managedIdentity(clientId: string): TokenCredential {
  const known = identities.get(clientId) ?? new ManagedIdentityCredential({ clientId })
  identities.set(clientId, known)
  return known
}
