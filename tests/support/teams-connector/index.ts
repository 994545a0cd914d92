import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { standardSettings } from '../../../data/configuration/settings'
import type { Fault } from './faults'
import { SlidingWindow } from './sliding-window'

/** One request of the bot, as it arrived. */
export interface Arrival {
  /** By a clock that only goes forward. */
  at: number
  verb: 'create' | 'post' | 'update' | 'remove'
  conversationId: string
  /** Of the message that is to be changed or taken back. */
  activityId: string | undefined
  /** By which the bot names the message. */
  marker: string
  body: string
  authorization: string | undefined
  /** What was answered; 0 for no answer. */
  status: number
}

/** A message that stands in a chat. */
export interface StoredMessage {
  activityId: string
  marker: string
  body: string
  updates: number
}

export interface TeamsConnector {
  serviceUrl: string
  arrivals: Arrival[]
  /** What stands in each chat, oldest first. */
  chats: Map<string, StoredMessage[]>
  /** The fullest window of each kind, with what is allowed. */
  fullest(): { window: string; most: number; allowed: number }[]
  /** Requests that were refused since a window was full. */
  throttled(): number
  /** What befalls a request; a test may set it. */
  fault: (arrival: Arrival) => Fault | undefined
  close(): Promise<void>
}

interface Options {
  limits?: { requestsPerSecond: number; perChat: readonly { seconds: number; requests: number }[] }
  fault?: TeamsConnector['fault']
  certificate?: { cert: string; key: string }
  port?: number
}

/**
 * Stands in for Teams: a server that speaks the Bot Connector's REST interface, enforces the windows of each chat and the
 * rate of the tenant exactly, and does to requests what it is told to.
 */
export async function startTeamsConnector(options: Options = {}): Promise<TeamsConnector> {
  const { limits = standardSettings.alerts.sending, certificate, port = 0 } = options
  const tenant = new SlidingWindow(1_000, limits.requestsPerSecond)
  const perChat = new Map<string, SlidingWindow[]>()
  let [made, throttled] = [0, 0]
  const server = certificate ? createHttpsServer(certificate, receive) : createServer(receive)
  server.keepAliveTimeout = 60_000
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const { port: given } = server.address() as AddressInfo
  const connector: TeamsConnector = {
    serviceUrl: `${certificate ? 'https' : 'http'}://127.0.0.1:${given}/teams/`,
    arrivals: [],
    chats: new Map(),
    fault: options.fault ?? (() => undefined),
    throttled: () => throttled,
    fullest: () => [
      { window: 'tenant, 1 s', most: tenant.fullest, allowed: tenant.most },
      ...limits.perChat.map(({ seconds, requests }, index) => ({
        window: `chat, ${seconds} s`,
        most: Math.max(0, ...[...perChat.values()].map((windows) => windows[index]?.fullest ?? 0)),
        allowed: requests,
      })),
    ],
    close: async () => {
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
  return connector

  function receive(request: IncomingMessage, response: ServerResponse): void {
    const at = performance.now()
    const chunks: Buffer[] = []
    request.on('error', () => undefined)
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const arrival = arrivalOf(request, Buffer.concat(chunks).toString(), at)
      connector.arrivals.push(arrival)
      void answer(arrival, response)
    })
  }

  async function answer(arrival: Arrival, response: ServerResponse): Promise<void> {
    const wait = limited(arrival)
    if (wait > 0) {
      throttled += 1
      const retryAfter = String(Math.ceil(wait / 1_000))
      return respond(arrival, response, {
        status: 429,
        headers: { 'retry-after': retryAfter },
        body: { error: { code: 'TooManyRequests' } },
      })
    }
    const fault = connector.fault(arrival)
    if (fault?.kind === 'slow') await new Promise((resolve) => setTimeout(resolve, fault.milliseconds))
    if (fault?.kind === 'error') {
      if (fault.taken) take(arrival)
      const headers = fault.retryAfter === undefined ? {} : { 'retry-after': fault.retryAfter }
      return respond(arrival, response, { status: fault.status, headers, body: fault.body ?? {} })
    }
    if (fault?.kind === 'reset') {
      if (fault.taken) take(arrival)
      response.destroy()
      return
    }
    const result = take(arrival)
    if (fault?.kind !== 'silence') respond(arrival, response, { headers: {}, ...result })
  }

  /** How long to wait, where a window is full; counts the arrival otherwise. */
  function limited({ at, verb, conversationId }: Arrival): number {
    const windows = verb === 'create' ? [] : windowsOf(conversationId)
    const wait = Math.max(...[tenant, ...windows].map((window) => window.roomIn(at)))
    for (const window of [tenant, ...windows]) window.add(at)
    return wait
  }

  function windowsOf(conversationId: string): SlidingWindow[] {
    const known =
      perChat.get(conversationId) ??
      limits.perChat.map(({ seconds, requests }) => new SlidingWindow(seconds * 1_000, requests))
    perChat.set(conversationId, known)
    return known
  }

  function take(arrival: Arrival): { status: number; body: object } {
    const { verb, conversationId, marker, body } = arrival
    if (verb === 'create') return { status: 201, body: { id: chatWith(body) } }
    const chat = connector.chats.get(conversationId) ?? []
    connector.chats.set(conversationId, chat)
    if (verb === 'post') {
      made += 1
      const activityId = `m${made}`
      chat.push({ activityId, marker, body, updates: 0 })
      return { status: 201, body: { id: activityId } }
    }
    const stored = chat.find(({ activityId }) => activityId === arrival.activityId)
    if (!stored) return { status: 404, body: { error: { code: 'ActivityNotFoundInConversation' } } }
    if (verb === 'remove') chat.splice(chat.indexOf(stored), 1)
    else Object.assign(stored, { body, updates: stored.updates + 1 })
    return { status: 200, body: { id: stored.activityId } }
  }
}

/** The chat with a person is always the same one. */
function chatWith(body: string): string {
  const { members } = JSON.parse(body) as { members: { id: string }[] }
  return `a:${members[0]?.id ?? ''}`
}

function arrivalOf(request: IncomingMessage, body: string, at: number): Arrival {
  const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname)
  const [, conversationId = '', activityId] =
    /\/v3\/conversations\/([^/]+)\/activities(?:\/([^/]+))?$/u.exec(path) ?? []
  const verbs = { POST: 'post', PUT: 'update', DELETE: 'remove' } as const
  const method = request.method as keyof typeof verbs
  const marker = decodeURIComponent(String(request.headers['x-ms-client-request-id'] ?? ''))
  const verb = conversationId === '' ? 'create' : verbs[method]
  const { authorization } = request.headers
  return { at, verb, conversationId, activityId, marker, body, authorization, status: 0 }
}

function respond(
  arrival: Arrival,
  response: ServerResponse,
  { status, headers, body }: { status: number; headers: Record<string, string>; body: object },
): void {
  arrival.status = status
  response.writeHead(status, { 'content-type': 'application/json', ...headers })
  response.end(JSON.stringify(body))
}
