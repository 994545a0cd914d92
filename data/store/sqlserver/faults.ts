/**
 * Server errors that pass by themselves: Azure SQL's transient faults (service busy, resource limits, failover,
 * reconfiguration), want of memory, a server that starts, a deadlock's victim, a snapshot's conflict, a lock not had in
 * time.
 *
 * Source: Microsoft, "Troubleshooting connection issues and other errors", Azure SQL Database.
 */
const passing: ReadonlySet<number> = new Set([
  20, 64, 121, 233, 615, 701, 802, 926, 976, 983, 1204, 1205, 1222, 3960, 3961, 4060, 4221, 8645, 8651, 10053,
  10054, 10060, 10928, 10929, 10936, 18401, 40143, 40166, 40197, 40501, 40540, 40613, 42108, 42109, 49918,
  49919, 49920,
])

/** Codes of mssql, tedious and tarn for a connection that is not there, broke, or was not to be had in time. */
export const disconnected: ReadonlySet<string> = new Set([
  'ESOCKET',
  'ECONNCLOSED',
  'ENOTOPEN',
  'EINVALIDSTATE',
  'ECONNRESET',
  'ECONNREFUSED',
  'EPIPE',
  'EAI_AGAIN',
  'EINSTLOOKUP',
])

/** The first connection of all did not come about: a wrong name, port or firewall far more often than a passing fault. */
export class NeverConnected extends Error {
  constructor(cause: unknown) {
    super('There was no connection yet.', { cause })
    this.name = 'NeverConnected'
  }
}

/** Whether the same work may soon succeed when it is done again. A statement that took too long would again. */
export function isPassing(error: unknown): boolean {
  if (certificateFault(error) !== undefined || codesOf(error).includes('ENOTFOUND')) return false
  if (numbersOf(error).some((number) => passing.has(number))) return true
  const faults = [...chainOf(error)]
  if (faults.some(({ isTransient }) => isTransient === true)) return true
  if (faults.some((fault) => fault instanceof NeverConnected)) return false
  return faults.some(
    ({ name, code }) =>
      (typeof code === 'string' && disconnected.has(code)) ||
      (code === 'ETIMEOUT' && name === 'ConnectionError') ||
      name === 'TimeoutError',
  )
}

interface Fault {
  number?: unknown
  code?: unknown
  name?: unknown
  isTransient?: unknown
  originalError?: unknown
  cause?: unknown
  errors?: unknown
  precedingErrors?: unknown
}

/** An error and those that it stands for, of whichever library. */
function* chainOf(error: unknown, depth = 0): Generator<Fault> {
  if (typeof error !== 'object' || error === null || depth > 5) return
  const fault: Fault = error
  yield fault
  yield* chainOf(fault.originalError, depth + 1)
  yield* chainOf(fault.cause, depth + 1)
  for (const several of [fault.errors, fault.precedingErrors]) {
    if (Array.isArray(several)) for (const one of several) yield* chainOf(one, depth + 1)
  }
}

/** The server's error numbers, of all that the error stands for. */
export function numbersOf(error: unknown): number[] {
  const numbers = [...chainOf(error)].flatMap(({ number }) =>
    typeof number === 'number' && number > 0 ? [number] : [],
  )
  return [...new Set(numbers)]
}

/** The libraries' codes, the outermost first. */
export function codesOf(error: unknown): string[] {
  return [...chainOf(error)].flatMap(({ code }) => (typeof code === 'string' ? [code] : []))
}

/** Node's code for a certificate that does not hold. */
export function certificateFault(error: unknown): string | undefined {
  return codesOf(error).find((code) => /CERT|SIGNATURE|TLS_CERT/u.test(code))
}
