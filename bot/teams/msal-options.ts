import type { Configuration, INetworkModule } from '@azure/msal-node'
import type { EntraConfig } from '../entra-config'

/** How long Entra ID may take for one answer, in milliseconds: a sign-in is an invoke, which Teams waits ten seconds for. */
const patience = 5_000

/** MSAL's own client waits for ever. */
const network: INetworkModule = {
  sendGetRequestAsync: (url, options) => request(url, { method: 'GET', ...options }),
  sendPostRequestAsync: (url, options) => request(url, { method: 'POST', ...options }),
}

interface Answer<Body> {
  headers: Record<string, string>
  body: Body
  status: number
}

async function request<Body>(url: string, init: RequestInit): Promise<Answer<Body>> {
  const response = await fetch(url, { ...init, signal: AbortSignal.timeout(patience) })
  return {
    headers: Object.fromEntries(response.headers),
    // MSAL knows what it asked for, and checks what it reads of it.
    body: (await response.json()) as Body,
    status: response.status,
  }
}

/** The bot as a confidential client of Entra ID. The authority is the configured one, so it is not looked up elsewhere. */
export function msalOptions({ appId, appPassword, authority }: EntraConfig): Configuration {
  return {
    auth: {
      clientId: appId,
      clientSecret: appPassword,
      authority,
      knownAuthorities: [new URL(authority).host],
    },
    system: { networkClient: network },
  }
}
