import { z } from 'zod'
import {
  claimState,
  readState,
  removeState,
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
  signedInAt: z.coerce.date(),
  expiresAt: z.coerce.date(),
})

const signedOut = z.object({ at: z.coerce.date(), staysOut: z.boolean() })
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
  const out = signedOut.safeParse(await readState(store, signOutOf(received), now))
  if (out.success && out.data.staysOut) return 'signed-out'
  const found = signedIn.safeParse(await readState(store, signInOf(received), now))
  if (!found.success) return undefined
  if (out.success && found.data.signedInAt <= out.data.at) return undefined
  return isOf(found.data, received) && found.data.expiresAt > now ? found.data : undefined
}

/**
 * Signs a person in with the token that Teams holds for them.
 *
 * @throws when Entra ID gives no token for it, or when the token is not of the person and tenant of the activity
 */
export async function signIn(
  store: Store,
  entra: EntraConfig,
  received: Activity,
  token: string,
): Promise<SignedIn> {
  const person = await exchange(entra, token)
  if (person.tenantId !== entra.tenantId || !isOf(person, received))
    throw new Error('A token of somebody else.')
  await writeState(store, signInOf(received), person, { now: new Date(), expiresAt: person.expiresAt })
  return person
}

/** Ends a person's sign-ins in all conversations. They are not signed in again before they ask for it. */
export async function signOut(store: Store, received: Activity): Promise<void> {
  await removeState(store, signInOf(received))
  await writeSignOut(store, received, { at: new Date(), staysOut: true })
}

/** Lets somebody who has signed out sign in again; the sign-ins from before stay ended. */
export async function allowSignIn(store: Store, received: Activity): Promise<void> {
  const known = signedOut.safeParse(await readState(store, signOutOf(received), new Date()))
  if (known.success) await writeSignOut(store, received, { at: known.data.at, staysOut: false })
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
  const name = { kind: 'exchange', of: [...whoAndWhere(received), exchangeId] } as const
  return claimState(store, name, { now, expiresAt: new Date(now.getTime() + questionWaits) })
}

async function writeSignOut(
  store: Store,
  received: Activity,
  state: z.output<typeof signedOut>,
): Promise<void> {
  const now = new Date()
  const expiresAt = new Date(now.getTime() + 30 * day)
  await writeState(store, signOutOf(received), state, { now, expiresAt })
}

function isOf(person: SignedIn, received: Activity): boolean {
  const { aadObjectId } = received.from
  return (
    aadObjectId?.toLowerCase() === person.objectId &&
    tenantsOf(received).every((id) => id === person.tenantId)
  )
}

/** The person, as the channel names them and as Entra ID does, and the conversation. */
function whoAndWhere({ from, conversation }: Activity): string[] {
  return [...who({ from }), from.id, conversation.id]
}

function who({ from }: Pick<Activity, 'from'>): string[] {
  return [from.aadObjectId?.toLowerCase() ?? '']
}

const signInOf = (received: Activity): StateName => ({ kind: 'sign-in', of: whoAndWhere(received) })
const questionOf = (received: Activity): StateName => ({ kind: 'question', of: whoAndWhere(received) })
const signOutOf = (received: Activity): StateName => ({ kind: 'signed-out', of: who(received) })
