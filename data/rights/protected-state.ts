import { createHash } from 'node:crypto'
import type { Database, Store } from '../store/store'
import { keysOf } from './keys'
import { open, seal } from './sealing'

/**
 * What a state is about. `sign-in`: who is signed in, with their token; `signed-out`: that somebody wants to be asked
 * before they are signed in again; `question`: what waits for a sign-in; `exchange`: a sign-in dealt with already;
 * `conversation`: what somebody asked last in a chat.
 */
export interface StateName {
  kind: 'sign-in' | 'signed-out' | 'question' | 'exchange' | 'conversation'
  /** Whose it is, by their object ID or, of a conversation, their staff ID. */
  person: string
  /** The conversation, the exchange: with the person they name one state. */
  of: readonly string[]
}

/**
 * Reads a state that any instance wrote. Undefined when there is none, when it has expired, and when it was not written
 * by this product's instances for this name.
 */
export async function readState(store: Store, name: StateName, now: Date): Promise<unknown> {
  const { state } = await keysOf(store)
  return read(store.db, state, name, now)
}

async function read(db: Database, key: Buffer, name: StateName, now: Date): Promise<unknown> {
  const stateKey = keyOf(name)
  const row = await db
    .selectFrom('protected_state')
    .select(['sealed', 'expires_at'])
    .where('state_key', '=', stateKey)
    .where('expires_at', '>', now.toISOString())
    .executeTakeFirst()
  // Bound to the row: one person's state does not open in another's row, or later.
  return row && open(key, row.sealed, [stateKey, new Date(row.expires_at).toISOString()])
}

/** Writes a state in the place of the one before, and drops what has expired. */
export async function writeState(
  store: Store,
  name: StateName,
  value: unknown,
  { now, expiresAt }: { now: Date; expiresAt: Date },
): Promise<void> {
  await changeState(store, name, () => value, { now, expiresAt })
}

/**
 * Writes a state that only its own person's turns write, in the place of the one before: nobody waits for anybody else.
 * What has expired stays for others to drop.
 */
export async function writeOwnState(
  store: Store,
  name: StateName,
  value: unknown,
  expiresAt: Date,
): Promise<void> {
  const { state } = await keysOf(store)
  await store.transaction(
    async ({ db }) => {
      await store.takeTurn(db, `state ${keyOf(name)}`)
      await drop(db, name)
      await insert(db, state, name, value, expiresAt)
    },
    { repeatable: true },
  )
}

/** Writes what a change makes of a state, which nobody else changes meanwhile. */
export async function changeState(
  store: Store,
  name: StateName,
  change: (before: unknown) => unknown,
  { now, expiresAt }: { now: Date; expiresAt: Date },
): Promise<void> {
  const { state } = await keysOf(store)
  await store.transaction(
    async ({ db }) => {
      await dropExpired(db, now)
      const before = await read(db, state, name, now)
      await drop(db, name)
      await insert(db, state, name, change(before), expiresAt)
    },
    { alone: 'state', repeatable: true },
  )
}

/** Writes a state unless it is there already: true for one caller alone, on whichever instance. */
export async function claimState(
  store: Store,
  name: StateName,
  { now, expiresAt }: { now: Date; expiresAt: Date },
): Promise<boolean> {
  const { state } = await keysOf(store)
  return store.transaction(
    async ({ db }) => {
      await dropExpired(db, now)
      const known = await db
        .selectFrom('protected_state')
        .select('state_key')
        .where('state_key', '=', keyOf(name))
        .executeTakeFirst()
      if (known) return false
      await insert(db, state, name, null, expiresAt)
      return true
    },
    { alone: 'state' },
  )
}

export async function removeState(store: Store, name: StateName): Promise<void> {
  await store.transaction(({ db }) => drop(db, name), { repeatable: true })
}

/** Removes a person's states of one kind, wherever they are from. */
export async function removeStatesOf(store: Store, kind: StateName['kind'], person: string): Promise<void> {
  await store.transaction(
    ({ db }) =>
      db
        .deleteFrom('protected_state')
        .where('person_key', '=', hash([kind, person]))
        .execute(),
    { repeatable: true },
  )
}

function keyOf({ kind, person, of }: StateName): string {
  return hash([kind, person, ...of])
}

/** The table does not list who was signed in where. */
function hash(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex')
}

async function drop(db: Database, name: StateName): Promise<void> {
  await db.deleteFrom('protected_state').where('state_key', '=', keyOf(name)).execute()
}

async function dropExpired(db: Database, now: Date): Promise<void> {
  await db.deleteFrom('protected_state').where('expires_at', '<=', now.toISOString()).execute()
}

async function insert(
  db: Database,
  key: Buffer,
  name: StateName,
  value: unknown,
  expiresAt: Date,
): Promise<void> {
  const stateKey = keyOf(name)
  const expires = expiresAt.toISOString()
  await db
    .insertInto('protected_state')
    .values({
      state_key: stateKey,
      person_key: hash([name.kind, name.person]),
      expires_at: expires,
      sealed: seal(key, value, [stateKey, expires]),
    })
    .execute()
}
