import { hkdfSync, randomBytes } from 'node:crypto'
import { EngagementError } from '../domain/errors'
import { readSetting, writeSetting } from '../records/settings'
import type { Store } from '../store/store'

/** Keys for purposes that must not know of each other, all derived from one secret. */
export interface Keys {
  /** Seals the entries of the access trail. */
  trail: Buffer
  /** Encrypts sign-ins and what waits for them. */
  state: Buffer
  /** Encrypts whom a card in a chat is about. */
  references: Buffer
  /** Makes the pseudonyms of one project. */
  pseudonyms: (project: string) => Buffer
}

/**
 * The keys of a store: of `ENGAGEMENT_SECRET`, else, in an embedded store, of a secret that it makes for itself and
 * keeps. The latter proves and protects nothing against somebody who can read the file: it is for trials.
 *
 * @throws EngagementError `configuration` on a SQL Server without a secret
 */
export async function keysOf(store: Store): Promise<Keys> {
  const secret = store.secret ?? (await ownSecret(store))
  return {
    trail: derive(secret, 'access trail'),
    state: derive(secret, 'protected state'),
    references: derive(secret, 'shared student references'),
    pseudonyms: (project) => derive(secret, `pseudonyms of ${project}`),
  }
}

/** HKDF with SHA-256, RFC 5869. */
function derive(secret: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, 'my-engagement', purpose, 32))
}

async function ownSecret(store: Store): Promise<string> {
  if (store.engine !== 'sqlite') {
    throw new EngagementError(
      'configuration',
      'ENGAGEMENT_SECRET must be set where ENGAGEMENT_DATABASE is a SQL Server: it seals the access trail.',
    )
  }
  return (await readSetting(store.db, 'secret')) ?? makeSecret(store)
}

function makeSecret(store: Store): Promise<string> {
  return store.transaction(async ({ db }) => {
    // Another process may have been first.
    const made = await readSetting(db, 'secret')
    if (made !== undefined) return made
    const secret = randomBytes(32).toString('base64')
    await writeSetting(db, 'secret', secret)
    return secret
  })
}
