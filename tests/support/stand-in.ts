import { createServer as createHttpServer, type IncomingHttpHeaders, type RequestListener } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import type { AddressInfo } from 'node:net'

export interface Received {
  method: string
  /** Decoded, without the query. */
  path: string
  query: URLSearchParams
  headers: IncomingHttpHeaders
  body: string
}

/** What is answered; `silence` leaves the other side waiting. */
export type Answer =
  | {
      status: number
      body?: object | string | Buffer
      type?: string
      headers?: Record<string, string>
      /** The connection breaks after so many bytes of the body. */
      breaksAfter?: number
    }
  | 'silence'

export interface StandIn {
  /** Without a slash at its end. */
  url: string
  close(): Promise<void>
}

/** A server on this machine that stands in for a service elsewhere: https where it is given a certificate. */
export async function standIn(
  answer: (received: Received) => Answer | Promise<Answer>,
  certificate?: { cert: string; key: string },
): Promise<StandIn> {
  const listener: RequestListener = (request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      void respond(Buffer.concat(chunks).toString())
    })

    async function respond(body: string): Promise<void> {
      const { method = '', url = '/', headers } = request
      const { pathname, searchParams: query } = new URL(url, 'http://localhost')
      const path = decodeURIComponent(pathname)
      const given = await Promise.resolve({ method, path, query, headers, body }).then(answer).catch(failure)
      if (given === 'silence') return
      const content = given.body ?? ''
      const isRaw = typeof content === 'string' || Buffer.isBuffer(content)
      // Not chained: restify, loaded in the same process, changes what writeHead gives.
      response.writeHead(given.status, { 'content-type': given.type ?? 'application/json', ...given.headers })
      const sent = isRaw ? content : JSON.stringify(content)
      if (given.breaksAfter === undefined) response.end(sent)
      else response.write(sent.slice(0, given.breaksAfter), () => response.destroy())
    }
  }
  const server = certificate ? createHttpsServer(certificate, listener) : createHttpServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `${certificate ? 'https' : 'http'}://127.0.0.1:${port}`,
    close: async () => {
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

/** What the stand-in cannot make sense of: the caller is told, so that the test shows why. */
function failure(error: unknown): Answer {
  return { status: 500, body: { error: String(error) } }
}
