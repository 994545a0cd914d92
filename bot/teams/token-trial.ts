import { ConfidentialClientApplication } from '@azure/msal-node'
import { z } from 'zod'
import type { EntraConfig } from '../entra-config'
import { connectorScope } from './cloud'
import { msalOptions } from './msal-options'

/** For what the bot needs a token of its own. */
export type TokenFor = 'graph' | 'connector'

/** What became of asking Entra ID for one. */
export type TokenTrial =
  /** With the application permissions that it names; undefined where it cannot be read. */
  | { kind: 'token'; token: string; permissions: readonly string[] | undefined }
  /** Entra ID's own number of its refusal, AADSTS…; undefined where it told none. */
  | { kind: 'refused'; code: number | undefined }
  /** The managed identity gave nothing with which to ask. */
  | { kind: 'no-identity' }
  | { kind: 'no-answer' }

/** Asks Entra ID once for a token of the bot's own, as it would when it sends; nothing is kept. */
export async function tryToken(
  entra: EntraConfig,
  resource: TokenFor,
  deadline: AbortSignal,
): Promise<TokenTrial> {
  const scope = resource === 'graph' ? entra.graph.url : connectorScope(entra)
  const client = new ConfidentialClientApplication(msalOptions(entra, deadline))
  try {
    const result = await client.acquireTokenByClientCredential({ scopes: [`${scope}/.default`] })
    if (!result) return { kind: 'no-answer' }
    return { kind: 'token', token: result.accessToken, permissions: permissionsIn(result.accessToken) }
  } catch (error) {
    return failureOf(error)
  }
}

/** Microsoft says that a token is its receiver's to read: of one in another form nothing is told. */
function permissionsIn(token: string): readonly string[] | undefined {
  const [, payload = ''] = token.split('.')
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'))
    return z.object({ roles: z.array(z.string()).default([]) }).parse(claims).roles
  } catch {
    return undefined
  }
}

/** What libraries throw where a managed identity has no token. */
const identityFailures = /^(CredentialUnavailableError|AuthenticationError|AggregateAuthenticationError)$/u

const failure = z.object({
  name: z.string(),
  message: z.string().default(''),
  errorMessage: z.string().default(''),
})

function failureOf(error: unknown): TokenTrial {
  const parsed = failure.safeParse(error)
  if (!parsed.success) return { kind: 'no-answer' }
  const { name, message, errorMessage } = parsed.data
  if (identityFailures.test(name) || message.startsWith('The managed identity'))
    return { kind: 'no-identity' }
  const code = /AADSTS(\d{4,9})/u.exec(errorMessage)?.[1]
  if (code === undefined && name !== 'ServerError') return { kind: 'no-answer' }
  return { kind: 'refused', code: code === undefined ? undefined : Number(code) }
}
