import { addDays, type Day } from '../domain/day'
import { sources, type Source } from '../domain/source'
import type { Mode } from '../domain/student'
import type { Configuration } from '../configuration/indicator'
import { countableDays, type Period } from './countable-days'
import type { Outage } from './feed-state'

/** The days on which a student is judged. */
export interface Windows {
  /** For attendance, Canvas, library and printing. */
  activity: ReadonlySet<Day>
  submissions: ReadonlySet<Day>
  /** Of these, for each source, the days that its data are known of: not those of an outage. */
  known: Readonly<Record<Source, ReadonlySet<Day>>>
}

export type Outages = Readonly<Record<Source, readonly Outage[]>>

export interface Enrolment {
  programme_code: string
  level: number
  mode: Mode
  start_date: Day
  /** When their studies were interrupted, half-open; without an end they still are. */
  interruptions: readonly { start_date: Day; end_date: Day | null }[]
}

/**
 * Gives each student's windows: the last countable days before `to` since they joined, their authorised absences and
 * the pauses of their studies left out. Students of one programme, level and mode with nothing of their own share one
 * object.
 */
export function windowsBefore(
  to: Day,
  periods: readonly Period[],
  configuration: Configuration,
  outages: Outages,
): (student: Enrolment, absences: ReadonlySet<Day> | undefined) => Windows {
  const from = earliestDay(to, configuration)
  const days = new Map<string, Day[]>()
  const shared = new Map<string, Windows>()

  return (student, absences) => {
    const group = `${student.programme_code}|${student.level}`
    const countable = remember(days, group, () =>
      countableDays(periods, { programme: student.programme_code, level: student.level }, from, to),
    )
    const first = countable[0]
    const paused = student.interruptions.some(({ end_date }) => end_date === null || end_date > from)
    const own = absences !== undefined || paused || (first !== undefined && student.start_date > first)
    if (!own)
      return remember(shared, `${group}|${student.mode}`, () =>
        knownOf(lastDays(countable, to, student.mode, configuration), outages),
      )
    const theirs = countable.filter(
      (day) => day >= student.start_date && !absences?.has(day) && !isInterrupted(student, day),
    )
    return knownOf(lastDays(theirs, to, student.mode, configuration), outages)
  }
}

function isInterrupted({ interruptions }: Enrolment, day: Day): boolean {
  return interruptions.some(
    ({ start_date, end_date }) => start_date <= day && (end_date === null || day < end_date),
  )
}

/** No window before `to` reaches further back than this. */
export function earliestDay(to: Day, configuration: Configuration): Day {
  const longest =
    Math.max(configuration.windowDays, configuration.submissionWindowDays) * configuration.partTimeFactor
  return addDays(to, -(longest + configuration.reachDays))
}

function lastDays(
  countable: readonly Day[],
  to: Day,
  mode: Mode,
  configuration: Configuration,
): Pick<Windows, 'activity' | 'submissions'> {
  const factor = mode === 'part-time' ? configuration.partTimeFactor : 1
  const last = (days: number): ReadonlySet<Day> => {
    const from = addDays(to, -(days + configuration.reachDays))
    return new Set(countable.slice(-days).filter((day) => day >= from))
  }
  return {
    activity: last(configuration.windowDays * factor),
    submissions: last(configuration.submissionWindowDays * factor),
  }
}

function knownOf(windows: Pick<Windows, 'activity' | 'submissions'>, outages: Outages): Windows {
  const known = sources.map((source) => [source, without(windowOf(source, windows), outages[source])])
  return { ...windows, known: Object.fromEntries(known) as Windows['known'] }
}

/** The window that a source is judged on. */
export function windowOf(
  source: Source,
  { activity, submissions }: Pick<Windows, 'activity' | 'submissions'>,
): ReadonlySet<Day> {
  return source === 'submissions' ? submissions : activity
}

function without(days: ReadonlySet<Day>, outages: readonly Outage[]): ReadonlySet<Day> {
  const isOut = (day: Day): boolean =>
    outages.some(({ from, to }) => from <= day && (to === undefined || day < to))
  return outages.length === 0 ? days : new Set([...days].filter((day) => !isOut(day)))
}

function remember<T>(known: Map<string, T>, key: string, make: () => T): T {
  const found = known.get(key)
  if (found !== undefined) return found
  const made = make()
  known.set(key, made)
  return made
}
