import { addDays, dayOf, weekStart, type Clock, type Day } from '../domain/day'
import { standardExpectations } from '../feeds/expectations'
import { newestLoad } from '../records/loads'
import type { Database, Store } from '../store/store'
import type { Configuration } from './configuration'
import { readHealth } from './health'
import { authorisedAbsences, measure } from './measures'
import {
  readActiveStudents,
  readDataRange,
  readEarlierIndicators,
  readFacts,
  readPeriods,
} from './read-inputs'
import { scoreWeek, type Score } from './score-week'
import { writeWeek } from './write-week'
import { earliestDay, windowsBefore } from './windows'

export interface ScoreOptions {
  clock: Clock
  configuration: Configuration
  /** Score the weeks from the one with this day … */
  from?: Day
  /** … to the one with this day, whether they need it or not. */
  to?: Day
  onWeek?: (done: number, all: number) => void
}

export interface ScoredWeek {
  weekStart: Day
  students: number
}

/**
 * Scores the weeks that need it, oldest first: those never scored, those that have grown since, and those whose
 * windows hold data that arrived later. Each week lands whole or not at all.
 */
export async function scoreWeeks(store: Store, options: ScoreOptions): Promise<ScoredWeek[]> {
  const weeks = await weeksToScore(store.db, options)
  const scored: ScoredWeek[] = []
  for (const week of weeks) {
    // Read before the inputs: what is loaded meanwhile calls for a new score.
    const loadId = await newestLoad(store.db)
    const scores = await computeWeek(store.db, week, options.configuration)
    await store.transaction((tx) => writeWeek(tx, { ...options, ...week, scores, loadId }), {
      alone: 'scores',
      repeatable: true,
    })
    scored.push({ weekStart: week.start, students: scores.length })
    options.onWeek?.(scored.length, weeks.length)
  }
  return scored
}

interface Week {
  start: Day
  /** The week's end, or today while the week is still running. */
  to: Day
}

async function weeksToScore(db: Database, { clock, configuration, from, to }: ScoreOptions): Promise<Week[]> {
  const range = await readDataRange(db)
  if (!range) return []
  const today = dayOf(clock())
  const last = range.last < today ? range.last : addDays(today, -1)
  const weeks: Week[] = []
  for (let start = weekStart(range.first); start <= last; start = addDays(start, 7)) {
    const end = addDays(start, 7)
    weeks.push({ start, to: end < today ? end : today })
  }
  if (from !== undefined || to !== undefined) {
    return weeks.filter(
      ({ start }) => (from === undefined || start >= weekStart(from)) && (to === undefined || start <= to),
    )
  }
  return needingScores(db, weeks, configuration)
}

async function needingScores(db: Database, weeks: Week[], configuration: Configuration): Promise<Week[]> {
  const scored = await db
    .selectFrom('score_week')
    .select(({ fn }) => ['week_start', fn.min('data_to').as('data_to'), fn.min('load_id').as('load_id')])
    .groupBy('week_start')
    .execute()
  const known = new Map(scored.map((week) => [week.week_start, week]))
  const loads = await db
    .selectFrom('feed_load')
    .select(['load_id', 'feed', 'first_day', 'last_day'])
    .where('outcome', '=', 'loaded')
    .execute()
  const recent = new Set(weeks.slice(-2).map(({ start }) => start))
  return weeks.filter(({ start, to }) => {
    const week = known.get(start)
    if (!week || week.data_to < to) return true
    return loads.some((load) => {
      if (load.load_id <= week.load_id) return false
      if (load.first_day !== null && load.last_day !== null) {
        return load.first_day < to && load.last_day >= earliestDay(start, configuration)
      }
      return load.feed === 'calendar' || (load.feed === 'students' && recent.has(start))
    })
  })
}

async function computeWeek(
  db: Database,
  { start, to }: Week,
  configuration: Configuration,
): Promise<Score[]> {
  const periods = await readPeriods(db)
  const students = await readActiveStudents(db, start, to)
  const facts = await readFacts(db, earliestDay(to, configuration), to)
  const absences = authorisedAbsences(facts.attendance)
  const windowsOf = windowsBefore(to, periods, configuration)
  const windows = new Map(
    students.map((student) => [student.student_id, windowsOf(student, absences.get(student.student_id))]),
  )
  return scoreWeek({
    to,
    students,
    windows,
    measures: measure(facts, windows),
    health: await readHealth(db, to, periods, standardExpectations),
    earlier: await readEarlierIndicators(db, start, students, configuration),
    configuration,
  })
}
