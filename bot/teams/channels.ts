import type { Card } from '../../cards/card'
import type { Channel, ChannelAnswer } from '../alerts/sending/channel'
import type { EntraConfig } from '../entra-config'
import { botTokenOf } from './adapter'
import { channelOver } from './channel'
import { appInstaller } from './install-app'

/** What is sent unasked to people in Teams, with the bot's own token. */
export function channelOf(entra: EntraConfig): Channel {
  return channelOver({
    appId: entra.appId,
    tenantId: entra.tenantId,
    token: botTokenOf(entra),
    serviceUrl: entra.serviceUrl,
    install: appInstaller(entra),
    draw: (card) => card,
  })
}

/**
 * The same in the Playground, which knows no tokens. One person chats there: a chat that it made for somebody else would
 * show them what is for another.
 */
export function channelOfPlayground(draw: (card: Card) => Card): Channel {
  const channel = channelOver({
    appId: '',
    tenantId: '',
    token: () => Promise.resolve(undefined),
    serviceUrl: undefined,
    draw,
  })
  const create = (): Promise<ChannelAnswer> =>
    Promise.resolve({ kind: 'refused', status: 404, code: 'playground', retryAfter: undefined })
  return { ...channel, create }
}
