import { exportJWK, generateKeyPair, SignJWT, type JWK, type KeyLike } from 'jose'

export type Claims = Record<string, unknown>

export interface SigningKey {
  publicKey: KeyLike
  /** As it stands in a key set. */
  jwk: JWK & { kid: string }
  /** Signs claims with RS256; a claim that is undefined is left out. */
  sign(claims: Claims): Promise<string>
}

/** A fresh RSA key of an issuer of tokens. */
export async function createSigningKey(kid: string): Promise<SigningKey> {
  const { publicKey, privateKey } = await generateKeyPair('RS256')
  const header = { alg: 'RS256', kid, typ: 'JWT' }
  return {
    publicKey,
    jwk: { ...(await exportJWK(publicKey)), kid, x5t: kid, use: 'sig' },
    sign: (claims) => new SignJWT(claims).setProtectedHeader(header).sign(privateKey),
  }
}

/** An instant some seconds from now, as tokens tell it. */
export function secondsFromNow(seconds: number): number {
  return Math.floor(Date.now() / 1000) + seconds
}
