import type { Day } from '../domain/day'
import { sources, type Source } from '../domain/source'
import type { Windows } from './windows'

/** What the store holds of some students before a week's end. The order is of no importance. */
export interface Facts {
  /** One fact per student, day, source and event. */
  activity: readonly {
    student_id: string
    day: Day
    source: 'canvas' | 'library' | 'printing'
    amount: number
  }[]
  /** One fact per student and teaching event, authorised absences left out. */
  attendance: readonly { student_id: string; day: Day; status: string }[]
  /** `due`: the day on which late work was due; absent for work handed in on time. */
  submissions: readonly { student_id: string; day: Day; count: number; due: Day | undefined }[]
}

/** One student's use of one source within their window. */
export interface Measure {
  /** Sum of the source's counts; for attendance the events attended; a late submission counts half. */
  amount: number
  /** For attendance: teaching events expected. */
  expected: number
  /** Days with activity. */
  activeDays: number
}

export interface StudentMeasures {
  bySource: Record<Source, Measure>
  /** The last day with activity in any source, of the facts given. */
  lastActive: Day | undefined
}

/** Adds up the facts within each student's windows. Facts of students without windows are passed over. */
export function measure(facts: Facts, windows: ReadonlyMap<string, Windows>): Map<string, StudentMeasures> {
  const tallies = new Map<string, Tally>()
  for (const [id, own] of windows) tallies.set(id, tally(own))
  for (const { student_id, source, day, amount } of facts.activity)
    add(tallies.get(student_id), source, day, amount, 0)
  for (const { student_id, day, status } of facts.attendance)
    add(tallies.get(student_id), 'attendance', day, status === 'absent' ? 0 : 1, 1)
  for (const submission of facts.submissions) addSubmission(tallies.get(submission.student_id), submission)
  return new Map([...tallies].map(([id, found]) => [id, totals(found)]))
}

interface Tally {
  windows: Windows
  bySource: Record<Source, { amount: number; expected: number; days: Set<Day> | undefined }>
  lastActive: Day | undefined
}

function tally(windows: Windows): Tally {
  const none = () => ({ amount: 0, expected: 0, days: undefined })
  const bySource = {
    canvas: none(),
    library: none(),
    printing: none(),
    attendance: none(),
    submissions: none(),
  }
  return { windows, bySource, lastActive: undefined }
}

function add(
  found: Tally | undefined,
  source: Exclude<Source, 'submissions'>,
  day: Day,
  amount: number,
  expected: number,
): void {
  if (!found) return
  if (amount > 0) wasActive(found, day)
  if (!found.windows.known[source].has(day)) return
  const sum = found.bySource[source]
  sum.amount += amount
  sum.expected += expected
  if (amount > 0) sum.days = (sum.days ?? new Set<Day>()).add(day)
}

/**
 * Late work counts half, and for the day on which it was due: it stands beside the others' work on the same task,
 * instead of putting who was late above those who had handed in before the window.
 */
function addSubmission(found: Tally | undefined, { day, count, due }: Facts['submissions'][number]): void {
  if (!found) return
  wasActive(found, day)
  if (!found.windows.known.submissions.has(due ?? day)) return
  const sum = found.bySource.submissions
  sum.amount += due === undefined ? count : count / 2
  sum.days = (sum.days ?? new Set<Day>()).add(due ?? day)
}

function wasActive(found: Tally, day: Day): void {
  if (found.lastActive === undefined || day > found.lastActive) found.lastActive = day
}

function totals({ bySource, lastActive }: Tally): StudentMeasures {
  const measures = sources.map((source) => {
    const { amount, expected, days } = bySource[source]
    return [source, { amount, expected, activeDays: days?.size ?? 0 }]
  })
  return { bySource: Object.fromEntries(measures) as Record<Source, Measure>, lastActive }
}
