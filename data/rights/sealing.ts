import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

const algorithm = 'aes-256-gcm'
const nonceLength = 12
const tagLength = 16

/**
 * Encrypts a value with AES-256-GCM, NIST SP 800-38D, under a nonce of its own. It opens only with the same key and place.
 *
 * @param pad how many bytes it takes at least, so that its length does not tell what it is
 */
export function seal(key: Buffer, value: unknown, place: readonly string[], pad = 0): string {
  const nonce = randomBytes(nonceLength)
  const cipher = createCipheriv(algorithm, key, nonce).setAAD(Buffer.from(JSON.stringify(place)))
  const text = Buffer.from(JSON.stringify(value))
  // JSON is read past blanks at its end.
  const blanks = Buffer.alloc(Math.max(0, pad - text.length), ' ')
  const sealed = Buffer.concat([cipher.update(text), cipher.update(blanks), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64')
}

/** What was sealed; undefined for whatever this key did not seal for this place. */
export function open(key: Buffer, text: string, place: readonly string[]): unknown {
  const bytes = Buffer.from(text, 'base64')
  const nonce = bytes.subarray(0, nonceLength)
  const tag = bytes.subarray(nonceLength, nonceLength + tagLength)
  try {
    const decipher = createDecipheriv(algorithm, key, nonce, { authTagLength: tagLength })
      .setAAD(Buffer.from(JSON.stringify(place)))
      .setAuthTag(tag)
    const sealed = bytes.subarray(nonceLength + tagLength)
    return JSON.parse(Buffer.concat([decipher.update(sealed), decipher.final()]).toString('utf8'))
  } catch {
    return undefined
  }
}
