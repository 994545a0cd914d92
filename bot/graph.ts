import { z } from 'zod'
import type { GraphConfig } from './entra-config'
import { errorFields, type Log } from './log'

/** Microsoft Graph in one person's name. It adds to answers and never holds one up: what it does not give is undefined. */
export interface Graph {
  /** The photograph of a user, by their UPN, as a data address. */
  photoOf(upn: string): Promise<string | undefined>
  /** How the directory names the person themselves, with their title: "Dr Ruth Adeyemi, Senior Lecturer". */
  ownName(): Promise<string | undefined>
}

/** How long an answer waits for Graph, in milliseconds. */
const patience = 2_000

/** Larger ones would take a card past what Teams shows. In bytes. */
const largestPhoto = 12 * 1024

const me = z.object({ displayName: z.string().min(1), jobTitle: z.string().nullish() })

/** Graph with the token that a sign-in brought. Tokens go to the configured host alone. */
export function graphFor(config: GraphConfig, token: string, log: Log): Graph {
  const ask = async <T>(path: string, read: (response: Response) => Promise<T | undefined>) => {
    try {
      const response = await fetch(`${config.url}/v1.0${path}`, {
        headers: { authorization: `Bearer ${token}` },
        redirect: 'error',
        signal: AbortSignal.timeout(patience),
      })
      if (response.ok) return await read(response)
      // Many have no photograph: that is no fault.
      if (response.status !== 404) log.warn('Graph refused', { code: `graph-${response.status}` })
    } catch (error) {
      log.warn('Graph failed', errorFields(error))
    }
    return undefined
  }
  return {
    photoOf: async (upn) =>
      config.photos ? ask(`/users/${encodeURIComponent(upn)}/photos/48x48/$value`, readPhoto) : undefined,
    ownName: () => ask('/me?$select=displayName,jobTitle', readName),
  }
}

async function readPhoto(response: Response): Promise<string | undefined> {
  const type = /^image\/(png|jpeg|gif)\b/u.exec(response.headers.get('content-type') ?? '')?.[0]
  const bytes = Buffer.from(await response.arrayBuffer())
  if (type === undefined || bytes.length > largestPhoto) return undefined
  return `data:${type};base64,${bytes.toString('base64')}`
}

async function readName(response: Response): Promise<string | undefined> {
  const parsed = me.safeParse(await response.json())
  if (!parsed.success) return undefined
  const { displayName, jobTitle } = parsed.data
  return jobTitle == null || jobTitle === '' ? displayName : `${displayName}, ${jobTitle}`
}
