import type { Band, Trend } from '../domain/band'
import type { Day } from '../domain/day'
import type { Configuration, Thresholds } from '../configuration/indicator'
import type { Health } from './health'
import { indicatorsOf, isUnseen, type Indicator, type Measured } from './indicator'
import type { StudentMeasures } from './measures'
import { exactly } from './exactly'
import type { ScoredStudent } from './pools'
import { silentReason } from './reasons'
import { thresholdsFor } from './thresholds'
import { changeSince, trendOf, type EarlierMeans } from './trend'
import type { Windows } from './windows'

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
  const pool = inputs.students.flatMap((student): Measured[] => {
    const windows = inputs.windows.get(student.student_id)
    const measures = inputs.measures.get(student.student_id)
    if (!windows || !measures) return []
    return [{ student, windows, measures, earlier: inputs.earlier.get(student.student_id) }]
  })
  const indicators = indicatorsOf(pool, inputs.health, inputs.configuration)
  return pool.map((measured, index) => scoreStudent(measured, indicators[index] ?? [], inputs))
}

type Counted = Indicator & { value: number }

function scoreStudent(
  { student, windows, measures }: Measured,
  indicators: Indicator[],
  { to, health, configuration }: PoolInputs,
): Score {
  const counted = indicators.filter((each): each is Counted => each.value !== undefined && each.weight > 0)
  const weight = counted.reduce((sum, each) => sum + each.weight, 0)
  const base = { student_id: student.student_id, lastActive: measures.lastActive, indicators }
  if (counted.length === 0 || weight < configuration.minimumWeight) {
    const mainReason = `Too little data to say: ${unknownReason(indicators)}`
    return { ...base, score: undefined, band: 'unknown', trend: undefined, mainReason }
  }
  const score = weightedMean(counted)
  const [firstDay] = windows.activity
  const silent =
    counted.length >= 2 &&
    firstDay !== undefined &&
    (measures.lastActive ?? '') < firstDay &&
    !mainSources.some((source) => isUnseen(source, health[source], windows))
  const thresholds = thresholdsFor(counted, configuration)
  const band = silent ? 'none' : bandOf(score, thresholds)
  const trend = trendOf(changeSince(counted, configuration), configuration)
  const mainReason = silent
    ? silentReason(measures.lastActive, to, windows.activity.size)
    : furthestFromMiddle(counted, score < thresholds.good)
  return { ...base, score, band, trend, mainReason }
}

/** Of these a student may have done much that is not known while their feed is late, or was. */
export const mainSources = ['attendance', 'canvas'] as const

function unknownReason(indicators: readonly Indicator[]): string {
  const fewDays = indicators.find(({ state }) => state === 'too-few-days')
  if (!fewDays) return 'no source can be judged'
  return fewDays.days === 0
    ? 'no teaching days count for them now'
    : `only ${fewDays.days} teaching days count so far`
}

/** The score of counted indicators that weigh something. */
export function weightedMean(counted: readonly { weight: number; value: number }[]): number {
  const weight = counted.reduce((sum, each) => sum + each.weight, 0)
  return exactly(counted.reduce((sum, each) => sum + each.weight * each.value, 0) / weight)
}

/** The band of a score, where anything at all was done. */
export function bandOf(score: number, thresholds: Thresholds): Band {
  if (score >= thresholds.high) return 'high'
  if (score >= thresholds.good) return 'good'
  return score >= thresholds.partial ? 'partial' : 'low'
}

/** The reason of the source that pulls the score furthest down, or up. */
function furthestFromMiddle(counted: readonly Counted[], down: boolean): string {
  const pull = ({ weight, value }: { weight: number; value: number }): number => weight * (value - 50)
  const [first] = [...counted].sort((a, b) => (down ? pull(a) - pull(b) : pull(b) - pull(a)))
  return first?.reason ?? ''
}
