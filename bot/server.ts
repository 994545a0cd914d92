import type { IncomingMessage, ServerResponse } from 'node:http'
import restify, { type Next, type Request, type Response, type Server } from 'restify'
import { EngagementError, reasonOf } from '../data/domain/errors'
import type { Log } from './log'
import { errorFields } from './log'
import { publicPages } from './pages'
import type { Readiness } from './readiness'
import { sendText } from './send-text'
import { addSignInPages } from './sign-in-pages'

export interface ServerDependencies {
  log: Log
  /** Takes an activity and gives what to answer. */
  receive: Receive
  /** The state of the store and the feeds. */
  ready: () => Promise<Readiness>
  /** Ends when the bot is to stop. */
  stopping: AbortSignal
  /** Whether a request may be for a host of that name. */
  isOwnHost: (host: string) => boolean
  /** The university's own privacy notice. */
  privacyNotice?: string | undefined
  /** Where people agree to what the bot may read; absent where nobody signs in. */
  consentAddress?: string | undefined
}

/** Takes what was posted: the body, parsed as JSON, and the Authorization header. */
export type Receive = (body: unknown, authorization: string) => Promise<Received>

/** What to answer over HTTP. */
export interface Received {
  status: number
  body?: unknown
}

const largestBody = 256 * 1024

const html = 'text/html; charset=utf-8'

/** The HTTP server: messages, health, and the pages that the app's manifest links to. */
export function createServer({
  log,
  receive,
  ready,
  stopping,
  isOwnHost,
  privacyNotice,
  consentAddress,
}: ServerDependencies): Server {
  const server = restify.createServer({ name: 'my-engagement', strictNext: true })
  server.server.on('request', endingWith(stopping))
  server.pre(refuseUnreadable(isOwnHost))
  server.use(restify.plugins.bodyParser({ maxBodySize: largestBody, mapParams: false }))

  server.post('/api/messages', async (request: Request, response: Response) => {
    try {
      const { status, body } = await receive(request.body, request.headers.authorization ?? '')
      response.send(status, body)
    } catch (error) {
      log.error('request failed', errorFields(error))
      if (!response.headersSent) response.send(500)
    }
  })
  server.get('/health/live', async (_request: Request, response: Response) => {
    response.send(200, { live: true })
    return Promise.resolve()
  })
  server.get('/health/ready', async (_request: Request, response: Response) => {
    const state = await ready()
    response.send(state.ready ? 200 : 503, state)
  })
  for (const [address, page] of Object.entries(publicPages(privacyNotice))) {
    server.get(address, (_request: Request, response: Response, next: Next) =>
      sendText(response, next, html, page),
    )
  }
  if (consentAddress !== undefined) addSignInPages(server, consentAddress)

  server.on('restifyError', (_request: Request, _response: Response, error: Error, done: () => void) => {
    log.info('request refused', { error: error.name })
    done()
  })
  return server
}

/** A connection that was kept open would bring another request to a bot that is stopping: it ends with its answer. */
function endingWith(stopping: AbortSignal) {
  return (request: IncomingMessage, response: ServerResponse): void => {
    response.once('finish', () => {
      if (stopping.aborted) request.socket.end()
    })
  }
}

/**
 * Only what restify cannot stumble over: an address that it can read, and plain JSON in what is posted. It would parse
 * forms, which other sites can post, and its gunzip ends the process on bad data, whatever the method.
 */
function refuseUnreadable(isOwnHost: (host: string) => boolean) {
  return (request: Request, response: Response, next: Next): void => {
    const encoding = request.headers['content-encoding'] ?? 'identity'
    const isJson = /^application\/json\s*(;|$)/iu.test(request.headers['content-type'] ?? '')
    const host = hostOf(request)
    if (host === undefined || !isOwnHost(host)) {
      response.send(400, { error: 'The address is not one of this server.' })
      next(false)
    } else if (encoding !== 'identity' || (request.method === 'POST' && !isJson)) {
      response.send(415, { error: 'Send plain application/json, not compressed.' })
      next(false)
    } else next()
  }
}

/** The host that a request says it is for; undefined where restify could not read its address. */
function hostOf(request: Request): string | undefined {
  try {
    request.getUrl()
    return new URL(`http://${request.headers.host ?? ''}`).hostname
  } catch {
    return undefined
  }
}

/**
 * Starts listening: on every interface, unless on one.
 *
 * @throws EngagementError `port-busy` when another program has the port
 */
export function listen(server: Server, port: number, host?: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.on('error', (cause: NodeJS.ErrnoException) => {
      const message =
        cause.code === 'EADDRINUSE'
          ? `Port ${port} is in use: stop the program that has it, or set PORT to another.`
          : `Port ${port} cannot be opened: ${reasonOf(cause)}.`
      reject(new EngagementError('port-busy', message, { cause }))
    })
    server.listen(...(host === undefined ? [port] : [port, host]), resolve)
  })
}
