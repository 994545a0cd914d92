import { z } from 'zod'
import type { Card } from '../../cards/card'
import type { Channel, ChannelAnswer, Chat, NewContact } from '../alerts/sending/channel'
import { refusalOf } from './channel-refusal'

/** What requests to the Bot Connector need. */
export interface Connection {
  /** Empty in the Playground. */
  appId: string
  tenantId: string
  /** The bot's own token, anew where the last was refused; none in the Playground. */
  token: (refresh: boolean) => Promise<string | undefined>
  /** Where Teams is reached before any chat is known; absent where there is no such place. */
  serviceUrl: string | undefined
  /** Installs the app for somebody first, where that is wanted. */
  install?: ((entraObjectId: string) => Promise<ChannelAnswer | 'installed'>) | undefined
  /** Fits a card to the host that draws it. */
  draw: (card: Card) => Card
  /** How long the channel may take for one request, in milliseconds. */
  patience?: number
}

const usualPatience = 15_000

/** What the Bot Connector answers: the ID of the message or of the chat. */
const made = z.object({ id: z.string().min(1).max(450) })

/**
 * Speaks the Bot Connector's own REST interface. The SDK's client repeats requests by itself: each would be one that nobody
 * counts, and perhaps a message that comes twice.
 */
export function channelOver(connection: Connection): Channel {
  return { ...messagesOver(connection), create: creatorOver(connection) }
}

/** The same where chats are opened by people, and made by nobody else. */
export function messagesOver(connection: Connection): Channel {
  const ask = asking(connection)
  const { draw } = connection
  return {
    post: (chat, card, id) =>
      ask({ ...chat, id, method: 'POST', path: inChat(chat), body: activity(chat, draw(card), connection) }),
    update: (chat, activityId, card, id) => {
      const body = { ...activity(chat, draw(card), connection), id: activityId }
      return ask({ ...chat, id, method: 'PUT', path: pathOf(chat, activityId), body, made: activityId })
    },
    remove: (chat, activityId, id) =>
      ask({ ...chat, id, method: 'DELETE', path: pathOf(chat, activityId), made: activityId }),
  }
}

function creatorOver(connection: Connection): NonNullable<Channel['create']> {
  const ask = asking(connection)
  const { tenantId } = connection
  return async (person, id) => {
    const serviceUrl = person.serviceUrl ?? connection.serviceUrl
    if (serviceUrl === undefined)
      return { kind: 'refused', status: 404, code: 'no-service-url', retryAfter: undefined }
    const installed = await connection.install?.(person.entraObjectId)
    if (installed !== undefined && installed !== 'installed') return installed
    const body = newChat(person, connection)
    return ask({ serviceUrl, tenantId, id, method: 'POST', path: '/v3/conversations', body })
  }
}

const inChat = ({ conversationId }: Chat): string =>
  `/v3/conversations/${encodeURIComponent(conversationId)}/activities`

const pathOf = (chat: Chat, activityId: string): string => `${inChat(chat)}/${encodeURIComponent(activityId)}`

function activity(chat: Chat, card: Card, { appId }: Connection): object {
  const { conversationId: id, channelUser, tenantId } = chat
  return {
    type: 'message',
    channelId: 'msteams',
    serviceUrl: chat.serviceUrl,
    from: { id: `28:${appId}` },
    ...(channelUser === '' ? {} : { recipient: { id: channelUser } }),
    conversation: { id, tenantId, conversationType: 'personal', isGroup: false },
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }],
  }
}

/** In the personal scope Teams takes the Entra object ID for the member's own. */
function newChat({ entraObjectId }: NewContact, { appId, tenantId }: Connection): object {
  return {
    bot: { id: `28:${appId}` },
    isGroup: false,
    members: [{ id: entraObjectId }],
    tenantId,
    channelData: { tenant: { id: tenantId } },
  }
}

interface Asked {
  serviceUrl: string
  tenantId: string
  /** Names the message in the channel's own logs. */
  id: string
  method: 'POST' | 'PUT' | 'DELETE'
  path: string
  body?: object
  /** The ID that is known already; otherwise the answer says it. */
  made?: string
}

function asking({ token, patience = usualPatience }: Connection): (asked: Asked) => Promise<ChannelAnswer> {
  const tokenOrNone = async (refresh: boolean): Promise<{ token: string | undefined } | undefined> =>
    token(refresh).then(
      (given) => ({ token: given }),
      () => undefined,
    )
  return async (asked) => {
    const first = await tokenOrNone(false)
    if (!first) return { kind: 'unauthorized', code: 'no-token' }
    const answer = await once(asked, first.token, patience)
    if (answer.kind !== 'refused' || answer.status !== 401) return answer
    await tokenOrNone(true)
    return { kind: 'unauthorized', code: answer.code }
  }
}

async function once(asked: Asked, token: string | undefined, patience: number): Promise<ChannelAnswer> {
  const { serviceUrl, tenantId } = asked
  try {
    const response = await fetch(`${serviceUrl.replace(/\/$/u, '')}${asked.path}`, {
      method: asked.method,
      headers: {
        'x-ms-client-request-id': encodeURIComponent(asked.id),
        ...(asked.body && { 'content-type': 'application/json' }),
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
      },
      ...(asked.body && { body: JSON.stringify(asked.body) }),
      redirect: 'error',
      signal: AbortSignal.timeout(patience),
    })
    const text = await response.text()
    if (!response.ok) return refusalOf(response.status, response.headers.get('retry-after'), text)
    return { kind: 'taken', id: asked.made ?? idIn(text), serviceUrl, tenantId }
  } catch (error) {
    return withoutAnswer(error)
  }
}

/** Empty where the answer says none: it was taken all the same. */
function idIn(text: string): string {
  try {
    return made.parse(JSON.parse(text)).id
  } catch {
    return ''
  }
}

/** Faults before anything was sent; after any other, nobody knows whether it arrived. */
const neverReached =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|.*CERT.*)$/u

function withoutAnswer(error: unknown): ChannelAnswer {
  const cause = error instanceof Error ? (error.cause ?? error) : error
  const given = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : undefined
  const code = typeof given === 'string' && /^\w{1,40}$/u.test(given) ? given : undefined
  if (code !== undefined && neverReached.test(code)) return { kind: 'unsent', code }
  return { kind: 'unknown', code: code ?? 'no-answer' }
}
