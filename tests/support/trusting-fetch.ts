import { request } from 'node:https'
import { Readable } from 'node:stream'
import type { Fetch } from '../../bot/teams/model/guarded-fetch'

/** Node's fetch, but for whom it trusts: a process learns that only when it starts. */
export function trustingFetch(certificate: { cert: string }): Fetch {
  return (url, { method, headers, body, redirect, signal }) =>
    new Promise((resolve, reject) => {
      const sent = request(url, {
        ca: certificate.cert,
        ...(method !== undefined && { method }),
        headers: Object.fromEntries(new Headers(headers)),
        ...(signal && { signal }),
      })
      sent.on('error', (error) => reject(signal?.aborted ? asError(signal.reason) : error))
      sent.on('response', (response) => {
        const { statusCode: status = 0 } = response
        if (redirect === 'error' && status >= 300 && status < 400) {
          response.destroy()
          reject(new TypeError('unexpected redirect'))
        } else resolve(new Response(Readable.toWeb(response), { status }))
      })
      sent.end(typeof body === 'string' ? body : undefined)
    })
}

const asError = (reason: unknown): Error => (reason instanceof Error ? reason : new Error('aborted'))
