import { standIn } from '../stand-in'
import { createSigningKey, secondsFromNow, type Claims, type SigningKey } from './signing-key'

/** Who speaks on the channel, to whom, from where. */
export interface Channel {
  appId: string
  tenantId: string
  serviceUrl: string
}

export const channelIssuer = 'https://api.botframework.com'

export interface KeyServer {
  channel: Channel
  /** Where the OpenID metadata are. */
  metadataUrl: string
  /** How often each document was asked for. */
  asked: { metadata: number; keys: number }
  keys: {
    /** Endorsed for Teams. */
    good: SigningKey
    /** Endorsed for another channel. */
    otherChannel: SigningKey
    /** In the key set, without any endorsement. */
    unendorsed: SigningKey
    /** Not in the key set. */
    unknown: SigningKey
  }
  /** The claims of a good token, some of them replaced or, if undefined, left out. */
  claims(overrides?: Claims): Claims
  /** A token as Teams sends it with each activity, some of its claims replaced or, if undefined, left out. */
  token(overrides?: Claims): Promise<string>
  close(): Promise<void>
}

/** Stands in for the Bot Framework's token service: its metadata, its keys, the tokens that Teams sends. */
export async function startKeyServer(channel: Channel): Promise<KeyServer> {
  const keys = {
    good: await createSigningKey('teams'),
    otherChannel: await createSigningKey('webchat'),
    unendorsed: await createSigningKey('unendorsed'),
    unknown: await createSigningKey('unknown'),
  }
  const asked = { metadata: 0, keys: 0 }
  const server = await standIn(({ path }) => {
    if (path === '/v1/keys') {
      asked.keys += 1
      return { status: 200, body: keySet(keys) }
    }
    if (path !== '/v1/.well-known/openidconfiguration') return { status: 404 }
    asked.metadata += 1
    return { status: 200, body: metadata(server.url) }
  })
  const claims = (overrides: Claims = {}): Claims => ({ ...goodClaims(channel), ...overrides })
  return {
    channel,
    metadataUrl: `${server.url}/v1/.well-known/openidconfiguration`,
    asked,
    keys,
    claims,
    token: (overrides) => keys.good.sign(claims(overrides)),
    close: () => server.close(),
  }
}

function metadata(url: string): object {
  return {
    issuer: channelIssuer,
    authorization_endpoint: 'https://invalid.botframework.com',
    jwks_uri: `${url}/v1/keys`,
    id_token_signing_alg_values_supported: ['RS256'],
    token_endpoint_auth_methods_supported: ['private_key_jwt'],
  }
}

function keySet({ good, otherChannel, unendorsed }: KeyServer['keys']): object {
  return {
    keys: [
      { ...good.jwk, endorsements: ['msteams'] },
      { ...otherChannel.jwk, endorsements: ['webchat'] },
      unendorsed.jwk,
    ],
  }
}

function goodClaims({ appId, serviceUrl }: Channel): Claims {
  return {
    iss: channelIssuer,
    aud: appId,
    serviceurl: serviceUrl,
    nbf: secondsFromNow(-300),
    exp: secondsFromNow(3300),
  }
}
