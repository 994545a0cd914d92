import type { Clock } from '../../data/domain/day'
import type { OperatorGrant } from '../../data/domain/read-grants'
import { chatsSeen } from '../../data/queries/chats-seen'
import { readSetting } from '../../data/records/settings'
import type { Store } from '../../data/store/store'
import { clockOf } from '../clock'
import type { OnThisMachine, WithNetwork, WithStore } from './check'
import { readConfigured } from './configured'
import { inTheStore, ofTheWork, onThisMachine, overTheNetwork, withMicrosoft } from './index'
import { left, lookAtOnce, lookInTurn, type Group } from './look'
import { createNetwork } from './network/network'
import { openToLook, type Opened } from './opening'
import { tokensOf } from './tokens'

export interface Examination {
  /** Asks nothing that is not on this machine. */
  offline: boolean
  /** Fixes the clock. */
  now: Date | undefined
  grant: OperatorGrant
}

const titles = { work: 'Data and work', microsoft: 'Microsoft 365', network: 'The network' }

/** Looks at everything that can be looked at, and tells it heading by heading: what is near first. It changes nothing. */
export async function* examine(examination: Examination): AsyncGenerator<Group> {
  const { offline, now } = examination
  const time: Clock = () => now ?? new Date()
  const here: OnThisMachine = { configured: readConfigured(), time }
  yield await lookInTurn('This machine', onThisMachine, here)
  const opened = await openToLook(here.configured, offline)
  try {
    // Begun now: in all it takes no longer than the slower of the two.
    const network = offline ? leaveNetwork() : lookOverNetwork(here, opened.store)
    yield* lookIntoStore(here, opened, examination)
    yield* await network
  } finally {
    await opened.close()
  }
}

async function* lookIntoStore(
  here: OnThisMachine,
  { group, store, because }: Opened,
  { now, grant }: Examination,
): AsyncGenerator<Group> {
  if (!store) {
    yield { ...group, notLookedAt: [...group.notLookedAt, ...left(inTheStore, because)] }
    yield { title: titles.work, findings: [], notLookedAt: left(ofTheWork, because) }
    return
  }
  const clock = await clockOf(store, now ? { now } : {})
  const isSample = store.engine === 'sqlite' && (await readSetting(store.db, 'sample-now')) !== undefined
  const rights = once(() => store.rights())
  const examined: WithStore = { ...here, store, clock, isSample, grant, rights }
  const refused = await mayRefuse(rights)
  const { findings, notLookedAt } = await lookInTurn(group.title, inTheStore, examined, refused)
  yield { ...group, findings: [...group.findings, ...findings], notLookedAt }
  yield await lookInTurn(titles.work, ofTheWork, examined, refused)
}

/** A login for other work than the server's may not read all that the server writes. */
async function mayRefuse(rights: WithStore['rights']): Promise<string | undefined> {
  const known = await rights().catch(() => undefined)
  const [role] = known?.roles ?? []
  return role === undefined || role === 'engagement_bot' || known?.isOwner
    ? undefined
    : `the login, ${role}, may not`
}

function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let asked: Promise<T> | undefined
  return () => (asked ??= ask())
}

async function lookOverNetwork(here: OnThisMachine, store: Store | undefined): Promise<Group[]> {
  const examined: WithNetwork = {
    ...here,
    network: createNetwork(),
    serviceUrls: () => (store ? addressesOfChats(store) : Promise.resolve([])),
  }
  const { entra } = here.configured
  const microsoft = entra
    ? lookAtOnce(titles.microsoft, withMicrosoft, { ...examined, entra, tokens: tokensOf(entra) })
    : Promise.resolve(leaveMicrosoft('signing in with Entra ID is not configured'))
  return Promise.all([microsoft, lookAtOnce(titles.network, overTheNetwork, examined)])
}

/** Who may not look into chats has the configured addresses all the same. */
async function addressesOfChats(store: Store): Promise<readonly string[]> {
  const seen = await chatsSeen(store).catch(() => undefined)
  return seen?.serviceUrls ?? []
}

const leaveMicrosoft = (because: string): Group => ({
  title: titles.microsoft,
  findings: [],
  notLookedAt: left(withMicrosoft, because),
})

function leaveNetwork(): Promise<Group[]> {
  const because = '--offline'
  const network = { title: titles.network, findings: [], notLookedAt: left(overTheNetwork, because) }
  return Promise.resolve([leaveMicrosoft(because), network])
}
