import { sources, type Source } from '../domain/source'
import type { IndicatorState } from '../store/schema'
import type { Configuration } from '../configuration/indicator'
import type { Health, SourceHealth } from './health'
import type { Measure, StudentMeasures } from './measures'
import { comparePeers, type Comparison, type PeerValue } from './peers'
import type { ScoredStudent } from './pools'
import { countedReason, lateFeedReason, notApplicableReason, outageReason, tooFewDaysReason } from './reasons'
import type { EarlierMeans } from './trend'
import { windowOf, type Windows } from './windows'

/** One source's contribution to a score, counted or not, with its reason. */
export interface Indicator {
  source: Source
  state: IndicatorState
  /** 0 to 100; absent unless counted. */
  value: number | undefined
  weight: number
  measure: Measure
  days: number
  /** Where the student stands among the peers; absent where ranks are not compared. */
  comparison: Comparison | undefined
  /** The mean of the student's own earlier weeks that the trend compares with. */
  earlier: number | undefined
  reason: string
}

/** What is known of one student before their indicators. */
export interface Measured {
  student: ScoredStudent
  windows: Windows
  measures: StudentMeasures
  earlier: EarlierMeans | undefined
}

type Judgement = Pick<Indicator, 'state' | 'reason'> & Partial<Pick<Indicator, 'value' | 'comparison'>>

/** Gives every student's indicators, source by source, compared within the pool. */
export function indicatorsOf(
  pool: readonly Measured[],
  health: Health,
  configuration: Configuration,
): Indicator[][] {
  const bySource = sources.map((source) => indicatorsOfSource(source, pool, health, configuration))
  return pool.map((_, index) => bySource.flatMap((indicators) => indicators[index] ?? []))
}

function indicatorsOfSource(
  source: Source,
  pool: readonly Measured[],
  health: Health,
  configuration: Configuration,
): Indicator[] {
  const least = leastDays(source, configuration)
  const values = pool.map((measured) => peerValue(source, measured, least))
  const compare = comparePeers(
    values.flatMap((value) => value ?? []),
    configuration.peers,
  )
  const judge = (measured: Measured, value: PeerValue | undefined): Judgement => {
    if (!health[source].healthy) return { state: 'late-feed', reason: lateFeedReason(source, health[source]) }
    const days = daysFor(source, measured.windows)
    const all = windowOf(source, measured.windows).size
    if (all < least) return { state: 'too-few-days', reason: tooFewDaysReason(source, days) }
    if (days < least) return { state: 'late-feed', reason: outageReason(source, all - days, all) }
    const measure = measured.measures.bySource[source]
    if (source === 'attendance') return attendance(measure, days)
    return rank(source, measure, days, value && compare(value), configuration)
  }
  return pool.map((measured, index) => {
    const { state, value, comparison, reason } = judge(measured, values[index])
    return {
      source,
      state,
      value,
      weight: configuration.weights[source],
      measure: measured.measures.bySource[source],
      days: daysFor(source, measured.windows),
      comparison,
      earlier: measured.earlier?.[source],
      reason,
    }
  })
}

/** Attendance is its own rate. */
function attendance(measure: Measure, days: number): Judgement {
  if (measure.expected === 0) return notApplicable('attendance', 'nothing-expected')
  const value = (100 * measure.amount) / measure.expected
  return { state: 'counted', value, reason: countedReason('attendance', measure, value, days) }
}

/** Every other source is a rank among those of the peers who have days enough. */
function rank(
  source: Source,
  measure: Measure,
  days: number,
  comparison: Comparison | undefined,
  { peers }: Configuration,
): Judgement {
  if (!comparison) return notApplicable(source, 'few-peers')
  if (measure.amount === 0 && comparison.usedByShare < peers.usedByShare)
    return notApplicable(source, 'few-use-it')
  // Who came later, or was away, may not have been there for the work that the others had to hand in.
  if (source === 'submissions' && measure.amount === 0 && days < comparison.mostDays)
    return notApplicable(source, 'came-later')
  const value = comparison.percentile
  return { state: 'counted', value, comparison, reason: countedReason(source, measure, value, days) }
}

const notApplicable = (source: Source, why: Parameters<typeof notApplicableReason>[1]): Judgement => ({
  state: 'not-applicable',
  reason: notApplicableReason(source, why),
})

function daysFor(source: Source, { known }: Windows): number {
  return known[source].size
}

function leastDays(source: Source, { minimumDays, minimumSubmissionDays }: Configuration): number {
  return source === 'submissions' ? minimumSubmissionDays : minimumDays
}

/** Whether the student may have been active in a source without it being known: its feed is late, or was. */
export function isUnseen(
  source: Source,
  { healthy, dataTo, empty }: SourceHealth,
  windows: Windows,
): boolean {
  if (!healthy) return dataTo !== undefined
  const window = windowOf(source, windows)
  return daysFor(source, windows) < window.size || [...window].some((day) => empty.has(day))
}

function peerValue(
  source: Source,
  { student, windows, measures }: Measured,
  least: number,
): PeerValue | undefined {
  const days = daysFor(source, windows)
  if (source === 'attendance' || days < least) return undefined
  const { programme_code: programme, school, level, mode } = student
  return {
    programme,
    school,
    level,
    mode,
    days,
    value: rankedValue(source, measures.bySource[source], days),
  }
}

/**
 * What students are ranked by, per countable day: days with activity, equal ones told apart by its amount. Days say more than
 * clicks about who goes on to succeed (see the back-test in the README). Submissions are ranked by their number.
 */
function rankedValue(source: Source, { amount, activeDays }: Measure, days: number): number {
  return source === 'submissions' ? amount / days : (activeDays + amount / (amount + 1)) / days
}
