import type { KnownReason } from '../domain/alert'
import type { Day } from '../domain/day'
import type { Instant } from '../store/schema'
import type { Database } from '../store/store'
import { inParts } from '../store/in-parts'

/** A reason that somebody knows of: until its day nobody is alerted about the student. */
export interface KnownReasonHeld {
  studentId: string
  reason: KnownReason
  /** The first day on which it holds no more. */
  until: Day
  /** Staff ID of who said so. */
  by: string
  at: Instant
}

/**
 * The known reasons that hold on a day, of some students or of all: of each the last word, unless that was that it holds no
 * more.
 */
export async function reasonsThatHold(
  db: Database,
  today: Day,
  studentIds?: readonly string[],
): Promise<Map<string, KnownReasonHeld>> {
  const held = new Map<string, KnownReasonHeld>()
  for (const ids of studentIds ? inParts(studentIds) : [undefined])
    for (const { student_id: studentId, ...row } of await wordsOn(db, ids)) {
      held.delete(studentId)
      if (row.known_reason === null || row.until_date === null || row.until_date <= today) continue
      const { known_reason: reason, until_date: until, staff_id: by, acted_at: at } = row
      held.set(studentId, { studentId, reason, until, by, at })
    }
  return held
}

/** The students about whom nobody is alerted on a day, since somebody knows of a reason. */
export async function studentsWithKnownReason(db: Database, today: Day): Promise<Set<string>> {
  return new Set((await reasonsThatHold(db, today)).keys())
}

/** The oldest first, so that the last one stands. */
function wordsOn(db: Database, studentIds: readonly string[] | undefined) {
  return db
    .selectFrom('alert_act')
    .innerJoin('alert', 'alert.alert_id', 'alert_act.alert_id')
    .$if(studentIds !== undefined, (words) => words.where('alert.student_id', 'in', studentIds ?? []))
    .where('alert_act.act', 'in', ['known-reason', 'reason-ended'])
    .orderBy('alert_act.acted_at')
    .select([
      'alert.student_id',
      'alert_act.known_reason',
      'alert_act.until_date',
      'alert_act.staff_id',
      'alert_act.acted_at',
    ])
    .execute()
}
