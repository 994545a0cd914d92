import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { dayOf } from '../domain/day'
import type { Database } from '../store/store'

/** How many different students one person may see before the looks are told as unusual. */
export interface LookLimits {
  hour: number
  day: number
}

/** What is usual unless configured otherwise: nobody's day takes them past a whole programme. */
export const usualLooks: LookLimits = { hour: 200, day: 500 }

/** The kind of the alert in the outbox. */
export const unusualLooksKind = 'unusual-looks'

/** The conversation of an operator's commands, and who looked there: an operator, in whosever name. */
export const commandLine = 'command-line'

/** What the alert says: who, how many students, when. No student. */
export interface UnusualLooks {
  /** Or {@link commandLine}. */
  staffId: string
  at: string
  /** Students seen in the hour before, and in the 24 hours before. */
  seen: LookLimits
  limits: LookLimits
}

/**
 * Puts an alert for the data-protection role into the outbox when a person has seen more students than usual: one per
 * person and London day, and one for the command line. In the transaction of the look, after its entry is sealed, so that no other instance can be
 * at it too.
 */
export async function alertUnusualLooks(
  db: Database,
  staffId: string,
  { at, limits, conversation }: { at: Date; limits: LookLimits; conversation: string },
): Promise<void> {
  const who = conversation === commandLine ? commandLine : staffId
  const id = alertId(who, at)
  if (await isAlerted(db, id)) return
  const seen = await studentsSeen(db, who, at)
  if (seen.hour <= limits.hour && seen.day <= limits.day) return
  const alert: UnusualLooks = { staffId: who, at: at.toISOString(), seen, limits }
  await db
    .insertInto('outbox')
    .values({
      id,
      kind: unusualLooksKind,
      payload: JSON.stringify(alert),
      due_at: alert.at,
      attempts: 0,
      claimed_by: null,
      claimed_until: null,
      done_at: null,
    })
    .execute()
}

/** A staff ID may be as long as the outbox's own. */
function alertId(staffId: string, at: Date): string {
  const hash = createHash('sha256').update(JSON.stringify([staffId, dayOf(at)]))
  return `${unusualLooksKind}-${hash.digest('hex').slice(0, 40)}`
}

async function isAlerted(db: Database, id: string): Promise<boolean> {
  const alert = await db.selectFrom('outbox').select('id').where('id', '=', id).executeTakeFirst()
  return alert !== undefined
}

async function studentsSeen(db: Database, who: string, at: Date): Promise<LookLimits> {
  const student = sql.ref('access_entry_student.student_id')
  return db
    .selectFrom('access_entry')
    .innerJoin('access_entry_student', 'access_entry_student.entry_id', 'access_entry.entry_id')
    .$if(who === commandLine, (entry) => entry.where('access_entry.conversation', '=', commandLine))
    .$if(who !== commandLine, (entry) =>
      entry.where('access_entry.staff_id', '=', who).where('access_entry.conversation', '<>', commandLine),
    )
    .where('access_entry.occurred_at', '>', hoursBefore(at, 24))
    .select([
      sql<number>`count(distinct case when access_entry.occurred_at > ${hoursBefore(at, 1)} then ${student} end)`.as(
        'hour',
      ),
      sql<number>`count(distinct ${student})`.as('day'),
    ])
    .executeTakeFirstOrThrow()
}

function hoursBefore(at: Date, hours: number): string {
  return new Date(at.getTime() - hours * 3_600_000).toISOString()
}
