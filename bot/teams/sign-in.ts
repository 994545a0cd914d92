import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import {
  changeState,
  claimState,
  readState,
  removeState,
  removeStatesOf,
  writeState,
  type StateName,
} from '../../data/rights/protected-state'
import type { Store } from '../../data/store/store'
import type { EntraConfig } from '../entra-config'
import { exchange, type SignedIn } from './exchange'
import { tenantsOf, type Activity } from './activity'

/** What the protected state holds of a sign-in. */
const signedIn = z.object({
  objectId: z.string(),
  tenantId: z.string(),
  upn: z.string(),
  appRoles: z.array(z.string()),
  graphToken: z.string(),
  expiresAt: z.coerce.date(),
  generation: z.string(),
})

/** Each signing out begins a new generation of sign-ins; those of an older one hold no longer. */
const signedOut = z.object({ generation: z.string(), staysOut: z.boolean() })
type SignedOut = z.output<typeof signedOut>

/** Before anybody has signed out. */
const never: SignedOut = { generation: 'first', staysOut: false }
const question = z.object({ text: z.string() })

const minute = 60_000
const day = 24 * 60 * minute

/** How long a question waits for its asker to sign in. */
const questionWaits = 15 * minute

/**
 * Who has signed in: `signed-out` for somebody who has signed out and not in again, undefined for all others who have
 * to. A sign-in holds for one conversation, so that nobody can have a person's answers sent to another one.
 */
export async function whoIs(store: Store, received: Activity): Promise<SignedIn | 'signed-out' | undefined> {
  const now = new Date()
  const out = asSignedOut(await readState(store, signOutOf(received), now))
  if (out.staysOut) return 'signed-out'
  const found = signedIn.safeParse(await readState(store, signInOf(received), now))
  if (!found.success || found.data.generation !== out.generation) return undefined
  return isOf(found.data, received) && found.data.expiresAt > now ? found.data : undefined
}

/**
 * Signs a person in with the token that Teams holds for them.
 *
 * @throws when they have signed out, when Entra ID gives no token for it, or when the token is not of the person and
 *   tenant of the activity
 */
export async function signIn(
  store: Store,
  entra: EntraConfig,
  received: Activity,
  token: string,
): Promise<void> {
  // Before the exchange: who signs out while it runs stays out.
  const { generation, staysOut } = asSignedOut(await readState(store, signOutOf(received), new Date()))
  if (staysOut) throw new Error('Somebody who has signed out.')
  const person = await exchange(entra, token)
  if (person.tenantId !== entra.tenantId || !isOf(person, received))
    throw new Error('A token of somebody else.')
  const times = { now: new Date(), expiresAt: person.expiresAt }
  await writeState(store, signInOf(received), { ...person, generation }, times)
}

/** Ends a person's sign-ins in all conversations. They are not signed in again before they ask for it. */
export async function signOut(store: Store, received: Activity): Promise<void> {
  await changeSignOut(store, received, () => ({ generation: randomUUID(), staysOut: true }))
  await removeStatesOf(store, 'sign-in', personOf(received))
}

/** Lets somebody who has signed out sign in again; the sign-ins from before stay ended. */
export async function allowSignIn(store: Store, received: Activity): Promise<void> {
  await changeSignOut(store, received, ({ generation }) => ({ generation, staysOut: false }))
}

/** Keeps a question until its asker has signed in. */
export async function keepQuestion(store: Store, received: Activity, text: string): Promise<void> {
  const now = new Date()
  const expiresAt = new Date(now.getTime() + questionWaits)
  await writeState(store, questionOf(received), { text }, { now, expiresAt })
}

/** Gives the question that waits, once. */
export async function takeQuestion(store: Store, received: Activity): Promise<string | undefined> {
  const kept = question.safeParse(await readState(store, questionOf(received), new Date()))
  if (!kept.success) return undefined
  await removeState(store, questionOf(received))
  return kept.data.text
}

/** Teams sends one exchange from each of a person's devices: true for the first of them. */
export function isFirst(store: Store, received: Activity, exchangeId: string): Promise<boolean> {
  const now = new Date()
  const name = exchangeOf(received, [...where(received), exchangeId])
  return claimState(store, name, { now, expiresAt: new Date(now.getTime() + questionWaits) })
}

async function changeSignOut(
  store: Store,
  received: Activity,
  change: (before: SignedOut) => SignedOut,
): Promise<void> {
  const now = new Date()
  const expiresAt = new Date(now.getTime() + 30 * day)
  await changeState(store, signOutOf(received), (before) => change(asSignedOut(before)), { now, expiresAt })
}

function asSignedOut(state: unknown): SignedOut {
  const parsed = signedOut.safeParse(state)
  return parsed.success ? parsed.data : never
}

function isOf(person: SignedIn, received: Activity): boolean {
  const { aadObjectId } = received.from
  return (
    aadObjectId?.toLowerCase() === person.objectId &&
    tenantsOf(received).every((id) => id === person.tenantId)
  )
}

function personOf({ from }: Pick<Activity, 'from'>): string {
  return from.aadObjectId?.toLowerCase() ?? ''
}

/** As the channel names the person, and the conversation. */
const where = ({ from, conversation }: Activity): string[] => [from.id, conversation.id]

const stateOf =
  (kind: StateName['kind']) =>
  (received: Activity, of = where(received)): StateName => ({ kind, person: personOf(received), of })

const signInOf = stateOf('sign-in')
const questionOf = stateOf('question')
const exchangeOf = stateOf('exchange')
const signOutOf = (received: Activity): StateName => stateOf('signed-out')(received, [])
