import type { Configuration, INetworkModule } from '@azure/msal-node'
import type { EntraConfig, Proof } from '../entra-config'
import { managedIdentity } from '../managed-identity'

/** How long Entra ID may take for one answer, in milliseconds. MSAL's own client waits for ever. */
const patience = 5_000

/** How long what it says about itself is believed, in milliseconds: its addresses, by which each client begins. */
const metadataHolds = 3_600_000

interface Answer<Body> {
  headers: Record<string, string>
  body: Body
  status: number
}

const metadata = new Map<string, { until: number; answer: Answer<unknown> }>()

function networkUntil(deadline: AbortSignal | undefined): INetworkModule {
  const signals = deadline === undefined ? [] : [deadline]
  const request = async <Body>(url: string, init: RequestInit): Promise<Answer<Body>> => {
    const signal = AbortSignal.any([AbortSignal.timeout(patience), ...signals])
    // A redirection would take the bot's proof of itself to wherever it leads.
    const response = await fetch(url, { ...init, signal, redirect: 'error' })
    return {
      headers: Object.fromEntries(response.headers),
      // MSAL knows what it asked for, and checks what it reads of it.
      body: (await response.json()) as Body,
      status: response.status,
    }
  }
  return {
    sendGetRequestAsync: async <Body>(url: string, options?: RequestInit) => {
      const known = metadata.get(url)
      if (known && known.until > Date.now()) return known.answer as Answer<Body>
      const answer = await request<Body>(url, { method: 'GET', ...options })
      if (answer.status === 200) metadata.set(url, { until: Date.now() + metadataHolds, answer })
      return answer
    },
    sendPostRequestAsync: (url, options) => request(url, { method: 'POST', ...options }),
  }
}

/**
 * The bot as a confidential client of Entra ID, whose every request ends with the deadline. The authority is the
 * configured one, so it is not looked up elsewhere.
 */
export function msalOptions({ appId, proof, authority }: EntraConfig, deadline?: AbortSignal): Configuration {
  return {
    auth: {
      clientId: appId,
      ...proofs(proof, deadline),
      authority,
      knownAuthorities: [new URL(authority).host],
    },
    system: { networkClient: networkUntil(deadline) },
  }
}

/** What Entra ID takes a managed identity's tokens for, in the public cloud: see Microsoft's page on federated credentials. */
const exchangeScope = 'api://AzureADTokenExchange/.default'

function proofs(
  proof: Proof,
  deadline: AbortSignal | undefined,
): Pick<Configuration['auth'], 'clientSecret' | 'clientAssertion'> {
  if (proof.kind === 'secret') return { clientSecret: proof.secret }
  const identity = managedIdentity(proof.clientId)
  return {
    clientAssertion: async () => {
      const token = await identity.getToken(exchangeScope, deadline ? { abortSignal: deadline } : {})
      if (!token) throw new Error('The managed identity gave no token.')
      return token.token
    },
  }
}
