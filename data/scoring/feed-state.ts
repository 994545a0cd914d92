import type { Day } from '../domain/day'
import type { FeedState } from '../domain/feed-state'
import type { Source } from '../domain/source'
import type { HealthRules } from '../configuration/expectations'
import type { JudgedDay } from './volumes'

/** Days from `from` to before `to`, without an end where they last. */
export interface Outage {
  from: Day
  to: Day | undefined
}

/** How a source stands at the end of its judged days, and the first of those days on which it was not well. */
export function stateAtEnd(
  source: Source,
  judged: readonly JudgedDay[],
  rules: HealthRules,
): { state: FeedState; since: Day | undefined } {
  const last = badRuns(source, judged, rules).at(-1)
  if (!last || last.endedOn !== undefined || !last.isSick) return { state: 'well', since: undefined }
  const missing = last.missed > rules.silentAfterTeachingDays ? 'silent' : 'late'
  return { state: last.missed > bearable(source, rules) ? missing : 'thin', since: last.days[0]?.day }
}

/**
 * The days that a source was late or thin for, looked at then: of them nothing is known, also when it has come back.
 * A shorter pause is none, it may be a holiday.
 */
export function outagesOf(source: Source, judged: readonly JudgedDay[], rules: HealthRules): Outage[] {
  return badRuns(source, judged, rules).flatMap(({ days, wasSick, endedOn }) => {
    const from = days[0]?.day
    return from !== undefined && wasSick ? [{ from, to: endedOn }] : []
  })
}

/** Days on end without a good one. */
interface BadRun {
  days: JudgedDay[]
  /** How many of them, at the very end, brought nothing at all. */
  missed: number
  isSick: boolean
  wasSick: boolean
  endedOn: Day | undefined
}

function badRuns(source: Source, judged: readonly JudgedDay[], rules: HealthRules): BadRun[] {
  const runs: BadRun[] = []
  let run: BadRun | undefined
  for (const each of judged) {
    if (each.verdict === 'thin' || each.verdict === 'missing') {
      if (!run) runs.push((run = { days: [], missed: 0, isSick: false, wasSick: false, endedOn: undefined }))
      run.days.push(each)
    }
    // That something comes in a vacation tells that a feed is not dead, not that it is whole again.
    else if (run && (each.verdict === 'good' || !run.days.some(isThin))) {
      run.endedOn = each.day
      run = undefined
    }
    if (!run) continue
    run.missed = each.verdict === 'missing' ? run.missed + 1 : 0
    run.isSick = isSick(source, run, rules)
    run.wasSick ||= run.isSick
  }
  return runs
}

function isSick(source: Source, { days, missed }: BadRun, rules: HealthRules): boolean {
  const most = bearable(source, rules)
  if (missed > most) return true
  return days.some(isThin) && (days.length > most || days.length - missed > rules.lateAfterTeachingDays)
}

const isThin = ({ verdict }: JudgedDay): boolean => verdict === 'thin'

/** So many teaching days may pass without good data. */
function bearable(source: Source, { lateAfterTeachingDays, rhythmDays }: HealthRules): number {
  return lateAfterTeachingDays + weekdaysIn((rhythmDays[feedOf(source)] ?? 1) - 1)
}

/** The feed that brings a source. */
export function feedOf(source: Source): Exclude<Source, 'submissions'> {
  return source === 'submissions' ? 'canvas' : source
}

/** The most teaching weekdays that so many days hold. */
function weekdaysIn(days: number): number {
  return Math.ceil((days * 5) / 7)
}
