import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Database } from '../store/store'
import { messageRow } from './outbox'

/** How many different students one person may see before the looks are told as unusual. */
export interface LookLimits {
  hour: number
  day: number
}

/** What is usual unless configured otherwise: nobody's day takes them past a whole programme. */
export const usualLooks: LookLimits = { hour: 200, day: 500 }

/** The kind of the alert in the outbox. */
export const unusualLooksKind = 'unusual-looks'

/**
 * The intents of looks that nobody asked for: what somebody is sent, and what is put right in its place. They are on the record
 * as any look, but are none of that person's doing: they do not count here.
 */
export const unaskedIntents = ['alert', 'alert-digest', 'weekly-card'] as const
export type UnaskedIntent = (typeof unaskedIntents)[number]

/** The conversation of an operator's commands, and who looked there: an operator, in whosever name. */
export const commandLine = 'command-line'

const counts = z.object({ hour: z.number(), day: z.number() })

/**
 * What an alert holds: who looked, or {@link commandLine}, how many different students in the hour and in the 24 hours before, since the alert
 * before this one, and in which chats it has been told. No student.
 */
const unusualLooks = z.object({
  staffId: z.string(),
  at: z.string(),
  seen: counts,
  limits: counts,
  told: z.array(z.string()).default([]),
})
export type UnusualLooks = z.output<typeof unusualLooks>

/** Reads an alert from its message in the outbox. */
export function parseUnusualLooks(payload: string): UnusualLooks {
  return unusualLooks.parse(JSON.parse(payload))
}

/**
 * Puts an alert for the data-protection role into the outbox when a person has seen more students than usual, and again
 * whenever as many have been added since; what operators ask counts towards the command line. In the transaction of the look, after its entry is sealed, so that no other
 * instance can be at it too.
 */
export async function alertUnusualLooks(
  db: Database,
  staffId: string,
  look: { intent: string; at: Date; limits: LookLimits; conversation: string },
): Promise<void> {
  if (unaskedIntents.some((intent) => intent === look.intent)) return
  const { at, limits, conversation } = look
  const who = conversation === commandLine ? commandLine : staffId
  const seen = await studentsSeen(db, who, at, await lastAlert(db, who))
  if (seen.hour <= limits.hour && seen.day <= limits.day) return
  const alert: UnusualLooks = { staffId: who, at: at.toISOString(), seen, limits, told: [] }
  await db
    .insertInto('outbox')
    .values(
      messageRow({
        id: `${alertsAbout(who)}${at.getTime()}`,
        kind: unusualLooksKind,
        payload: alert,
        recipient: null,
        dueAt: at,
      }),
    )
    .execute()
}

/** How the IDs of alerts about a person begin. A staff ID may be as long as the outbox's own, so its hash stands there. */
function alertsAbout(staffId: string): string {
  return `${unusualLooksKind}-${createHash('sha256').update(staffId).digest('hex').slice(0, 24)}-`
}

/** When the last alert about a person was raised; long ago where there was none. */
async function lastAlert(db: Database, staffId: string): Promise<string> {
  const prefix = alertsAbout(staffId)
  const row = await db
    .selectFrom('outbox')
    .select(({ fn }) => fn.max<string | null>('id').as('id'))
    .where('id', '>=', prefix)
    .where('id', '<', `${prefix}:`)
    .executeTakeFirst()
  const time = Number(row?.id?.slice(prefix.length) ?? 0)
  return new Date(time).toISOString()
}

/** How many different students a person saw in the hour before, and in the 24 hours before, since the last alert. */
async function studentsSeen(db: Database, who: string, at: Date, since: string): Promise<LookLimits> {
  const student = sql.ref('access_entry_student.student_id')
  return db
    .selectFrom('access_entry')
    .innerJoin('access_entry_student', 'access_entry_student.entry_id', 'access_entry.entry_id')
    .$if(who === commandLine, (entry) => entry.where('access_entry.conversation', '=', commandLine))
    .$if(who !== commandLine, (entry) =>
      entry.where('access_entry.staff_id', '=', who).where('access_entry.conversation', '<>', commandLine),
    )
    .where('access_entry.intent', 'not in', unaskedIntents)
    .where('access_entry.occurred_at', '>', hoursBefore(at, 24))
    .where('access_entry.occurred_at', '>', since)
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
