import { standIn, type Answer, type Received } from '../stand-in'
import type { Authority } from './authority'
import type { Certificate } from './certificate'
import { graphAudience } from './token-grants'

export interface GraphRequest {
  path: string
  /** The object ID of the person in whose name the bot asked; undefined when it asked in its own, or had no token. */
  oid: string | undefined
  status: number | undefined
}

export interface Graph {
  url: string
  /** How it answers now; a test sets it. */
  state: 'answering' | 'failing' | 'silent'
  /** Whose photograph there is, by object ID or UPN in small letters. */
  photos: Map<string, Buffer>
  /** What was asked for, oldest first. */
  requests: GraphRequest[]
  /** For whom the app is installed, by object ID. */
  installed: Set<string>
  /** Answers again, with nothing asked yet; the photographs stay. */
  reset(): void
  close(): Promise<void>
}

/** A photograph: one grey pixel, as PNG. */
export const photo = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==',
  'base64',
)

/** Stands in for Microsoft Graph over https; it takes the authority's tokens and no others. */
export async function startGraph(authority: Authority, certificate: Certificate): Promise<Graph> {
  const server = await standIn(answer, certificate)
  const graph: Graph = {
    url: server.url,
    state: 'answering',
    photos: new Map(),
    requests: [],
    installed: new Set(),
    reset: () => {
      graph.state = 'answering'
      graph.requests.length = 0
      graph.installed.clear()
    },
    close: () => server.close(),
  }
  return graph

  async function answer({ path, headers, body }: Received): Promise<Answer> {
    const claims = await authority.verify(headers.authorization, [graphAudience, server.url])
    const oid = typeof claims?.oid === 'string' ? claims.oid : undefined
    const given = claims ? find(path, oid, body) : failure(401, 'InvalidAuthenticationToken')
    graph.requests.push({ path, oid, status: given === 'silence' ? undefined : given.status })
    return given
  }

  function find(path: string, oid: string | undefined, body: string): Answer {
    if (graph.state === 'silent') return 'silence'
    if (graph.state === 'failing') return failure(500, 'InternalServerError')
    if (path === '/v1.0/me') return me(authority, oid)
    const whose = /^\/v1\.0\/users\/([^/]+)\/teamwork\/installedApps$/u.exec(path)?.[1]
    if (whose !== undefined) return install(graph, whose, { body, oid })
    const who = /^\/v1\.0\/users\/([^/]+)\/photos\/48x48\/\$value$/u.exec(path)?.[1]
    const found = graph.photos.get(who?.toLowerCase() ?? '')
    return found ? { status: 200, type: 'image/png', body: found } : failure(404, 'ImageNotFound')
  }
}

/** Installs the app, as the application alone may do. */
function install(
  graph: Graph,
  whose: string,
  { body, oid }: { body: string; oid: string | undefined },
): Answer {
  if (oid !== undefined) return failure(403, 'Forbidden')
  if (!body.includes('teamsApp@odata.bind')) return failure(400, 'BadRequest')
  if (graph.installed.has(whose)) return failure(409, 'Conflict')
  graph.installed.add(whose)
  return { status: 201, body: {} }
}

function me(authority: Authority, oid: string | undefined): Answer {
  const user = authority.user(oid ?? '')
  if (!user) return failure(400, 'BadRequest')
  const { name: displayName, jobTitle, upn: userPrincipalName } = user
  return { status: 200, body: { id: user.oid, displayName, jobTitle, userPrincipalName } }
}

function failure(status: number, code: string): Answer {
  return { status, body: { error: { code, message: `Graph says ${code}.` } } }
}
