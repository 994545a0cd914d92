import { createPublicKey } from 'node:crypto'
import { base64url, exportSPKI, SignJWT } from 'jose'
import { secondsFromNow, type Claims } from './signing-key'
import type { KeyServer } from './key-server'

type Mint = (server: KeyServer) => string | Promise<string>

const encode = (part: object): string => base64url.encode(JSON.stringify(part))

/** Tokens that are nearly those of Teams: each is wrong in one thing, which its name says. */
export const wrongTokens: readonly [what: string, mint: Mint][] = [
  ['whose claims were changed after signing', tampered],
  ['with the signature of another token', transplanted],
  ['without its signature', async (server) => `${(await unsignedPart(server)).join('.')}.`],
  ['signed with a key that claims the name of a good one', impostor],
  ['signed with a key that is not in the key set', (server) => server.keys.unknown.sign(server.claims())],
  ['of the algorithm “none”', (server) => `${encode(headerOf(server, 'none'))}.${encode(server.claims())}.`],
  ['signed by HS256 with the public key as its secret', confused],
  [
    'signed with a key that is endorsed for another channel',
    (server) => server.keys.otherChannel.sign(server.claims()),
  ],
  ['signed with a key that nobody endorsed', (server) => server.keys.unendorsed.sign(server.claims())],
  ['that expired an hour ago', (server) => server.token({ exp: secondsFromNow(-3600) })],
  ['that is valid in an hour', (server) => server.token({ nbf: secondsFromNow(3600) })],
  ['for another bot', (server) => server.token({ aud: '99999999-9999-4999-8999-999999999999' })],
  ['for nobody', (server) => server.token({ aud: undefined })],
  ['of another issuer', (server) => server.token({ iss: 'https://issuer.example' })],
  ['of no issuer', (server) => server.token({ iss: undefined })],
  ['for another service URL', (server) => server.token({ serviceurl: 'https://smba.example/uk/' })],
  ['for no service URL', (server) => server.token({ serviceurl: undefined })],
  ['as the emulator sends it', (server) => server.token(emulatorClaims(server, '1.0'))],
  ['as the emulator sends it, version 2', (server) => server.token(emulatorClaims(server, '2.0'))],
  ['as another bot sends it to a skill', (server) => server.token(skillClaims(server))],
]

/** What may stand in the Authorization header instead of a token; undefined is no header. */
export const wrongHeaders: readonly [what: string, make: (good: string) => string | undefined][] = [
  ['no header', () => undefined],
  ['an empty header', () => ''],
  ['a scheme alone', () => 'Bearer'],
  ['a word', () => 'Bearer garbage'],
  ['three words with dots', () => 'Bearer not.a.token'],
  ['a good token without its scheme', (good) => good],
  ['a good token of another scheme', (good) => `Basic ${good}`],
  ['a good token and something more', (good) => `Bearer ${good} more`],
]

async function unsignedPart(server: KeyServer, overrides: Claims = {}): Promise<[string, string]> {
  const [header = '', payload = ''] = (await server.token(overrides)).split('.')
  return [header, payload]
}

async function tampered(server: KeyServer): Promise<string> {
  const [header = '', , signature = ''] = (await server.token()).split('.')
  return [header, encode(server.claims({ exp: secondsFromNow(86_400) })), signature].join('.')
}

async function transplanted(server: KeyServer): Promise<string> {
  const [, , signature = ''] = (await server.token({ exp: secondsFromNow(60) })).split('.')
  return [...(await unsignedPart(server)), signature].join('.')
}

/** The key set's good key by name, but not the key that signed. */
async function impostor(server: KeyServer): Promise<string> {
  const [, , signature = ''] = (await server.keys.unknown.sign(server.claims())).split('.')
  return [...(await unsignedPart(server)), signature].join('.')
}

/** Whoever lets the token choose the algorithm takes the public key, which all know, for a shared secret. */
async function confused(server: KeyServer): Promise<string> {
  const publicKey = createPublicKey(await exportSPKI(server.keys.good.publicKey))
  const secret = publicKey.export({ type: 'pkcs1', format: 'pem' })
  return new SignJWT(server.claims())
    .setProtectedHeader(headerOf(server, 'HS256'))
    .sign(new TextEncoder().encode(secret.toString()))
}

function headerOf({ keys }: KeyServer, alg: string): { alg: string; kid: string; typ: string } {
  return { alg, kid: keys.good.jwk.kid, typ: 'JWT' }
}

/** Entra's token for the bot's own registration: rightly signed, and nothing that Teams would send. */
function emulatorClaims({ channel: { appId, tenantId } }: KeyServer, version: '1.0' | '2.0'): Claims {
  return version === '1.0'
    ? { iss: `https://sts.windows.net/${tenantId}/`, ver: version, tid: tenantId, appid: appId }
    : { iss: `https://login.microsoftonline.com/${tenantId}/v2.0`, ver: version, tid: tenantId, azp: appId }
}

function skillClaims({ channel: { tenantId } }: KeyServer): Claims {
  return {
    iss: `https://sts.windows.net/${tenantId}/`,
    ver: '1.0',
    tid: tenantId,
    appid: '99999999-9999-4999-8999-999999999999',
  }
}
