import { createServer as createHttpServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import { z } from 'zod'

export interface ModelRequest {
  method: string
  url: string
  headers: IncomingHttpHeaders
  /** What the model was told: the instructions, and the message made harmless. */
  messages: { role: string; content: string }[]
  /** The whole body, parsed. */
  body: unknown
}

/** How the model answers: with a content, or in any way that a test thinks of. */
export type ModelAnswer = string | object | ((response: ServerResponse) => void)

export interface ModelServer {
  /** Without a slash at its end. */
  url: string
  /** How it answers now; a test sets it. An object is sent as JSON. */
  answer: ModelAnswer
  requests: ModelRequest[]
  /** Every byte that was received, as it stood on the wire inside TLS. */
  bytes(): Buffer
  reset(): void
  close(): Promise<void>
}

const body = z
  .object({ messages: z.array(z.object({ role: z.string(), content: z.string() })) })
  .passthrough()

/** Stands in for an Azure OpenAI resource: https, and the chat completions of one deployment. */
export async function startModelServer(certificate: { cert: string; key: string }): Promise<ModelServer> {
  const chunks: Buffer[] = []
  const server: ModelServer = {
    url: '',
    answer: { intent: 'unclear' },
    requests: [],
    bytes: () => Buffer.concat(chunks),
    reset: () => {
      server.answer = { intent: 'unclear' }
      server.requests.length = 0
      chunks.length = 0
    },
    close: () => close(),
  }
  const http = createHttpServer((request, response) => {
    const received: Buffer[] = []
    request.on('data', (chunk: Buffer) => received.push(chunk))
    request.on('end', () => {
      const { method = '', url = '', headers } = request
      const parsed = body.parse(JSON.parse(Buffer.concat(received).toString('utf8')))
      server.requests.push({ method, url, headers, messages: parsed.messages, body: parsed })
      respond(server.answer, response)
    })
  })
  const sockets = new Set<{ destroy(): void }>()
  const tls = createTlsServer(certificate, (socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    http.emit('connection', socket)
    // After the HTTP server's own, which would otherwise read past it.
    socket.on('data', (chunk: Buffer) => chunks.push(chunk))
  })
  await new Promise<void>((resolve) => tls.listen(0, '127.0.0.1', resolve))
  server.url = `https://127.0.0.1:${(tls.address() as AddressInfo).port}`
  return server

  async function close(): Promise<void> {
    for (const socket of sockets) socket.destroy()
    await new Promise<void>((resolve) => tls.close(() => resolve()))
  }
}

function respond(answer: ModelAnswer, response: ServerResponse): void {
  if (typeof answer === 'function') answer(response)
  else json(response, 200, completion(typeof answer === 'string' ? answer : JSON.stringify(answer)))
}

export function json(response: ServerResponse, status: number, content: unknown): void {
  // Not chained: restify, loaded in the same process, changes what writeHead gives.
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(content))
}

/** What the service answers, with all that it says beside the content. */
export function completion(content: string | null, more: object = {}): object {
  return {
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 1_764_000_000,
    model: 'gpt-4o-2024-11-20',
    system_fingerprint: 'fp_1',
    prompt_filter_results: [{ prompt_index: 0, content_filter_results: {} }],
    choices: [
      {
        index: 0,
        finish_reason: 'stop',
        logprobs: null,
        message: { role: 'assistant', content, refusal: null },
        content_filter_results: { hate: { filtered: false, severity: 'safe' } },
        ...more,
      },
    ],
    usage: { completion_tokens: 20, prompt_tokens: 700, total_tokens: 720 },
  }
}
