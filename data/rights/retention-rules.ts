import type { Schema } from '../store/schema'
import type { Database, Store } from '../store/store'
import { oldAlerts, oldEpisodes, removeAlerts, removeEpisodes } from './alert-retention'
import {
  chatsOfLeavers,
  choicesOfLeavers,
  pausesThatAreOver,
  removeChats,
  removeChoices,
  removePauses,
} from './leavers-retention'
import { countOldTrail, removeOldTrail } from './trail-retention'
import { countOldUnsealed, removeOldUnsealed } from './unsealed-retention'

/** How many rows, by table. */
export type RemovedRows = Readonly<Record<string, number>>

/** What this version removes by itself when it is older than the register allows. */
export interface RetentionRule {
  /** The table whose entry in the register says how long. */
  table: keyof Schema
  /** Tables whose rows go along with those, uncounted. */
  along?: readonly (keyof Schema)[]
  count(store: Store, before: string): Promise<RemovedRows>
  remove(store: Store, before: string): Promise<RemovedRows>
}

export const retentionRules: readonly RetentionRule[] = [
  byKey('protected_state', {
    keys: async (db, before) => {
      const rows = await db
        .selectFrom('protected_state')
        .select('state_key as key')
        .where('expires_at', '<=', before)
        .execute()
      return rows.map(({ key }) => key)
    },
    remove: (db, before, keys) =>
      db
        .deleteFrom('protected_state')
        .where('state_key', 'in', keys)
        .where('expires_at', '<=', before)
        .executeTakeFirst(),
  }),
  byKey('aggregate_answer', {
    // One for each answer; all of a person's are removed together.
    keys: async (db, before) => {
      const rows = await db
        .selectFrom('aggregate_answer')
        .select('staff_id as key')
        .where('answered_at', '<', before)
        .execute()
      return rows.map(({ key }) => key)
    },
    remove: (db, before, keys) =>
      db
        .deleteFrom('aggregate_answer')
        .where('staff_id', 'in', [...new Set(keys)])
        .where('answered_at', '<', before)
        .executeTakeFirst(),
  }),
  byKey('outbox', {
    keys: async (db, before) => {
      const rows = await db.selectFrom('outbox').select('id as key').where('due_at', '<', before).execute()
      return rows.map(({ key }) => key)
    },
    remove: (db, before, keys) =>
      db.deleteFrom('outbox').where('id', 'in', keys).where('due_at', '<', before).executeTakeFirst(),
  }),
  byKey('feedback', {
    keys: async (db, before) => {
      const rows = await db
        .selectFrom('feedback')
        .select('id as key')
        .where('given_at', '<', before)
        .execute()
      return rows.map(({ key }) => key)
    },
    remove: (db, before, keys) =>
      db.deleteFrom('feedback').where('id', 'in', keys).where('given_at', '<', before).executeTakeFirst(),
  }),
  // Alerts before the episodes that they are about.
  byKey('alert', { keys: oldAlerts, remove: removeAlerts, along: ['alert_reason', 'alert_act'] }),
  byKey('alert_episode', { keys: oldEpisodes, remove: removeEpisodes }),
  byKey('alert_choice', { keys: choicesOfLeavers, remove: removeChoices }),
  byKey('alert_preference', { keys: pausesThatAreOver, remove: removePauses }),
  byKey('conversation_reference', { keys: chatsOfLeavers, remove: removeChats }),
  { table: 'access_entry', count: countOldUnsealed, remove: removeOldUnsealed },
  // Last, since it stops at an entry that was tampered with.
  { table: 'access_entry', count: countOldTrail, remove: removeOldTrail },
]

interface KeyedRows extends Pick<RetentionRule, 'along'> {
  /** One for each row that is due. */
  keys(db: Database, before: string): Promise<string[]>
  /** Removes the rows of these keys that are still due. */
  remove(db: Database, before: string, keys: string[]): Promise<{ numDeletedRows: bigint }>
}

/** Keys a statement and a transaction. */
const batch = 500

function byKey(table: keyof Schema, rows: KeyedRows): RetentionRule {
  return {
    table,
    along: rows.along ?? [],
    count: async ({ db }, before) => ({ [table]: (await rows.keys(db, before)).length }),
    remove: async (store, before) => {
      const keys = await rows.keys(store.db, before)
      let removed = 0
      for (let from = 0; from < keys.length; from += batch) {
        const { numDeletedRows } = await store.transaction(({ db }) =>
          rows.remove(db, before, keys.slice(from, from + batch)),
        )
        removed += Number(numDeletedRows)
      }
      return { [table]: removed }
    },
  }
}
