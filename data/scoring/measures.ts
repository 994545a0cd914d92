import type { Day } from '../domain/day'
import type { Source } from '../domain/source'
import type { Windows } from './windows'

/** What the store holds about the days before a week's end: one fact per student, day and source (or status). */
export interface Facts {
  activity: readonly {
    student_id: string
    day: Day
    source: 'canvas' | 'library' | 'printing'
    amount: number
  }[]
  attendance: readonly { student_id: string; day: Day; status: string; sessions: number }[]
  submissions: readonly { student_id: string; day: Day; onTime: number; late: number }[]
}

/** One student's use of one source within their window. */
export interface Measure {
  /** Sum of the source's counts; for attendance the events attended; a late submission counts half. */
  amount: number
  /** For attendance: teaching events expected, authorised absences left out. */
  expected: number
  /** Days with activity. */
  activeDays: number
}

export interface StudentMeasures {
  bySource: Record<Source, Measure>
  lastActive: Day | undefined
}

const nothing = (): Measure => ({ amount: 0, expected: 0, activeDays: 0 })

/** Adds up the facts within each student's windows. Facts of students without windows are passed over. */
export function measure(facts: Facts, windows: ReadonlyMap<string, Windows>): Map<string, StudentMeasures> {
  const measures = new Map<string, StudentMeasures>()
  for (const id of windows.keys()) {
    const bySource = {
      canvas: nothing(),
      library: nothing(),
      printing: nothing(),
      attendance: nothing(),
      submissions: nothing(),
    }
    measures.set(id, { bySource, lastActive: undefined })
  }
  const add = (id: string, source: Source, day: Day, amount: number, expected: number): void => {
    const student = measures.get(id)
    const days = windows.get(id)
    if (!student || !days) return
    if (amount > 0 && (student.lastActive === undefined || day > student.lastActive)) student.lastActive = day
    if (!(source === 'submissions' ? days.submissions : days.activity).has(day)) return
    const sum = student.bySource[source]
    sum.amount += amount
    sum.expected += expected
    if (amount > 0) sum.activeDays += 1
  }
  for (const { student_id, source, day, amount } of facts.activity) add(student_id, source, day, amount, 0)
  for (const { student_id, day, status, sessions } of facts.attendance) {
    if (status === 'authorised-absence') continue
    add(student_id, 'attendance', day, status === 'absent' ? 0 : sessions, sessions)
  }
  for (const { student_id, day, onTime, late } of facts.submissions) {
    add(student_id, 'submissions', day, onTime + late / 2, 0)
  }
  return measures
}

/** The days on which a student's absence was authorised and nothing attended: they do not count for them. */
export function authorisedAbsences(attendance: Facts['attendance']): Map<string, Set<Day>> {
  const attended = new Set<string>()
  for (const { student_id, day, status } of attendance) {
    if (status === 'present' || status === 'late') attended.add(`${student_id}|${day}`)
  }
  const absences = new Map<string, Set<Day>>()
  for (const { student_id, day, status } of attendance) {
    if (status !== 'authorised-absence' || attended.has(`${student_id}|${day}`)) continue
    const days = absences.get(student_id) ?? new Set<Day>()
    absences.set(student_id, days.add(day))
  }
  return absences
}
