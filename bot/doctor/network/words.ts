import type { Finding } from '../check'
import type { Asked } from './network'
import type { Reached } from './reach'

type Unreached = Extract<Reached, { kind: 'unreached' }>

const common: Readonly<Record<string, string>> = {
  ENOTFOUND: 'its name is not known',
  EAI_AGAIN: 'no name server answers',
  ECONNREFUSED: 'the connection is refused',
  ECONNRESET: 'the connection is broken off',
  ENETUNREACH: 'there is no way to its network',
  EHOSTUNREACH: 'there is no way to it',
  ETIMEDOUT: 'nobody answers',
  CERT_HAS_EXPIRED: 'its certificate has ended',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name',
  'no answer': 'nobody answers',
  closed: 'the connection is broken off',
}

/** "the connection is refused (ECONNREFUSED)". */
export function whyUnreached({ step, code }: Unreached): string {
  if (step === 'name' && code === 'no answer') return 'no name server answers'
  const words =
    common[code] ?? (step === 'encryption' ? 'its certificate is not trusted' : 'it cannot be connected to')
  return /^[A-Z_]+$/u.test(code) ? `${words} (${code})` : words
}

/** What lets a connection come about. */
export function mendUnreached(place: string, { step, code }: Unreached): string {
  if (step === 'name')
    return `Check the name, and that the name server of this machine resolves it; in a private network its private DNS zone.`
  if (step === 'connection') return `Ask for a firewall rule: from this machine to ${place}, TCP, outbound.`
  if (code === 'CERT_HAS_EXPIRED')
    return `Renew the certificate of ${place}, and check the clock of this machine.`
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID')
    return `Check the address, and what stands before it: another server answers at ${place}.`
  return `If something between inspects encrypted connections, exempt ${place}, or name its authority's file in NODE_EXTRA_CA_CERTS.`
}

/** What is told where nothing came back. Without a connection that is no fault of what was asked. */
export function withoutAnswer(whose: string, asked: Exclude<Asked, { kind: 'answer' }>): Finding {
  if (asked.kind === 'silent')
    return {
      state: 'wrong',
      what: `${whose} can be connected to, and gives no answer. Tried: ${asked.tried}.`,
      mend: 'Try again in some minutes; if it stays so, look at what stands between, such as a proxy that inspects.',
    }
  const isConnected = asked.reached.step === 'encryption'
  return {
    state: isConnected ? 'wrong' : 'warning',
    what: `${whose} ${isConnected ? 'cannot be spoken to' : 'could not be looked at'}: ${whyUnreached(asked.reached)}. Tried: ${asked.tried}.`,
    mend: mendUnreached(asked.at, asked.reached),
  }
}
