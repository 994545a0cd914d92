import { readNodeNetwork } from '../node-network'
import { reach, type Address, type Reached } from './reach'

/** What somebody answered, or how far it came. */
export type Asked =
  | { kind: 'answer'; status: number; headers: Headers; text: string; at: Date }
  /** There was a connection, and no answer on it in time. */
  | { kind: 'silent'; tried: string }
  | { kind: 'unreached'; tried: string; at: string; reached: Extract<Reached, { kind: 'unreached' }> }

/** What leaves this machine, each with a deadline of its own. */
export interface Network {
  /** Connects to an address, once however many checks ask. */
  reach(address: Address): Promise<Reached>
  /** One request, where a connection comes about. Redirects are not followed. */
  ask(url: string, init?: RequestInit): Promise<Asked>
}

/** How long an answer may take, in milliseconds. */
const patience = 8_000

/** The most that is read of an answer, in characters. */
const longest = 64 * 1024

export function createNetwork(): Network {
  const isProxied = readNodeNetwork().proxy === 'used'
  const known = new Map<string, Promise<Reached>>()
  const reachOnce = (address: Address): Promise<Reached> => {
    const name = `${placeOf(address)} ${String(address.tls)}`
    const reaching = known.get(name) ?? (isProxied && address.tls ? throughProxy(address) : reach(address))
    known.set(name, reaching)
    return reaching
  }
  const ask = async (url: string, init: RequestInit = {}): Promise<Asked> => {
    const address = addressOf(url)
    const reached = await reachOnce(address)
    const tried = `${init.method ?? 'GET'} ${url}`
    return reached.kind === 'unreached'
      ? { kind: 'unreached', tried, at: placeOf(address), reached }
      : answer(url, init, tried)
  }
  return { reach: reachOnce, ask }
}

/** A proxy alone knows whether it can connect; any answer is one of the address. */
async function throughProxy({ host, port }: Address): Promise<Reached> {
  const asked = await answer(`https://${host}:${port}/`, { method: 'HEAD' }, '')
  return asked.kind === 'answer'
    ? { kind: 'reached', certificateEnds: undefined }
    : { kind: 'unreached', step: 'connection', code: 'no answer through the proxy' }
}

async function answer(url: string, init: RequestInit, tried: string): Promise<Asked> {
  try {
    const response = await fetch(url, {
      ...init,
      redirect: 'manual',
      signal: AbortSignal.timeout(patience),
    })
    const text = (await response.text()).slice(0, longest)
    return { kind: 'answer', status: response.status, headers: response.headers, text, at: new Date() }
  } catch {
    return { kind: 'silent', tried }
  }
}

/** Where a URL leads. */
export function addressOf(url: string): Address {
  const { hostname, port, protocol } = new URL(url)
  const tls = protocol === 'https:'
  return { host: hostname.replace(/^\[|\]$/gu, ''), port: port === '' ? (tls ? 443 : 80) : Number(port), tls }
}

/** "login.microsoftonline.com:443". */
export function placeOf({ host, port }: Address): string {
  return `${host}:${port}`
}
