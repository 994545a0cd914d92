import type { Day } from '../domain/day'
import type { FeedState } from '../domain/feed-state'
import type { Source } from '../domain/source'
import type { Expectations } from '../configuration/expectations'
import type { JudgedDay } from './volumes'

/** How a source stands at the end of its judged days, and the first of those days on which it was not well. */
export function stateAtEnd(
  source: Source,
  judged: readonly JudgedDay[],
  { lateAfterTeachingDays, silentAfterTeachingDays, rhythmDays }: Expectations,
): { state: FeedState; since: Day | undefined } {
  const { run, missed } = badRun(judged)
  const bearable = lateAfterTeachingDays + weekdaysIn((rhythmDays[feedOf(source)] ?? 1) - 1)
  const thin = run.some(({ verdict }) => verdict === 'thin')
  const since = run[0]?.day
  if (missed > bearable) return { state: missed > silentAfterTeachingDays ? 'silent' : 'late', since }
  const tooThin = run.length > bearable || run.length - missed > lateAfterTeachingDays
  return thin && tooThin ? { state: 'thin', since } : { state: 'well', since: undefined }
}

/** The days since the last good one, and how many of them, at the very end, brought nothing at all. */
function badRun(judged: readonly JudgedDay[]): { run: JudgedDay[]; missed: number } {
  let [run, missed]: [JudgedDay[], number] = [[], 0]
  for (const each of judged) {
    missed = each.verdict === 'missing' ? missed + 1 : 0
    if (each.verdict === 'thin' || each.verdict === 'missing') run.push(each)
    // That something comes in a vacation tells that a feed is not dead, not that it is whole again.
    else if (each.verdict === 'good' || !run.some(({ verdict }) => verdict === 'thin')) run = []
  }
  return { run, missed }
}

/** The feed that brings a source. */
export function feedOf(source: Source): Exclude<Source, 'submissions'> {
  return source === 'submissions' ? 'canvas' : source
}

/** The most teaching weekdays that so many days hold. */
function weekdaysIn(days: number): number {
  return Math.ceil((days * 5) / 7)
}
