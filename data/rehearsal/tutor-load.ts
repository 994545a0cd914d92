import { addDays, type Day } from '../domain/day'
import { isFlagged } from '../domain/band'
import type { Database } from '../store/store'
import type { RehearsedWeek } from './rehearsed-weeks'

/** Who is whose personal tutor, from when to when. */
export interface Tutoring {
  staff_id: string
  student_id: string
  start_date: Day
  end_date: Day | null
}

export async function readTutoring(db: Database): Promise<Tutoring[]> {
  const rows = await db
    .selectFrom('assignment')
    .select(['staff_id', 'student_id', 'start_date', 'end_date'])
    .where('role', '=', 'personal-tutor')
    .where('gone_on', 'is', null)
    .execute()
  return rows.flatMap(({ student_id, ...row }) => (student_id === null ? [] : [{ ...row, student_id }]))
}

/** How many tutees newly in the band low or none a tutor hears of in a week. */
export interface TutorLoad {
  /** Students who entered low or none, over all weeks. */
  entering: number
  /** Of them, those who have no tutor. */
  withoutTutor: number
  /** Tutors times weeks: with a tutee that week, whether one entered or not. */
  tutorWeeks: number
  meanPerTutorWeek: number | undefined
  /** The most that one tutor hears of in one week. */
  most: number
  /** How many tutor weeks bring none, one, two, three, four, and five or more. */
  distribution: number[]
}

const manyOrMore = 5

/** @param weeks oldest first; the first is only what the second is compared with */
export function tutorLoad(weeks: readonly RehearsedWeek[], tutoring: readonly Tutoring[]): TutorLoad {
  const perTutorWeek: number[] = []
  let [entering, withoutTutor] = [0, 0]
  for (const [index, week] of weeks.entries()) {
    const before = weeks[index - 1]
    if (!before) continue
    const entered = enteringFlags(before, week)
    const inForce = inForceOn(tutoring, addDays(week.to, -1)).filter(({ student_id }) =>
      week.students.has(student_id),
    )
    const tutored = new Set(inForce.map(({ student_id }) => student_id))
    const perTutor = new Map<string, number>()
    for (const { staff_id, student_id } of inForce)
      perTutor.set(staff_id, (perTutor.get(staff_id) ?? 0) + Number(entered.has(student_id)))
    perTutorWeek.push(...perTutor.values())
    entering += entered.size
    withoutTutor += [...entered].filter((id) => !tutored.has(id)).length
  }
  return { entering, withoutTutor, ...summary(perTutorWeek) }
}

/** Who is in the band low or none, and was not the week before. */
function enteringFlags(before: RehearsedWeek, week: RehearsedWeek): Set<string> {
  const flagged = [...week.students.values()].filter(isFlagged).map(({ studentId }) => studentId)
  return new Set(
    flagged.filter((id) => {
      const earlier = before.students.get(id)
      return !earlier || !isFlagged(earlier)
    }),
  )
}

/** Each tutor and tutee once, however many rows say so. */
function inForceOn(tutoring: readonly Tutoring[], day: Day): Tutoring[] {
  const held = tutoring.filter(
    ({ start_date, end_date }) => start_date <= day && (end_date === null || end_date > day),
  )
  return [...new Map(held.map((row) => [`${row.staff_id}|${row.student_id}`, row])).values()]
}

function summary(
  counts: readonly number[],
): Pick<TutorLoad, 'tutorWeeks' | 'meanPerTutorWeek' | 'most' | 'distribution'> {
  const sum = counts.reduce((total, count) => total + count, 0)
  const steps = Array.from({ length: manyOrMore + 1 }, (_, index) => index)
  return {
    tutorWeeks: counts.length,
    meanPerTutorWeek: counts.length === 0 ? undefined : sum / counts.length,
    most: counts.reduce((most, count) => Math.max(most, count), 0),
    distribution: steps.map((step) => counts.filter((count) => Math.min(count, manyOrMore) === step).length),
  }
}
