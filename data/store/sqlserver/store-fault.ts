import { EngagementError, type ErrorCode } from '../../domain/errors'
import { certificateFault, codesOf, disconnected, isPassing, numbersOf } from './faults'

const notSignedIn: ReadonlySet<number> = new Set([18452, 18456, 18470, 18486, 18487, 18488, 916, 40532])
const notAllowed: ReadonlySet<number> = new Set([229, 230, 262, 297, 300, 1088, 15247, 33557])

/** What is known of a fault. */
interface Facts {
  numbers: number[]
  codes: string[]
  certificate: string | undefined
  /** How the server or a library names it. */
  name: string
  passing: boolean
}

interface Told {
  when: (facts: Facts) => boolean
  code: ErrorCode
  words: (facts: Facts) => string
}

const numbered =
  (...numbers: number[]) =>
  ({ numbers: found }: Facts): boolean =>
    found.some((number) => numbers.includes(number))

/** What an operator reads: the first that fits. */
const told: readonly Told[] = [
  {
    when: ({ certificate }) => certificate !== undefined,
    code: 'store-refused',
    words: ({ certificate = '' }) =>
      `The SQL Server's certificate cannot be trusted (${certificate}). Give it one of a known authority, name that authority's file in NODE_EXTRA_CA_CERTS or, for a trial only, add TrustServerCertificate=true.`,
  },
  {
    when: ({ codes }) => codes.includes('EFEDAUTH'),
    code: 'store-refused',
    words: () =>
      'Entra ID gave no token for the SQL Server: check Authentication and the identity that ENGAGEMENT_DATABASE names.',
  },
  {
    when: numbered(4060),
    code: 'store-unavailable',
    words: ({ name }) =>
      `The SQL Server did not open the database (${name}): check Database in ENGAGEMENT_DATABASE, and that the login has a user there.`,
  },
  {
    when: numbered(40_615),
    code: 'store-refused',
    words: ({ name }) =>
      `The SQL Server's firewall refuses this machine (${name}): allow its address, or use a private endpoint.`,
  },
  {
    when: ({ passing: passes, codes }) =>
      passes || codes.some((code) => disconnected.has(code) || code === 'ETIMEOUT' || code === 'ENOTFOUND'),
    code: 'store-unavailable',
    words: ({ name }) =>
      `The SQL Server cannot be reached or is busy (${name}): check that it runs and that ENGAGEMENT_DATABASE names it, then repeat.`,
  },
  {
    when: ({ numbers, codes }) =>
      numbers.some((number) => notSignedIn.has(number)) || codes.includes('ELOGIN'),
    code: 'store-refused',
    words: ({ name }) =>
      `The SQL Server did not accept the sign-in (${name}): check user, password and database in ENGAGEMENT_DATABASE.`,
  },
  {
    when: ({ numbers }) => numbers.some((number) => notAllowed.has(number)),
    code: 'store-refused',
    words: ({ name }) =>
      `The SQL Server login may not do this (${name}): give its user the role that deploy/sql makes for this work.`,
  },
]

/**
 * The server's fault as an operator may read it. The server's own words are left out, since they quote values; they
 * stay in the cause, which is never logged.
 */
export function storeFault(error: unknown): EngagementError {
  if (error instanceof EngagementError) return error
  const [numbers, codes] = [numbersOf(error), codesOf(error)]
  const facts: Facts = {
    numbers,
    codes,
    certificate: certificateFault(error),
    name: numbers.length > 0 ? `SQL Server error ${numbers.join(', ')}` : (codes.at(-1) ?? 'unknown'),
    passing: isPassing(error),
  }
  const fitting = told.find(({ when }) => when(facts))
  const message = fitting?.words(facts) ?? `The SQL Server refused a statement (${facts.name}).`
  return new EngagementError(fitting?.code ?? 'store-failed', message, { cause: error })
}
