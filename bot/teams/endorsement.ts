import { OpenIdMetadata } from 'botframework-connector/lib/auth/openIdMetadata'
import { z } from 'zod'
import type { EntraConfig } from '../entra-config'
import { channelKeysUrl } from './cloud'

const header = z.object({ kid: z.string() })

/**
 * Whether the key that signed a token may sign for Teams. The SDK asks this of keys that name channels, and takes a key
 * that names none for all of them.
 */
export function teamsEndorsements(entra: EntraConfig): (authorization: string) => Promise<boolean> {
  const metadata = new OpenIdMetadata(channelKeysUrl(entra))
  return async (authorization) => {
    const [, token = ''] = authorization.split(' ')
    const { kid } = header.parse(
      JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString('utf8')),
    )
    const key = await metadata.getKey(kid)
    return key?.endorsements?.includes('msteams') === true
  }
}
