import { randomUUID } from 'node:crypto'
import { standIn } from '../stand-in'
import { secondsFromNow } from './signing-key'

/** A user-assigned managed identity. */
export interface ManagedIdentity {
  clientId: string
  /** Its object ID, which its tokens are about. */
  principalId: string
}

/** Who vouches for managed identities: the tenant's authority. */
interface Issuer {
  identityToken(identity: ManagedIdentity, audience: string): Promise<string>
}

export interface IdentityEndpoint {
  /** What Azure sets for a process that works as the identity, and who it is. */
  environment: Record<string, string>
  /** The resources that tokens were asked for, oldest first. */
  asked: string[]
  /** Whether the platform gives tokens at all. */
  answers: boolean
  close(): Promise<void>
}

/** Stands in for the address at which App Service and Container Apps give a process its identity's tokens. */
export async function startIdentityEndpoint(
  issuer: Issuer,
  identity: ManagedIdentity,
): Promise<IdentityEndpoint> {
  const header = randomUUID()
  const asked: string[] = []
  const server = await standIn(async ({ method, path, query, headers }) => {
    const isCall = method === 'GET' && path === '/msi/token' && query.get('api-version') === '2019-08-01'
    if (!isCall || headers['x-identity-header'] !== header) return { status: 401 }
    if (query.get('client_id') !== identity.clientId || !endpoint.answers) return { status: 400, body: {} }
    const resource = query.get('resource') ?? ''
    asked.push(resource)
    const body = {
      access_token: await issuer.identityToken(identity, resource),
      client_id: identity.clientId,
      expires_on: String(secondsFromNow(3600)),
      resource,
      token_type: 'Bearer',
    }
    return { status: 200, body }
  })
  const endpoint: IdentityEndpoint = {
    environment: {
      IDENTITY_ENDPOINT: `${server.url}/msi/token`,
      IDENTITY_HEADER: header,
      MANAGED_IDENTITY_CLIENT_ID: identity.clientId,
    },
    asked,
    answers: true,
    close: () => server.close(),
  }
  return endpoint
}
