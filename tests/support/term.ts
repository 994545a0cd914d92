import { evaluateAlerts } from '../../data/alerting/evaluate'
import type { Evaluation } from '../../data/alerting/evaluation'
import { standardConfiguration as configuration } from '../../data/configuration/indicator'
import { addDays, daysFromTo, type Day } from '../../data/domain/day'
import { makeAlert } from '../../data/records/alerts'
import { recountSourceDays } from '../../data/records/source-days'
import { isWeekday } from '../../data/scoring/countable-days'
import { scoreWeeks } from '../../data/scoring/run'
import type { AlertEpisodeTable, AttendanceTable } from '../../data/store/schema'
import type { Store } from '../../data/store/store'
import { studentIds } from './university-feeds'

/** The twelve full-time computer scientists at level 4. */
export const dozen = studentIds(1, 12)

/** Teaching begins on 21 September; a reading week on 2 November. */
export const firstDay = '2026-09-21'
export const lastDay = '2026-12-13'

/** What one student does on a day that differs from what all do. */
export interface Doing {
  canvas?: boolean
  /** Nothing is expected of them where it is absent. */
  attendance?: AttendanceTable['status'] | undefined
  /** Hands in what is due on the day after. */
  handsIn?: boolean
}

/** What students do who do all that is to be done. */
const all: Doing = { canvas: true, attendance: 'present', handsIn: true }

/** What a student does on a day, where it differs; undefined as all do. */
export type Differs = (id: string, day: Day) => Doing | undefined

/** Work is due on every other Friday. */
export const dueDays = daysFromTo(firstDay, lastDay).filter((_, index) => index % 14 === 11)

/** Silence: nothing at all, and absent from teaching. */
export const nothing: Doing = { attendance: 'absent' }

/** Puts the facts of these days and students, of which some may differ, in the place of what the store holds of them. */
export async function writeDays(
  store: Store,
  days: readonly Day[],
  differs: Differs = () => undefined,
  ids: readonly string[] = dozen,
): Promise<void> {
  await store.transaction(async (tx) => {
    for (const table of ['activity_day', 'attendance', 'submission'] as const)
      for (const id of ids)
        await tx.db.deleteFrom(table).where('student_id', '=', id).where('day', 'in', days).execute()
    const did = days
      .filter(isWeekday)
      .flatMap((day) => ids.map((id) => ({ id, day, ...(differs(id, day) ?? all) })))
    await tx.insert(
      'activity_day',
      ['student_id', 'day', 'source', 'event', 'records', 'amount', 'parts'],
      did.flatMap(({ id, day, canvas }) => (canvas ? [[id, day, 'canvas', 'page-view', 1, 1, '[]']] : [])),
    )
    await tx.insert(
      'attendance',
      ['student_id', 'session_id', 'day', 'starts_at', 'status'],
      did.flatMap(({ id, day, attendance }) =>
        attendance ? [[id, `E${day}`, day, `${day}T10:00:00.000Z`, attendance]] : [],
      ),
    )
    await tx.insert(
      'submission',
      ['student_id', 'submitted_at', 'course_code', 'day', 'due_at', 'count'],
      did.flatMap(({ id, day, handsIn }) => {
        const due = addDays(day, 1)
        return handsIn && dueDays.includes(due)
          ? [[id, `${day}T12:00:00.000Z`, 'CS101', day, `${due}T16:00:00.000Z`, 1]]
          : []
      }),
    )
    await recountSourceDays(tx.db, [...days])
  })
}

/** Nobody but the dozen studies. */
export async function onlyDozen(store: Store): Promise<void> {
  await store.db
    .updateTable('student')
    .set({ status: 'completed' })
    .where('student_id', 'not in', dozen)
    .execute()
}

/** Scores all weeks anew, as on a day. */
export async function score(store: Store, on: Day): Promise<void> {
  const at = new Date(`${on}T06:00:00Z`)
  await scoreWeeks(store, { clock: () => at, configuration, from: firstDay, to: on })
}

/** Evaluates the rules on the morning of a day. */
export function evaluateOn(store: Store, day: Day): Promise<Evaluation> {
  const at = new Date(`${day}T08:00:00Z`)
  return evaluateAlerts(store, { clock: () => at })
}

/** All episodes, in a fixed order. */
export function episodes(store: Store): Promise<AlertEpisodeTable[]> {
  return store.db
    .selectFrom('alert_episode')
    .selectAll()
    .orderBy('student_id')
    .orderBy('rule_code')
    .orderBy('opened_on')
    .execute()
}

/** Tells the tutor T1 of episodes of a student, by one card. */
export async function tellTutor(store: Store, studentId: string, about: readonly string[]): Promise<void> {
  const at = new Date('2026-10-26T09:00:00Z')
  await store.transaction(async ({ db }) => {
    const id = await makeAlert(db, {
      staffId: 'T1',
      studentId,
      role: 'personal-tutor',
      why: 'tutee',
      passedFrom: null,
      episodes: about,
      toldIn: 'card',
      madeAt: at,
      dueAt: at,
    })
    await db
      .updateTable('alert')
      .set({ state: 'told', told_at: at.toISOString() })
      .where('alert_id', '=', id)
      .execute()
  })
}
