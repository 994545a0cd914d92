import { createHmac } from 'node:crypto'

/** HMAC-SHA256 over JSON, in which no two lists of parts read alike. */
export function keyedHash(key: Buffer, parts: readonly unknown[]): string {
  return createHmac('sha256', key).update(JSON.stringify(parts)).digest('hex')
}
