import type { AlertRuleSettings } from '../configuration/alerts'
import type { Configuration } from '../configuration/indicator'
import { addDays, dayAndMonth, type Day } from '../domain/day'
import { sources } from '../domain/source'
import { changeSince, type EarlierMeans } from '../scoring/trend'
import { levelOf, type Finding } from './finding'
import { comparedDays, countedOf, isForgotten, restsOnFewDays, type WeekFacts } from './week-facts'

type DropSettings = AlertRuleSettings['suddenDrop']

interface Running {
  first: WeekFacts
  /** The means of the student's own weeks before, source by source, … */
  means: EarlierMeans
  /** … and of their scores. */
  mean: number
  deepest: number
  newest: WeekFacts
}

/**
 * The score of a whole week lies so many points below the mean of the student's own judged weeks before it, and its
 * sources, each compared with itself, have fallen as much: a feed that comes or goes moves nobody. It holds until half of
 * the fall is made up, for at most four weeks.
 *
 * @param weeks whole weeks of which a day counts for the student and whose band is not `unknown`, oldest first
 * @param now the day that it is judged on
 */
export function suddenDrop(
  weeks: readonly WeekFacts[],
  now: Day,
  settings: DropSettings,
  configuration: Configuration,
): Finding | undefined {
  let running: Running | undefined
  const whole = weeks.filter((week) => !restsOnFewDays(week, configuration))
  for (const [index, week] of whole.entries()) {
    running = running && next(running, week, settings, configuration)
    running ??= begin(week, whole.slice(0, index), settings, configuration)
  }
  if (!running || isForgotten(running.newest, now)) return undefined
  return now > addDays(running.first.end, comparedDays) ? undefined : findingOf(running, settings)
}

/** Whether a week's score lies far enough below the mean of those before; the first thing to ask, it needs no indicators. */
export function hasDropped(week: WeekFacts, before: readonly WeekFacts[], settings: DropSettings): boolean {
  const mean = meanScore(ownPast(week, before, settings))
  return week.score !== undefined && mean !== undefined && week.score <= mean - settings.points
}

function begin(
  week: WeekFacts,
  before: readonly WeekFacts[],
  settings: DropSettings,
  configuration: Configuration,
): Running | undefined {
  if (!hasDropped(week, before, settings)) return undefined
  const past = ownPast(week, before, settings)
  const means = meansOf(past, settings.leastWeeks)
  const change = changeFrom(means, week, configuration)
  if (change === undefined || change > -settings.points) return undefined
  return { first: week, means, mean: meanScore(past) ?? 0, deepest: change, newest: week }
}

function next(
  running: Running,
  week: WeekFacts,
  { points }: DropSettings,
  configuration: Configuration,
): Running | undefined {
  if (week.start >= addDays(running.first.start, comparedDays)) return undefined
  const change = changeFrom(running.means, week, configuration)
  if (change === undefined) return running
  if (change > -points / 2) return undefined
  return { ...running, deepest: Math.min(running.deepest, change), newest: week }
}

/** The newest of the weeks before that are recent enough; none where they are too few. */
function ownPast(
  week: WeekFacts,
  before: readonly WeekFacts[],
  { weeks, leastWeeks }: DropSettings,
): WeekFacts[] {
  const from = addDays(week.start, -(7 * weeks + comparedDays))
  const past = before.filter(({ start }) => start >= from).slice(-weeks)
  return past.length < leastWeeks ? [] : past
}

function meanScore(past: readonly WeekFacts[]): number | undefined {
  const scores = past.flatMap(({ score }) => score ?? [])
  return scores.length === 0 ? undefined : scores.reduce((sum, score) => sum + score, 0) / scores.length
}

/** Of each source that counted in enough of the weeks. */
function meansOf(past: readonly WeekFacts[], leastWeeks: number): EarlierMeans {
  const counted = past.flatMap(countedOf)
  const means = sources.flatMap((source) => {
    const values = counted.flatMap((each) => (each.source === source ? [each.value] : []))
    return values.length < leastWeeks
      ? []
      : [[source, values.reduce((sum, value) => sum + value, 0) / values.length] as const]
  })
  return Object.fromEntries(means)
}

function changeFrom(means: EarlierMeans, week: WeekFacts, configuration: Configuration): number | undefined {
  const counted = countedOf(week).map((each) => ({ ...each, earlier: means[each.source] }))
  return changeSince(counted, configuration)
}

function findingOf({ first, mean, deepest, newest }: Running, { points }: DropSettings): Finding {
  const fall = Math.round(Math.min(-deepest, mean - (first.score ?? mean)))
  return {
    since: first.start,
    found: first.end,
    dataTo: newest.end,
    level: levelOf(1 + Math.floor((2 * (-deepest - points)) / points)),
    improving: false,
    reason: `Their score fell by about ${fall} points in the week of ${dayAndMonth(first.start)}, compared with their own average in the weeks before.`,
    facts: { mean: Math.round(mean), score: Math.round(first.score ?? 0), fall },
  }
}
