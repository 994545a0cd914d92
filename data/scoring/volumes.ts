import type { Day } from '../domain/day'
import type { HealthRules } from '../configuration/expectations'
import { isWeekday } from './countable-days'

/** How much a source brought on a day. */
export interface Volume {
  records: number
  students: number
}

export interface JudgedDay {
  day: Day
  /**
   * `missing` and `thin` are told of weekdays on which the source was due; `seen` is a day of which nothing says how much
   * was due, but something came.
   */
  verdict: 'good' | 'thin' | 'missing' | 'seen'
  /** What came as a share of the usual, students or records, whichever fell more; absent where nothing is usual. */
  share: number | undefined
}

/** On which days a source is due, and on which of them its volume can be compared. */
export interface DueDays {
  due: ReadonlySet<Day>
  comparable: ReadonlySet<Day>
}

/**
 * Judges days that follow on one another, each by the good ones before it alone, so that a day is judged the same
 * whenever it is looked at. Days on which nothing was due and nothing came are left out.
 */
export function judgeDays(
  days: readonly Day[],
  volumes: ReadonlyMap<Day, Volume>,
  { due, comparable }: DueDays,
  rules: HealthRules,
): JudgedDay[] {
  const good = days.slice(0, 7).map((): Past[] => [])
  const judged: JudgedDay[] = []
  for (const [index, day] of days.entries()) {
    const volume = volumes.get(day)
    const past = comparable.has(day) ? good[index % 7] : undefined
    const share = volume && past && shareOfUsual({ index, ...volume }, past, rules)
    const verdict = verdictOf(volume, share, due.has(day), rules)
    const isBad = verdict === 'missing' || verdict === 'thin'
    if (verdict === undefined || (isBad && !isWeekday(day))) continue
    judged.push({ day, verdict, share })
    if (volume && verdict === 'good') past?.push({ index, ...volume })
  }
  return judged
}

/** A day's volume and its place among the days. */
type Past = Volume & { index: number }

function verdictOf(
  volume: Volume | undefined,
  share: number | undefined,
  isDue: boolean,
  { thinShare }: HealthRules,
): JudgedDay['verdict'] | undefined {
  if (!volume) return isDue ? 'missing' : undefined
  if (!isDue) return 'seen'
  return share !== undefined && share < thinShare ? 'thin' : 'good'
}

/** A thin day is no history: a feed that stays thin for weeks does not become usual at once. */
function shareOfUsual(
  { index, records, students }: Past,
  history: readonly Past[],
  { historyWeeks, leastHistory, leastUsualStudents }: HealthRules,
): number | undefined {
  const recent = history.filter((each) => each.index >= index - 7 * historyWeeks)
  if (recent.length < leastHistory) return undefined
  const usual = {
    records: median(recent.map((each) => each.records)),
    students: median(recent.map((each) => each.students)),
  }
  if (usual.students < leastUsualStudents) return undefined
  return Math.min(records / usual.records, students / usual.students)
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const [below = 0, above = 0] = [
    sorted[Math.floor((sorted.length - 1) / 2)],
    sorted[Math.floor(sorted.length / 2)],
  ]
  return (below + above) / 2
}
