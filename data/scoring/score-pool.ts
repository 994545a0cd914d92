import type { Band, Trend } from '../domain/band'
import type { Day } from '../domain/day'
import { sources, type Source } from '../domain/source'
import type { IndicatorState } from '../store/schema'
import type { Configuration } from './configuration'
import type { Health } from './health'
import type { Measure, StudentMeasures } from './measures'
import { comparePeers, type Comparison, type Comparisons, type PeerValue } from './peers'
import type { Rank } from './percentile'
import { countedReason, lateFeedReason, notApplicableReason, silentReason, tooFewDaysReason } from './reasons'
import type { ScoredStudent } from './pools'
import { changeSince, trendOf, type EarlierMeans } from './trend'
import type { Windows } from './windows'

/** One source's contribution to a score, counted or not, with its reason. */
export interface Indicator {
  source: Source
  state: IndicatorState
  /** 0 to 100; absent unless counted. */
  value: number | undefined
  weight: number
  measure: Measure
  days: number
  peers: number
  /** Where the student stands among the peers; absent where ranks are not compared. */
  rank: Rank | undefined
  /** The mean of the student's own earlier weeks that the trend compares with. */
  earlier: number | undefined
  reason: string
}

export interface Score {
  student_id: string
  /** 0 to 100; absent when the band is `unknown`. */
  score: number | undefined
  band: Band
  trend: Trend | undefined
  mainReason: string
  lastActive: Day | undefined
  indicators: Indicator[]
}

export interface PoolInputs {
  to: Day
  students: readonly ScoredStudent[]
  windows: ReadonlyMap<string, Windows>
  measures: ReadonlyMap<string, StudentMeasures>
  health: Health
  /** The means of the student's own earlier weeks that the trend compares with. */
  earlier: ReadonlyMap<string, EarlierMeans>
  configuration: Configuration
}

/** Scores a pool's week: indicators within peers, their weighted mean, band, trend, and the reasons for each. */
export function scorePool(inputs: PoolInputs): Score[] {
  const comparisons = compareSources(inputs)
  return inputs.students.flatMap((student) => {
    const windows = inputs.windows.get(student.student_id)
    const measures = inputs.measures.get(student.student_id)
    if (!windows || !measures) return []
    const indicators = sources.map((source) =>
      indicator(source, student, windows, measures, comparisons, inputs),
    )
    return [scoreStudent(student, windows, measures, indicators, inputs)]
  })
}

/** Attendance is its own rate; every other source is a rank among those of the peers who have days enough. */
function compareSources({ students, windows, measures, health, configuration }: PoolInputs): Comparisons {
  const comparisons: Comparisons = {}
  for (const source of sources) {
    if (source === 'attendance' || !health[source].healthy) continue
    const values = students.flatMap((student) => {
      const days = daysFor(source, windows.get(student.student_id))
      const found = measures.get(student.student_id)
      if (!found || days < leastDays(source, configuration)) return []
      return [peerValue(student, source, found.bySource[source], days)]
    })
    comparisons[source] = comparePeers(values, configuration.peers)
  }
  return comparisons
}

function daysFor(source: Source, windows: Windows | undefined): number {
  return (source === 'submissions' ? windows?.submissions : windows?.activity)?.size ?? 0
}

/**
 * What students are ranked by, per countable day: days with activity, equal ones told apart by its amount. Days say more than
 * clicks about who goes on to succeed (see the back-test in the README). Submissions are ranked by their number.
 */
function rankedValue(source: Source, { amount, activeDays }: Measure, days: number): number {
  return source === 'submissions' ? amount / days : (activeDays + amount / (amount + 1)) / days
}

function leastDays(source: Source, { minimumDays, minimumSubmissionDays }: Configuration): number {
  return source === 'submissions' ? minimumSubmissionDays : minimumDays
}

function peerValue(student: ScoredStudent, source: Source, measure: Measure, days: number): PeerValue {
  const { programme_code: programme, school, level, mode } = student
  return { programme, school, level, mode, value: rankedValue(source, measure, days) }
}

