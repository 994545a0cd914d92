import type { Database, Store } from '../store/store'

// Work to run once across all instances, again and again: a row for each kind, due when it is to run next.

/** Judges the rules of alerts and plans who is told. */
export const planJob = 'plan-alerts'

/** Makes sure that there is a job of a kind; a new one is due at that time. */
export async function ensureJob(store: Store, kind: string, dueAt: Date): Promise<void> {
  const known = store.db.selectFrom('job').select('id').where('id', '=', kind)
  if (await known.executeTakeFirst()) return
  await store.transaction(
    async ({ db }) => {
      await store.takeTurn(db, 'jobs')
      if (await db.selectFrom('job').select('id').where('id', '=', kind).executeTakeFirst()) return
      const row = { id: kind, kind, due_at: dueAt.toISOString(), attempts: 0 }
      await db
        .insertInto('job')
        .values({ ...row, claimed_by: null, claimed_until: null, done_at: null })
        .execute()
    },
    { repeatable: true },
  )
}

/** When the longest due of the jobs that no instance is at was due; undefined where there is none yet. */
export async function oldestDueJob(db: Database, now: Date): Promise<Date | undefined> {
  const oldest = await db
    .selectFrom('job')
    .where('done_at', 'is', null)
    .where((eb) => eb.or([eb('claimed_until', 'is', null), eb('claimed_until', '<=', now.toISOString())]))
    .select(({ fn }) => fn.min<string | null>('due_at').as('due_at'))
    .executeTakeFirst()
  return oldest?.due_at == null ? undefined : new Date(oldest.due_at)
}

/** A job that a command does when it is started: it is never due by itself, so that no instance takes it up. */
export const never = new Date('9999-12-31T00:00:00.000Z')

/** Who has a job, and until when; undefined where nobody has, or where they are late with a sign of life. */
export async function holderOf(
  db: Database,
  kind: string,
  now: Date,
): Promise<{ by: string; until: string } | undefined> {
  const row = await db
    .selectFrom('job')
    .select(['claimed_by', 'claimed_until'])
    .where('id', '=', kind)
    .where('claimed_until', '>', now.toISOString())
    .executeTakeFirst()
  if (!row || row.claimed_by === null || row.claimed_until === null) return undefined
  return { by: row.claimed_by, until: row.claimed_until }
}

/** Takes one job, due or not, unless somebody has it who is not the one passed by; tells whether it was to be had. */
export async function takeJob(
  store: Store,
  kind: string,
  { by, now, until, from }: { by: string; now: Date; until: Date; from?: string | undefined },
): Promise<boolean> {
  const { numUpdatedRows } = await store.transaction(
    ({ db }) =>
      db
        .updateTable('job')
        .set({ claimed_by: by, claimed_until: until.toISOString() })
        .where('id', '=', kind)
        .where((is) =>
          is.or([
            is('claimed_until', 'is', null),
            is('claimed_until', '<=', now.toISOString()),
            ...(from === undefined ? [] : [is('claimed_by', '=', from)]),
          ]),
        )
        .executeTakeFirst(),
    { repeatable: true },
  )
  return numUpdatedRows > 0n
}

/** Has a job run as soon as an instance looks; where there is none yet, it is due anyway. */
export async function hastenJob(db: Database, kind: string, at: Date): Promise<void> {
  await db
    .updateTable('job')
    .set({ due_at: at.toISOString() })
    .where('id', '=', kind)
    .where('due_at', '>', at.toISOString())
    .execute()
}

/** Takes the jobs that are due and that no other instance has. Gives their kinds. */
export function claimJobs(
  store: Store,
  { by, now, until }: { by: string; now: Date; until: Date },
): Promise<string[]> {
  return store.transaction((tx) => tx.claim({ table: 'job', by, now, until, most: 20 }), {
    repeatable: true,
  })
}

/** Keeps a job that takes long; tells whether it is still this instance's. */
export async function keepJob(store: Store, kind: string, by: string, until: Date): Promise<boolean> {
  const { numUpdatedRows } = await store.transaction(
    ({ db }) =>
      db
        .updateTable('job')
        .set({ claimed_until: until.toISOString() })
        .where('id', '=', kind)
        .where('claimed_by', '=', by)
        .executeTakeFirst(),
    { repeatable: true },
  )
  return numUpdatedRows > 0n
}

/** Gives a job back until it is due again; one that was taken from this instance meanwhile is left alone. */
export async function giveBackJob(store: Store, kind: string, by: string, dueAt: Date): Promise<void> {
  await store.transaction(
    ({ db }) =>
      db
        .updateTable('job')
        .set({ due_at: dueAt.toISOString(), claimed_by: null, claimed_until: null, attempts: 0 })
        .where('id', '=', kind)
        .where('claimed_by', '=', by)
        .execute(),
    { repeatable: true },
  )
}
