import type { EntraConfig } from '../entra-config'
import type { Asked, Network } from './network/network'

const asked = new WeakMap<Network, Promise<Asked>>()

/** What Entra ID says about itself for the tenant, asked once however many checks need it. */
export function askAuthority(network: Network, { authority }: EntraConfig): Promise<Asked> {
  const asking = asked.get(network) ?? network.ask(`${authority}/v2.0/.well-known/openid-configuration`)
  asked.set(network, asking)
  return asking
}