function indicator(
  source: Source,
  student: ScoredStudent,
  windows: Windows,
  measures: StudentMeasures,
  comparisons: Comparisons,
  { health, earlier, configuration }: PoolInputs,
): Indicator {
  const days = daysFor(source, windows)
  const measure = measures.bySource[source]
  const base = {
    source,
    value: undefined,
    weight: configuration.weights[source],
    measure,
    days,
    peers: 0,
    rank: undefined,
    earlier: earlier.get(student.student_id)?.[source],
  }
  const notApplicable = (why: Parameters<typeof notApplicableReason>[1]): Indicator => ({
    ...base,
    state: 'not-applicable',
    reason: notApplicableReason(source, why),
  })
  const counted = (value: number, rank?: Comparison): Indicator => ({
    ...base,
    state: 'counted',
    value,
    peers: rank?.peers ?? 0,
    rank,
    reason: countedReason(source, measure, value, days),
  })

  if (!health[source].healthy)
    return { ...base, state: 'late-feed', reason: lateFeedReason(source, health[source]) }
  if (days < leastDays(source, configuration))
    return { ...base, state: 'too-few-days', reason: tooFewDaysReason(source, days) }
  if (source === 'attendance') {
    return measure.expected === 0
      ? notApplicable('nothing-expected')
      : counted((100 * measure.amount) / measure.expected)
  }
  const comparison = comparisons[source]?.(peerValue(student, source, measure, days))
  if (!comparison) return notApplicable('few-peers')
  if (measure.amount === 0 && comparison.usedByShare < configuration.peers.usedByShare)
    return notApplicable('few-use-it')
  return counted(comparison.percentile, comparison)
}

function scoreStudent(
  student: ScoredStudent,
  windows: Windows,
  measures: StudentMeasures,
  indicators: Indicator[],
  { to, configuration }: PoolInputs,
): Score {
  const counted = indicators.flatMap((each) =>
    each.value === undefined ? [] : [{ ...each, value: each.value }],
  )
  const weight = counted.reduce((sum, each) => sum + each.weight, 0)
  const base = { student_id: student.student_id, lastActive: measures.lastActive, indicators }
  if (weight < configuration.minimumWeight) {
    const mainReason = `Too little data to say: ${unknownReason(indicators)}`
    return { ...base, score: undefined, band: 'unknown', trend: undefined, mainReason }
  }
  const score = counted.reduce((sum, each) => sum + each.weight * each.value, 0) / weight
  const [firstDay] = windows.activity
  const silent = counted.length >= 2 && firstDay !== undefined && (measures.lastActive ?? '') < firstDay
  const thresholds = counted.some(({ source }) => source === 'attendance')
    ? configuration.thresholds
    : configuration.thresholdsWithoutAttendance
  const band = silent ? 'none' : bandOf(score, thresholds)
  const earlier = Object.fromEntries(counted.map((each) => [each.source, each.earlier])) as EarlierMeans
  const trend = trendOf(changeSince(counted, earlier, configuration), configuration)
  const mainReason = silent
    ? silentReason(measures.lastActive, to, windows.activity.size)
    : furthestFromMiddle(counted, score < thresholds.good)
  return { ...base, score, band, trend, mainReason }
}

function unknownReason(indicators: readonly Indicator[]): string {
  const fewDays = indicators.find(({ state }) => state === 'too-few-days')
  if (!fewDays) return 'no source can be judged'
  return fewDays.days === 0
    ? 'no teaching days count for them now'
    : `only ${fewDays.days} teaching days count so far`
}

function bandOf(score: number, thresholds: Configuration['thresholds']): Band {
  if (score >= thresholds.high) return 'high'
  if (score >= thresholds.good) return 'good'
  return score >= thresholds.partial ? 'partial' : 'low'
}

/** The reason of the source that pulls the score furthest down, or up. */
function furthestFromMiddle(counted: readonly (Indicator & { value: number })[], down: boolean): string {
  const pull = ({ weight, value }: { weight: number; value: number }): number => weight * (value - 50)
  const [first] = [...counted].sort((a, b) => (down ? pull(a) - pull(b) : pull(b) - pull(a)))
  return first?.reason ?? ''
}
