import { dayInWords, dayNumber, type Day } from '../domain/day'
import { sourceNames, type Source } from '../domain/source'
import type { SourceHealth } from './health'
import type { Measure } from './measures'

const uses: Record<Exclude<Source, 'attendance'>, { some: string; none: string }> = {
  canvas: { some: 'Canvas use', none: 'No Canvas activity' },
  submissions: { some: 'Work submitted on time', none: 'No work submitted' },
  library: { some: 'Library use', none: 'No library use' },
  printing: { some: 'Printing', none: 'No printing' },
}

/** Why a counted source reads as it does. Says no raw counts: every role that sees reasons may read it. */
export function countedReason(source: Source, measure: Measure, indicator: number, days: number): string {
  if (source === 'attendance') {
    return measure.amount === 0
      ? `Attended none of the teaching events in ${days} days`
      : `Attended ${Math.round(indicator)} % of teaching events`
  }
  if (measure.amount === 0) return `${uses[source].none} in ${days} days`
  return `${uses[source].some} ${placeAmongPeers(indicator)}`
}

function placeAmongPeers(percentile: number): string {
  if (percentile < 10) return 'in the lowest tenth of peers'
  if (percentile < 25) return 'in the lowest quarter of peers'
  if (percentile < 40) return 'below most peers'
  if (percentile <= 60) return 'about the middle of peers'
  if (percentile <= 75) return 'above most peers'
  if (percentile <= 90) return 'in the highest quarter of peers'
  return 'in the highest tenth of peers'
}

export function lateFeedReason(source: Source, { dataTo }: SourceHealth): string {
  return dataTo === undefined
    ? `${sourceNames[source]}: no data is held, so it is left out`
    : `${sourceNames[source]}: data only to ${dayInWords(dataTo)}, so it is left out`
}

/** For a source whose data came back, but not those of all days. */
export function outageReason(source: Source, missing: number, days: number): string {
  return `${sourceNames[source]}: no data for ${missing} of ${days} days, so it is left out`
}

export function notApplicableReason(
  source: Source,
  why: 'nothing-expected' | 'few-use-it' | 'few-peers' | 'came-later',
): string {
  const reasons = {
    'nothing-expected': 'no teaching events were expected',
    'few-use-it': source === 'submissions' ? 'few peers had work to submit' : 'few peers use it',
    'few-peers': 'there are too few peers to compare with',
    'came-later': 'fewer days count than for the peers, and nothing was handed in',
  }
  return `${sourceNames[source]}: ${reasons[why]}, so it is left out`
}

export function tooFewDaysReason(source: Source, days: number): string {
  return `${sourceNames[source]}: only ${days === 1 ? '1 day counts' : `${days} days count`}, too few to judge by`
}

/** The reason for the band `none`. */
export function silentReason(lastActive: Day | undefined, to: Day, days: number): string {
  return lastActive === undefined
    ? `No activity in any source in ${days} days or longer`
    : `No activity in any source since ${dayInWords(lastActive)}, ${dayNumber(to) - dayNumber(lastActive) - 1} days`
}
