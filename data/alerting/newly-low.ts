import type { AlertRuleSettings } from '../configuration/alerts'
import type { Configuration } from '../configuration/indicator'
import { isFlagged, type Band } from '../domain/band'
import { dayAndMonth, type Day } from '../domain/day'
import { levelOf, type Finding } from './finding'
import { isForgotten, isMovedByFeeds, nearOf, restsOnFewDays, type WeekFacts } from './week-facts'

/** An episode while the weeks are gone through. */
interface Running {
  first: WeekFacts
  /** The band of the judged week before. */
  before: Band
  /** The newest week that was low or none. */
  lastLow: WeekFacts
  /** Weeks low or none together, up to that one. */
  lowWeeks: number
  /** Weeks together that are neither, up to now. */
  otherWeeks: number
  newest: WeekFacts
}

/** Low or none for so many weeks together is worse. */
const longWeeks = 3

/**
 * The band of a whole week is low or none, and that of the judged week before, at most four weeks earlier, was neither. It
 * holds until so many judged weeks together are neither.
 *
 * @param weeks whole weeks of which a day counts for the student and whose band is not `unknown`, oldest first
 * @param now the day that it is judged on
 */
export function newlyLow(
  weeks: readonly WeekFacts[],
  now: Day,
  settings: AlertRuleSettings['newlyLow'],
  configuration: Configuration,
): Finding | undefined {
  let last: WeekFacts | undefined
  let running: Running | undefined
  for (const week of weeks) {
    const near = nearOf(last, week)
    if (restsOnFewDays(week, configuration) || (near && isMovedByFeeds(near, week, configuration))) continue
    if (running && last && isForgotten(last, week.start)) running = undefined
    running = running ? next(running, week, settings.overAfterWeeks) : begin(near, week)
    last = week
  }
  return running && !isForgotten(running.newest, now) ? findingOf(running) : undefined
}

function begin(near: WeekFacts | undefined, week: WeekFacts): Running | undefined {
  if (!near || isFlagged(near) || !isFlagged(week)) return undefined
  return { first: week, before: near.band, lastLow: week, lowWeeks: 1, otherWeeks: 0, newest: week }
}

function next(running: Running, week: WeekFacts, overAfterWeeks: number): Running | undefined {
  if (isFlagged(week)) {
    const lowWeeks = running.otherWeeks > 0 ? 1 : running.lowWeeks + 1
    return { ...running, lastLow: week, lowWeeks, otherWeeks: 0, newest: week }
  }
  const otherWeeks = running.otherWeeks + 1
  return otherWeeks >= overAfterWeeks ? undefined : { ...running, otherWeeks, newest: week }
}

function findingOf(running: Running): Finding {
  const { first, before, lastLow, lowWeeks, otherWeeks, newest } = running
  const improving = otherWeeks > 0
  const isSharp = first.trend === 'falling' || (!improving && newest.band === 'none')
  const isLong = !improving && lowWeeks >= longWeeks
  return {
    since: first.start,
    found: first.end,
    dataTo: newest.end,
    level: levelOf(1 + Number(isSharp) + Number(isLong)),
    improving,
    reason: reasonOf(running, isLong),
    facts: { before, band: newest.band, trend: first.trend ?? null, lowWeeks, lastLow: lastLow.start },
  }
}

function reasonOf({ first, before, lowWeeks, newest }: Running, isLong: boolean): string {
  const fell = first.trend === 'falling' ? ', well below their own weeks before' : ''
  const went = `Their band went from ${before} to ${inWords(first.band)} in the week of ${dayAndMonth(first.start)}${fell}`
  if (isLong) return `${went}; it was low or “no activity” in each of the last ${lowWeeks} scored weeks.`
  return first.start === newest.start
    ? `${went}.`
    : `${went}; in the week of ${dayAndMonth(newest.start)} it was ${inWords(newest.band)}.`
}

/** As the cards beside it call the band. */
const inWords = (band: Band): string => (band === 'none' ? '“no activity”' : band)
