import { serverAddress } from '../../data/store/open'
import type { Check, Finding, WithNetwork } from './check'
import { addressOf, placeOf } from './network/network'
import type { Address, Reached } from './network/reach'
import { mendUnreached, whyUnreached } from './network/words'

interface Purpose {
  address: Address
  /** For what the bot speaks to it. */
  words: string
}

/** Whether every address can be connected to that the configuration makes the bot speak to: one finding each. */
export const outboundCheck: Check<WithNetwork> = {
  name: 'outbound',
  look: async (examined) => {
    const purposes = together(await addressesOf(examined))
    if (purposes.length === 0) return { because: 'nothing is configured that is elsewhere' }
    const reached = await Promise.all(purposes.map(({ address }) => examined.network.reach(address)))
    // Where nothing at all is reached there is no network, which says nothing of a firewall.
    const isConnected = reached.some((each) => each.kind === 'reached' || each.step === 'encryption')
    return purposes.map((purpose, index) => findingOf(purpose, reached[index], isConnected))
  },
}

async function addressesOf({ configured, serviceUrls }: WithNetwork): Promise<Purpose[]> {
  const { store, entra, model, telemetry } = configured
  const urls: [string | undefined, string][] = [
    [entra?.authority, 'signing in'],
    [entra?.graph.url, 'Microsoft Graph'],
    [entra && (await import('../teams/cloud.js')).channelKeysUrl(entra), 'the keys of the Bot Framework'],
    [entra?.serviceUrl, 'messages to Teams'],
    ...(await serviceUrls()).map((url): [string, string] => [url, 'messages to Teams']),
    [model?.endpoint, 'the language model'],
    [telemetry?.endpoint, 'Application Insights'],
  ]
  const server = store && serverAddress(store.database)
  return [
    ...(server ? [{ address: { ...server, tls: false }, words: 'the SQL Server' }] : []),
    ...urls.flatMap(([url, words]) =>
      url !== undefined && URL.canParse(url) ? [{ address: addressOf(url), words }] : [],
    ),
  ]
}

/** One for each address, with all that it is for. */
function together(purposes: readonly Purpose[]): Purpose[] {
  const byPlace = new Map<string, Purpose>()
  for (const { address, words } of purposes) {
    const known = byPlace.get(placeOf(address))
    const isTold = known?.words.split(', ').includes(words)
    byPlace.set(placeOf(address), { address, words: known && !isTold ? `${known.words}, ${words}` : words })
  }
  return [...byPlace.values()]
}

function findingOf({ address, words }: Purpose, reached: Reached | undefined, isConnected: boolean): Finding {
  const place = placeOf(address)
  if (reached?.kind !== 'unreached')
    return { state: 'well', what: `${place} (${words}) can be connected to.` }
  return {
    state: isConnected ? 'wrong' : 'warning',
    what: `${place} (${words}) ${isConnected ? 'cannot be connected to' : 'could not be looked at'}: ${whyUnreached(reached)}.`,
    mend: `${mendUnreached(place, reached)}${address.port === 1433 ? ' Within Azure also ports 11000 to 11999.' : ''}`,
  }
}
