import { setTimeout as wait } from 'node:timers/promises'
import { isSqlite, openStore } from '../../data/store/open'
import type { Store } from '../../data/store/store'
import type { Configured } from './configured'
import { openingTheStore } from './index'
import { failed, left, look, type Group } from './look'
import { requireFile } from './store'

/** The store as far as it could be opened. */
export interface Opened {
  group: Group
  /** Absent where nothing in it can be looked at … */
  store: Store | undefined
  /** … and then why. */
  because: string
  close(): Promise<void>
}

/** How long the store may take: for a connection, for a statement, and for all that is looked at in it. In milliseconds. */
const timeouts = { connect: 10_000, statement: 30_000 }
const patience = 40_000

/** Opens the configured store, and sees whether it can be looked into. It makes none. */
export async function openToLook({ store: config }: Configured, offline: boolean): Promise<Opened> {
  const group: Group = { title: 'The store', findings: [], notLookedAt: [] }
  const unopened = (because: string): Opened => {
    group.notLookedAt.push(...left(openingTheStore.slice(group.findings.length), because))
    return { group, store: undefined, because, close: () => Promise.resolve() }
  }
  if (!config) return unopened('the configuration cannot be read')
  if (offline && !isSqlite(config.database)) return unopened('--offline')
  try {
    requireFile(config.database)
    const store = openStore(config.database, { ...config, timeouts })
    return await lookAtOpening(store, group)
  } catch (error) {
    group.findings.push({ check: 'store', ...failed(error) })
    return unopened('the store cannot be opened')
  }
}

async function lookAtOpening(store: Store, group: Group): Promise<Opened> {
  const inTime = store.until(AbortSignal.timeout(patience))
  // A server that does not answer would keep it open.
  const close = (): Promise<void> => Promise.race([store.close(), wait(2_000, undefined, { ref: false })])
  for (const [index, check] of openingTheStore.entries()) {
    const { findings } = await look(check, { store: inTime })
    group.findings.push(...findings)
    if (findings.every(({ state }) => state !== 'wrong')) continue
    const because = index === 0 ? 'the store does not answer' : 'the schema is not up to date'
    group.notLookedAt.push(...left(openingTheStore.slice(index + 1), because))
    return { group, store: undefined, because, close }
  }
  return { group, store: inTime, because: '', close }
}
