import type { Clock } from '../../data/domain/day'
import type { OperatorGrant } from '../../data/domain/read-grants'
import type { Rights, Store } from '../../data/store/store'
import type { EntraConfig } from '../entra-config'
import type { Configured } from './configured'
import type { Network } from './network/network'
import type { Tokens } from './tokens'

/** What a check found. */
export interface Finding {
  /** A warning is worth a look; something wrong needs mending. */
  state: 'well' | 'warning' | 'wrong'
  /** One line. It names no person and shows no value of a variable. */
  what: string
  /** What to do about it. */
  mend?: string
}

/** Why a check could not look, where that says nothing by itself. */
export interface NotLookedAt {
  because: string
}

/** One thing that the doctor looks at, given what it needs for that. To add a check, add it to a list in index.ts. */
export interface Check<Examined> {
  name: string
  /** An expected failure that it throws is something wrong, in its own words. */
  look: (examined: Examined) => Promise<readonly Finding[] | NotLookedAt>
}

/** What is there before anything is opened. */
export interface OnThisMachine {
  configured: Configured
  /** Real time, unless the command fixes it. */
  time: Clock
}

export interface WithStore extends OnThisMachine {
  store: Store
  /** By which questions are answered: it may be in the store. */
  clock: Clock
  /** A sample university: nothing is scheduled on it, and nobody is in it. */
  isSample: boolean
  grant: OperatorGrant
  /** What the login may do, asked once. */
  rights: () => Promise<Rights | undefined>
}

export interface WithNetwork extends OnThisMachine {
  network: Network
  /** Where chats say that Teams takes messages; none where the store cannot say. */
  serviceUrls: () => Promise<readonly string[]>
}

export interface WithEntra extends WithNetwork {
  entra: EntraConfig
  tokens: Tokens
}
