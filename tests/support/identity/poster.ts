import type { Connector } from '../connector'
import { keepTyped } from '../logs/kept'
import type { KeyServer } from './key-server'

export interface Posted {
  status: number
  /** Parsed if it is JSON, undefined if it is empty. */
  body: unknown
}

/** A token other than a good one, or a whole Authorization header: null for none. */
export type Authorization = { token: string } | { header: string | null }

export interface Poster {
  /** Posts an activity as Teams does, with a good token unless told otherwise. */
  post(activity: object, authorization?: Authorization): Promise<Posted>
  /** Posts any text as the body. */
  postRaw(body: string, authorization?: Authorization): Promise<Posted>
}

/** Posts to a server in the name of Teams. */
export function posterTo(
  address: string,
  { keyServer, connector }: { keyServer: KeyServer; connector: Connector },
): Poster {
  return {
    postRaw,
    post: (activity, authorization) => {
      keepTyped(activity)
      return postRaw(JSON.stringify({ serviceUrl: connector.serviceUrl, ...activity }), authorization)
    },
  }

  async function postRaw(body: string, given?: Authorization): Promise<Posted> {
    const authorization = given ?? { token: await keyServer.token() }
    const header = 'token' in authorization ? `Bearer ${authorization.token}` : authorization.header
    const headers = {
      'content-type': 'application/json',
      ...(header === null ? {} : { authorization: header }),
    }
    const response = await fetch(`${address}/api/messages`, { method: 'POST', headers, body })
    return { status: response.status, body: parsed(await response.text()) }
  }
}

function parsed(text: string): unknown {
  if (text === '') return undefined
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
