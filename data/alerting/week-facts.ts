import type { Configuration } from '../configuration/indicator'
import { isFlagged, type Band, type Trend } from '../domain/band'
import { dayNumber, type Day } from '../domain/day'
import type { Source } from '../domain/source'
import { bandOf, mainSources, weightedMean } from '../scoring/score-pool'
import { thresholdsFor } from '../scoring/thresholds'
import type { IndicatorState } from '../store/schema'

/** What the score of one whole week says of a student. */
export interface WeekFacts {
  start: Day
  /** The day after its last. */
  end: Day
  band: Band
  score: number | undefined
  trend: Trend | undefined
  /** What the score is made of; may be left out where no source was late, or where it is not yet known. */
  indicators?: readonly WeekIndicator[]
}

export interface WeekIndicator {
  source: Source
  state: IndicatorState
  value: number | undefined
  weight: number
  /** Days that counted in its window. */
  days: number
}

/** A student is compared with weeks that lie no longer back than this, in days. */
export const comparedDays = 28

/** Days after which nothing that was judged says anything of now: a summer lies between. */
const forgottenAfter = 63

/** Whether so long has passed since the last judged week that it says nothing any more. */
export function isForgotten(last: WeekFacts, now: Day): boolean {
  return dayNumber(now) - dayNumber(last.end) > forgottenAfter
}

/** The last week, where it is near enough to compare with. */
export function nearOf(last: WeekFacts | undefined, week: WeekFacts): WeekFacts | undefined {
  return last && dayNumber(week.start) - dayNumber(last.start) <= comparedDays ? last : undefined
}

/**
 * Whether attendance or Canvas rests on less than a whole window: the student has just come, or come back, or the feed had
 * a gap, which may hide leave too. A few days stand high or low by chance. A source of which nothing is known says nothing.
 */
export function restsOnFewDays({ indicators = [] }: WeekFacts, { windowDays }: Configuration): boolean {
  const isMain = (source: Source): boolean => mainSources.some((main) => main === source)
  return indicators.some(
    ({ source, state, days }) =>
      isMain(source) && (state === 'too-few-days' || (days > 0 && days < windowDays)),
  )
}

type Counted = WeekIndicator & { value: number }

/** The indicators that make the score. */
export function countedOf({ indicators = [] }: WeekFacts): Counted[] {
  return indicators.filter((each): each is Counted => each.value !== undefined && each.weight > 0)
}

/**
 * Whether feeds alone may have made the difference between two weeks. A source that counts in one and is late in the
 * other is taken out of both: where either is then low and was not, or was and is not, they cannot be compared.
 */
export function isMovedByFeeds(a: WeekFacts, b: WeekFacts, configuration: Configuration): boolean {
  const isLate = (week: WeekFacts, source: Source): boolean =>
    (week.indicators ?? []).some((each) => each.source === source && each.state === 'late-feed')
  const differing = (one: WeekFacts, other: WeekFacts): Source[] =>
    countedOf(one).flatMap(({ source }) => (isLate(other, source) ? [source] : []))
  const without = new Set([...differing(a, b), ...differing(b, a)])
  if (without.size === 0) return false
  return [a, b].some(
    (week) => isFlagged({ band: bandWithout(week, without, configuration) }) !== isFlagged(week),
  )
}

/** The band by the other sources alone. */
function bandWithout(week: WeekFacts, without: ReadonlySet<Source>, configuration: Configuration): Band {
  const counted = countedOf(week).filter(({ source }) => !without.has(source))
  const weight = counted.reduce((sum, each) => sum + each.weight, 0)
  // With too little left to say, the answer is the other one: such weeks are not compared.
  if (counted.length === 0 || weight < configuration.minimumWeight) return isFlagged(week) ? 'unknown' : 'low'
  return week.band === 'none' ? 'none' : bandOf(weightedMean(counted), thresholdsFor(counted, configuration))
}
