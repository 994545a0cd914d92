import type { Certificate } from '../identity/certificate'
import { standIn, type Answer, type Received } from '../stand-in'
import type { ManagedIdentityEndpoint } from './managed-identity'

interface Blob {
  content: Buffer
  lastModified: Date
}

export interface BlobStorage {
  /** Of the container. */
  url: string
  /** By their names. */
  blobs: Map<string, Blob>
  put(files: Readonly<Record<string, string | Buffer>>, lastModified: Date): void
  /** What was downloaded, from which byte on where not from the first. */
  downloads: string[]
  /** How many lists it took to tell what is there. */
  lists: number
  /** Downloads from the first byte on break off in the middle. */
  breaksOff: boolean
  /** Whether the identity may read. */
  allowed: boolean
  /** What to do when a blob is asked for, before it is sent. */
  onDownload: (name: string) => Promise<void> | void
  close(): Promise<void>
}

const account = 'account'
const container = 'feeds'
const page = 4

/** Stands in for Azure Blob storage over https: lists page by page, sends ranges, and takes an identity's tokens alone. */
export async function startBlobStorage(
  identity: ManagedIdentityEndpoint,
  certificate: Certificate,
): Promise<BlobStorage> {
  const server = await standIn(answer, certificate)
  const storage: BlobStorage = {
    url: `${server.url}/${account}/${container}`,
    blobs: new Map(),
    put: (files, lastModified) => {
      for (const [name, content] of Object.entries(files))
        storage.blobs.set(name, { content: Buffer.from(content), lastModified })
    },
    downloads: [],
    lists: 0,
    breaksOff: false,
    allowed: true,
    onDownload: () => undefined,
    close: () => server.close(),
  }
  return storage

  function answer({ method, path, query, headers }: Received): Answer | Promise<Answer> {
    if (!identity.holds(headers.authorization, 'https://storage.azure.com'))
      return fault(401, 'InvalidAuthenticationInfo')
    if (!storage.allowed) return fault(403, 'AuthorizationPermissionMismatch')
    const inContainer = `/${account}/${container}`
    if (method !== 'GET' || headers['x-ms-version'] === undefined) return fault(400, 'InvalidHeaderValue')
    if (path === inContainer && query.get('comp') === 'list') return list(query)
    if (!path.startsWith(`${inContainer}/`)) return fault(404, 'ContainerNotFound')
    return send(path.slice(inContainer.length + 1), headers)
  }

  function list(query: URLSearchParams): Answer {
    storage.lists += 1
    const prefix = query.get('prefix') ?? ''
    const from = query.get('marker') ?? ''
    const names = [...storage.blobs.keys()].filter((name) => name.startsWith(prefix) && name >= from).sort()
    const blobs = names.slice(0, page).map((name) => {
      const { content, lastModified } = storage.blobs.get(name) ?? { content: '', lastModified: new Date(0) }
      return `<Blob><Name>${escaped(name)}</Name><Properties><Last-Modified>${lastModified.toUTCString()}</Last-Modified><Etag>${etagOf(lastModified)}</Etag><Content-Length>${content.length}</Content-Length><BlobType>BlockBlob</BlobType></Properties><Metadata /></Blob>`
    })
    const body = `<?xml version="1.0" encoding="utf-8"?><EnumerationResults ServiceEndpoint="${server.url}" ContainerName="${container}"><Prefix>${escaped(prefix)}</Prefix><Blobs>${blobs.join('')}</Blobs><NextMarker>${escaped(names[page] ?? '')}</NextMarker></EnumerationResults>`
    return { status: 200, type: 'application/xml', body }
  }

  async function send(name: string, headers: Received['headers']): Promise<Answer> {
    await storage.onDownload(name)
    const blob = storage.blobs.get(name)
    if (!blob) return fault(404, 'BlobNotFound')
    const { content, lastModified } = blob
    const [, first = '0'] = /^bytes=(\d+)-/u.exec(String(headers['x-ms-range'] ?? headers.range ?? '')) ?? []
    const from = Number(first)
    storage.downloads.push(from === 0 ? name : `${name} from ${from}`)
    const etag = etagOf(lastModified)
    if (headers['if-match'] !== undefined && headers['if-match'] !== etag)
      return fault(412, 'ConditionNotMet')
    const body = content.subarray(from)
    const breaks = storage.breaksOff && from === 0
    return {
      status: from === 0 ? 200 : 206,
      type: 'application/octet-stream',
      body,
      headers: {
        etag,
        'last-modified': lastModified.toUTCString(),
        'content-length': String(body.length),
        ...(from > 0 && { 'content-range': `bytes ${from}-${content.length - 1}/${content.length}` }),
      },
      ...(breaks && { breaksAfter: Math.floor(body.length / 2) }),
    }
  }
}

const etagOf = (lastModified: Date): string => `"0x${lastModified.getTime().toString(16).toUpperCase()}"`

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}

function fault(status: number, code: string): Answer {
  return {
    status,
    type: 'application/xml',
    body: `<?xml version="1.0" encoding="utf-8"?><Error><Code>${code}</Code><Message>No.</Message></Error>`,
    headers: { 'x-ms-error-code': code },
  }
}
