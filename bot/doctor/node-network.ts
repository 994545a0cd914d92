import { z } from 'zod'
import { readEnvironment } from '../config'

/** What the environment tells Node itself about the network. */
export interface NodeNetwork {
  /** Whether a proxy for outgoing https is named, and whether Node was told to use it. */
  proxy: 'none' | 'named' | 'used'
  /** The file of further authorities whose certificates are trusted. */
  authorities: string | undefined
  /** Whether the certificates of others are checked. */
  checksCertificates: boolean
}

const text = z.string().optional()
const environment = z.object({
  HTTPS_PROXY: text,
  https_proxy: text,
  NODE_EXTRA_CA_CERTS: text,
  NODE_TLS_REJECT_UNAUTHORIZED: text,
  NODE_USE_ENV_PROXY: text,
})

export function readNodeNetwork(): NodeNetwork {
  const read = readEnvironment(environment)
  const isNamed = (read.HTTPS_PROXY ?? read.https_proxy) !== undefined
  return {
    proxy: !isNamed ? 'none' : read.NODE_USE_ENV_PROXY === '1' ? 'used' : 'named',
    authorities: read.NODE_EXTRA_CA_CERTS,
    checksCertificates: read.NODE_TLS_REJECT_UNAUTHORIZED !== '0',
  }
}
