import type { Card } from '../../cards/card'
import type { Channel } from '../alerts/sending/channel'
import type { EntraConfig } from '../entra-config'
import { botTokenOf } from './adapter'
import { channelOver, messagesOver } from './channel'
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
 * The same in the Playground, which knows no tokens. One person chats there at a time: a chat that it made for somebody else
 * would show them what is for another.
 */
export function channelOfPlayground(draw: (card: Card) => Card): Channel {
  const token = (): Promise<undefined> => Promise.resolve(undefined)
  return messagesOver({ appId: '', tenantId: '', token, serviceUrl: undefined, draw })
}
