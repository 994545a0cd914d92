import { isIP } from 'node:net'

/** A blob container, or a folder in it. */
export interface ContainerAddress {
  /** Of the container. */
  url: string
  /** What the names of its blobs begin with; empty, or with a slash at its end. */
  prefix: string
  /** Both, without a slash at the end. */
  place: string
}

/** What keeps an address from being used; it never shows the address, which may hold a secret. */
export class AddressFault extends Error {}

const example = 'such as https://<account>.blob.core.windows.net/feeds'

/**
 * Reads `https://<account>.blob.core.windows.net/<container>[/<folder>]`.
 *
 * @throws AddressFault
 */
export function containerAddress(text: string): ContainerAddress {
  if (!URL.canParse(text)) throw new AddressFault(`must be the address of a blob container, ${example}`)
  const { protocol, origin, hostname, pathname, search, hash, username, password } = new URL(text)
  if (protocol !== 'https:')
    throw new AddressFault(`must begin with https, ${example}: feeds are personal data`)
  if (search + hash + username + password !== '')
    throw new AddressFault(
      'must hold no SAS token or other secret: process lists and logs show it. Leave it out, and give the identity that runs this the role Storage Blob Data Reader on the container',
    )
  const parts = pathname.split('/').filter((part) => part !== '')
  // An emulator, which has no names of its own, puts the account before the container.
  const depth = isIP(hostname.replace(/^\[|\]$/gu, '')) > 0 || hostname === 'localhost' ? 2 : 1
  if (parts.length < depth) throw new AddressFault(`must name a container, ${example}`)
  const below = parts.slice(depth).map(decoded)
  return {
    url: [origin, ...parts.slice(0, depth)].join('/'),
    prefix: below.map((part) => `${part}/`).join(''),
    place: [origin, ...parts].join('/'),
  }
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    throw new AddressFault('must be an address: a % in it begins the code of a character')
  }
}
