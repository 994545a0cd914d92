import { addDays, dayInWords, type Day } from '../domain/day'
import { sources, type Source } from '../domain/source'
import type { Configuration } from './configuration'
import { countableDays, isWeekday, type Period } from './countable-days'

/** Whether a source's data reach far enough to judge by. */
export interface SourceHealth {
  healthy: boolean
  /** The last day with data; absent when none is held. */
  dataTo: Day | undefined
}

export type Health = Record<Source, SourceHealth>

/**
 * Judges each source by the teaching weekdays between its last data and `to`: days on which the university teaches
 * and the feed brought nothing. Without a university calendar every weekday is a teaching day.
 */
export function healthBefore(
  to: Day,
  lastDays: Readonly<Record<Source, Day | undefined>>,
  periods: readonly Period[],
  configuration: Configuration,
): Health {
  const universityWide = periods.filter(
    ({ programme_code, level }) => programme_code === null && level === null,
  )
  const judge = (last: Day | undefined): SourceHealth => {
    if (last === undefined) return { healthy: false, dataTo: undefined }
    const silent = addDays(last, 1)
    const days =
      universityWide.length > 0
        ? countableDays(universityWide, undefined, silent, to)
        : daysBetween(silent, to)
    const missed = days.filter(isWeekday).length
    return { healthy: missed <= configuration.lateAfterTeachingDays, dataTo: last }
  }
  const judged = sources.map((source) => [source, judge(lastDays[source])] as const)
  return Object.fromEntries(judged) as Health
}

/** "library (to Saturday 14 November)"; "printing (no data)". */
export function lateInWords(source: Source, { dataTo }: SourceHealth): string {
  return `${source} (${dataTo === undefined ? 'no data' : `to ${dayInWords(dataTo)}`})`
}

function daysBetween(from: Day, to: Day): Day[] {
  const days: Day[] = []
  for (let day = from; day < to; day = addDays(day, 1)) days.push(day)
  return days
}
