import { AuthenticationConstants } from 'botframework-connector'
import type { EntraConfig } from '../entra-config'

/** For what the bot's own token is asked when it sends. */
export function connectorScope({ channel }: EntraConfig): string {
  return channel?.ToChannelFromBotOAuthScope ?? AuthenticationConstants.ToChannelFromBotOAuthScope
}

/** Where it stands by whose keys Teams signs its activities. */
export function channelKeysUrl({ channel }: EntraConfig): string {
  return (
    channel?.ToBotFromChannelOpenIdMetadataUrl ?? AuthenticationConstants.ToBotFromChannelOpenIdMetadataUrl
  )
}
