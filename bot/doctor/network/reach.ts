import { isIP, connect as connectTcp, type Socket } from 'node:net'
import { connect as connectTls, type TLSSocket } from 'node:tls'

/** Where something listens. */
export interface Address {
  host: string
  port: number
  /** Whether the connection is encrypted from its first byte. */
  tls: boolean
}

/** Whether something listens there, and how far a connection came where it did not come about. */
export type Reached =
  | { kind: 'reached'; certificateEnds: Date | undefined }
  | { kind: 'unreached'; step: 'name' | 'connection' | 'encryption'; code: string }

/** How long a connection may take in all, in milliseconds. */
const patience = 6_000

/** Connects once, says nothing, and hangs up. */
export function reach({ host, port, tls }: Address): Promise<Reached> {
  return new Promise((resolve) => {
    let step: 'name' | 'connection' | 'encryption' = isIP(host) === 0 ? 'name' : 'connection'
    const socket: Socket | TLSSocket = tls
      ? connectTls({ host, port, ...(isIP(host) === 0 && { servername: host }) })
      : connectTcp({ host, port })
    const end = (reached: Reached): void => {
      clearTimeout(timer)
      socket.destroy()
      resolve(reached)
    }
    const timer = setTimeout(() => end({ kind: 'unreached', step, code: 'no answer' }), patience)
    socket.once('lookup', (error) => {
      if (!error) step = 'connection'
    })
    socket.once('connect', () => {
      step = 'encryption'
      if (!tls) end({ kind: 'reached', certificateEnds: undefined })
    })
    socket.once('secureConnect', () => end({ kind: 'reached', certificateEnds: endOf(socket) }))
    socket.on('error', (error: NodeJS.ErrnoException) => {
      end({ kind: 'unreached', step, code: codeOf(error) })
    })
    socket.once('close', () => end({ kind: 'unreached', step, code: 'closed' }))
  })
}

function endOf(socket: Socket | TLSSocket): Date | undefined {
  const text = 'getPeerCertificate' in socket ? socket.getPeerCertificate().valid_to : ''
  return Number.isNaN(Date.parse(text)) ? undefined : new Date(text)
}

/** Where all addresses of a name failed, the first one's. */
function codeOf(error: NodeJS.ErrnoException): string {
  const first: unknown = error instanceof AggregateError ? error.errors[0] : undefined
  const code = error.code ?? (first instanceof Error && 'code' in first ? first.code : undefined)
  return typeof code === 'string' ? code : error.name
}
