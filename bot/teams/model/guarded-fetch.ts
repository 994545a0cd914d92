import type { ClientOptions } from 'openai'
import { z } from 'zod'
import type { ModelConfig } from '../../model-config'
import { openingHeaders } from '../../model-proof'

/** Speaks HTTP, as Node does. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>

/** One exchange with the model: what the library may fetch with, once, and what went wrong. */
export interface Exchange {
  fetch: NonNullable<ClientOptions['fetch']>
  /** A code for the log; undefined as long as nothing failed. */
  failure(): string | undefined
}

/** How long the model may take in all, in milliseconds: Teams gives up on an answer after 15 seconds. */
const patience = 4_000

/** A question takes a few hundred. In bytes. */
const largestAnswer = 32 * 1024

/** What may be sent, and nothing that a library might add. */
const sendable = z.object({
  messages: z.array(z.object({ role: z.enum(['system', 'user']), content: z.string().max(8_000) })).length(2),
  max_tokens: z.number(),
  temperature: z.number(),
  response_format: z.object({ type: z.literal('json_object') }),
})

const completion = z.object({
  choices: z
    .array(
      z.object({
        finish_reason: z.literal('stop'),
        message: z.object({ role: z.literal('assistant'), content: z.string().min(1) }),
      }),
    )
    .length(1),
})

class ExchangeFailure extends Error {
  constructor(readonly code: string) {
    super(code)
  }
}

/**
 * Stands between the library and the model. Out goes one request, with no header and no key of its body that is not named
 * here, to the one address that is configured. Back comes text, within time and size, or nothing: the library would write
 * a failure to the console, with what the other side sent, so it is told of none.
 */
export function exchangeWith(config: ModelConfig, fetch: Fetch): Exchange {
  let failure: string | undefined
  let isUsed = false
  const once = async (url: string, init?: { body?: unknown }): Promise<Response> => {
    const signal = AbortSignal.timeout(patience)
    try {
      if (isUsed || !isOwn(url, config)) throw new ExchangeFailure('model-elsewhere')
      isUsed = true
      return answerOf(await send(url, init?.body, { config, fetch, signal }))
    } catch (error) {
      failure = signal.aborted ? 'model-slow' : codeOf(error)
      return answerOf('')
    }
  }
  return { fetch: toLibraryFetch(once), failure: () => failure }
}

function isOwn(url: string, { endpoint, deployment }: ModelConfig): boolean {
  const { origin, pathname } = new URL(url)
  return (
    origin === new URL(endpoint).origin && pathname === `/openai/deployments/${deployment}/chat/completions`
  )
}

async function send(
  url: string,
  body: unknown,
  { config, fetch, signal }: { config: ModelConfig; fetch: Fetch; signal: AbortSignal },
): Promise<string> {
  const given = sendable.parse(typeof body === 'string' ? JSON.parse(body) : undefined)
  const opening = await openingHeaders(config.proof, signal)
  if (!opening) throw new ExchangeFailure('model-no-token')
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json', ...opening },
    body: JSON.stringify(given),
    redirect: 'error',
    signal,
  })
  if (response.status !== 200) {
    await response.body?.cancel()
    throw new ExchangeFailure(`model-${response.status}`)
  }
  const parsed = completion.safeParse(await readJson(response))
  if (!parsed.success) throw new ExchangeFailure('model-no-answer')
  return parsed.data.choices[0]?.message.content ?? ''
}

/** The body as JSON, as far as it is one; no more of it is read than an answer may have. */
async function readJson(response: Response): Promise<unknown> {
  const chunks: Uint8Array[] = []
  let size = 0
  const body: AsyncIterable<Uint8Array> | null = response.body
  for await (const chunk of body ?? []) {
    size += chunk.length
    if (size > largestAnswer) throw new ExchangeFailure('model-too-large')
    chunks.push(chunk)
  }
  return JSON.parse(Buffer.concat(chunks).toString('utf8'))
}

/** As the library expects it: the text alone, without what else was in the answer. */
function answerOf(content: string): Response {
  const body = { choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content } }] }
  return new Response(JSON.stringify(body), { headers: { 'content-type': 'application/json' } })
}

function codeOf(error: unknown): string {
  if (error instanceof ExchangeFailure) return error.code
  if (error instanceof SyntaxError) return 'model-no-answer'
  if (error instanceof z.ZodError) return 'model-unsendable'
  return 'model-unreachable'
}

/** The library's type is that of node-fetch; it uses of it what the standard has too. */
function toLibraryFetch(
  fetch: (url: string, init?: { body?: unknown }) => Promise<Response>,
): Exchange['fetch'] {
  return fetch as unknown as Exchange['fetch']
}
