import { randomBytes } from 'node:crypto'
import { standIn, type Answer, type Received } from '../stand-in'

export interface ManagedIdentityEndpoint {
  /** What a process needs to find it, as App Service and Container Apps set it. */
  environment: Record<string, string>
  /** For what tokens were asked. */
  resources: string[]
  /** Whether a bearer token is one that was given for that resource and still holds. */
  holds(authorization: string | undefined, resource: string): boolean
  close(): Promise<void>
}

/** Stands in for the endpoint that gives a container on Azure the tokens of its user-assigned managed identity. */
export async function startManagedIdentity(clientId: string): Promise<ManagedIdentityEndpoint> {
  const secret = randomBytes(12).toString('hex')
  const given = new Map<string, string>()
  const resources: string[] = []
  const server = await standIn(answer)
  return {
    environment: {
      IDENTITY_ENDPOINT: `${server.url}/msi/token`,
      IDENTITY_HEADER: secret,
      MANAGED_IDENTITY_CLIENT_ID: clientId,
    },
    resources,
    holds: (authorization = '', resource) => given.get(authorization.replace(/^Bearer /u, '')) === resource,
    close: () => server.close(),
  }

  function answer({ method, path, query, headers }: Received): Answer {
    const isAsked = method === 'GET' && path === '/msi/token' && query.get('api-version') === '2019-08-01'
    if (!isAsked) return { status: 404 }
    if (headers['x-identity-header'] !== secret) return { status: 401 }
    if (query.get('client_id') !== clientId)
      return { status: 400, body: { statusCode: 400, message: 'No such identity.' } }
    const resource = (query.get('resource') ?? '').replace(/\/$/u, '')
    const token = randomBytes(24).toString('base64url')
    given.set(token, resource)
    resources.push(resource)
    const ends = Math.floor(Date.now() / 1000) + 86_400
    return {
      status: 200,
      body: {
        access_token: token,
        expires_on: String(ends),
        resource,
        token_type: 'Bearer',
        client_id: clientId,
      },
    }
  }
}
