import { ConfidentialClientApplication } from '@azure/msal-node'
import type { ChannelAnswer } from '../alerts/sending/channel'
import type { EntraConfig } from '../entra-config'
import { refusalOf } from './channel-refusal'
import { msalOptions } from './msal-options'

/** How long Graph may take for one installation, in milliseconds. */
const patience = 10_000

/** Installs the app for somebody; that it was installed already is as good. */
export type InstallApp = (entraObjectId: string) => Promise<ChannelAnswer | 'installed'>

/**
 * Installs the app for people who never opened it, with the application's own permission
 * TeamsAppInstallation.ReadWriteSelfForUser.All. Undefined where the university does not want that, which is the default.
 */
export function appInstaller(entra: EntraConfig): InstallApp | undefined {
  const { catalogAppId, graph } = entra
  if (catalogAppId === undefined) return undefined
  const client = new ConfidentialClientApplication(msalOptions(entra))
  return async (entraObjectId) => {
    const token = await client
      .acquireTokenByClientCredential({ scopes: [`${graph.url}/.default`] })
      .catch(() => null)
    if (!token) return { kind: 'unauthorized', code: 'no-token-for-graph' }
    return install(`${graph.url}/v1.0`, entraObjectId, catalogAppId, token.accessToken)
  }
}

async function install(
  graph: string,
  entraObjectId: string,
  catalogAppId: string,
  token: string,
): Promise<ChannelAnswer | 'installed'> {
  try {
    const response = await fetch(
      `${graph}/users/${encodeURIComponent(entraObjectId)}/teamwork/installedApps`,
      {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ 'teamsApp@odata.bind': `${graph}/appCatalogs/teamsApps/${catalogAppId}` }),
        redirect: 'error',
        signal: AbortSignal.timeout(patience),
      },
    )
    const text = await response.text()
    if (response.ok || response.status === 409) return 'installed'
    if (response.status === 401) return { kind: 'unauthorized', code: 'graph-401' }
    return refusalOf(response.status, response.headers.get('retry-after'), text)
  } catch {
    // Installing twice does no harm: that nobody knows is as if it had not been.
    return { kind: 'unsent', code: 'no-answer-of-graph' }
  }
}
