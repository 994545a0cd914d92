import restify, { type Next, type Request, type Response, type Server } from 'restify'
import { EngagementError, reasonOf } from '../data/domain/errors'
import type { Log } from './log'
import { errorFields } from './log'
import { privacyPage, termsPage } from './pages'

export interface ServerDependencies {
  log: Log
  /** Hands an activity to the bot and answers the request. */
  receive: (request: IncomingActivity, response: Response) => Promise<void>
  /** The state of the store and the feeds. */
  ready: () => Promise<Readiness>
  /** The activity in a body, if it is one that may be taken. */
  acceptable: (body: unknown) => Record<string, unknown> | undefined
}

/** A request whose body is at least a typed activity. */
export interface IncomingActivity {
  body: Record<string, unknown>
  headers: Record<string, string | string[] | undefined>
  method: string
}

export interface Readiness {
  ready: boolean
  store: 'ok' | 'unavailable'
  /** Sources without recent data. */
  lateFeeds: string[]
}

const largestBody = 256 * 1024

/** The HTTP server: messages, health, and the pages that the app's manifest links to. */
export function createServer({ log, receive, ready, acceptable }: ServerDependencies): Server {
  const server = restify.createServer({ name: 'my-engagement', strictNext: true })
  server.pre(refuseOtherBodies)
  server.use(restify.plugins.bodyParser({ maxBodySize: largestBody, mapParams: false }))

  server.post('/api/messages', async (request: Request, response: Response) => {
    const body = acceptable(request.body)
    if (!body) {
      response.send(400, {
        error:
          'The body must be a Bot Framework activity: a JSON object with its type, sender, conversation and service URL.',
      })
      return
    }
    try {
      await receive({ body, headers: request.headers, method: 'POST' }, response)
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
  server.get('/privacy', (_request: Request, response: Response, next: Next) =>
    sendPage(response, next, privacyPage),
  )
  server.get('/terms', (_request: Request, response: Response, next: Next) =>
    sendPage(response, next, termsPage),
  )

  server.on('restifyError', (_request: Request, _response: Response, error: Error, done: () => void) => {
    log.info('request refused', { error: error.name })
    done()
  })
  return server
}

/** Only plain JSON: restify would parse forms, which other sites can post, and its gunzip ends the process on bad data. */
function refuseOtherBodies(request: Request, response: Response, next: Next): void {
  const encoding = request.headers['content-encoding'] ?? 'identity'
  const isJson = /^application\/json\s*(;|$)/iu.test(request.headers['content-type'] ?? '')
  if (request.method !== 'POST' || (encoding === 'identity' && isJson)) {
    next()
    return
  }
  response.send(415, { error: 'Send plain application/json, not compressed.' })
  next(false)
}

function sendPage(response: Response, next: Next, html: string): void {
  response.sendRaw(200, html, { 'Content-Type': 'text/html; charset=utf-8' })
  next()
}

/**
 * Starts listening.
 *
 * @throws EngagementError `port-busy` when another program has the port
 */
export function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.on('error', (cause: NodeJS.ErrnoException) => {
      const message =
        cause.code === 'EADDRINUSE'
          ? `Port ${port} is in use: stop the program that has it, or set PORT to another.`
          : `Port ${port} cannot be opened: ${reasonOf(cause)}.`
      reject(new EngagementError('port-busy', message, { cause }))
    })
    server.listen(port, host, resolve)
  })
}
