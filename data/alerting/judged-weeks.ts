import { isFlagged } from '../domain/band'
import { addDays, weekStart, type Day } from '../domain/day'
import { sources } from '../domain/source'
import type { Health } from '../scoring/health'
import type { Basis } from './basis'
import type { Episode } from './episode'
import { opensWithin } from './may-open'
import { readIndicators, readWholeWeeks } from './read-weeks'
import { hasDropped } from './sudden-drop'
import type { WeekFacts } from './week-facts'
import { judgedOf } from './weekly-rules'

/** So many weeks tell whether somebody who is low is so newly. */
const weeksRead = 12

/** The whole scored weeks of a student. */
export interface OwnWeeks {
  /** Those that ended by a day, judged as on that day. */
  before: (day: Day) => WeekFacts[]
}

/** The weeks of those of whom the rules over weeks may say something, with what their scores are made of. */
export async function readJudgedWeeks(
  basis: Basis,
  episodes: readonly Episode[],
): Promise<ReadonlyMap<string, OwnWeeks>> {
  const { db, today, students } = basis
  const told = episodes.filter(({ row }) => row.rule_code === 'newly-low' || row.rule_code === 'sudden-drop')
  const to = judgedTo(today, basis.health)
  const weeks = await readWholeWeeks(db, { from: addDays(weekStart(today), -7 * weeksRead), to }, told)
  const asked = new Set(told.map(({ row }) => row.student_id))
  const counting = basis.countingBefore(today)
  const of = [...weeks].flatMap(([id, all]) => {
    const student = students.get(id)
    if (!student) return []
    const isAsked = asked.has(id) || mayBeTold(judgedOf(all, student, counting, today), basis)
    return isAsked ? [{ id, student, all }] : []
  })
  const indicators = await readIndicators(db, of)
  return new Map(
    of.map(({ id, student, all }) => {
      const whole = all.map((week) => ({ ...week, indicators: indicators.get(`${id}|${week.start}`) ?? [] }))
      const before = (day: Day): WeekFacts[] =>
        judgedOf(whole, student, basis.countingBefore(day), day).filter((week) => week.end <= day)
      return [id, { before }]
    }),
  )
}

/** The end of the newest week that can be judged: over, and delivered. */
function judgedTo(today: Day, health: Health): Day {
  const newest = weekStart(today)
  return isDelivered(health, newest) ? newest : addDays(newest, -7)
}

/** Whether no source that is well may still lack a weekday of the week that ended before `to`. */
function isDelivered(health: Health, to: Day): boolean {
  const from = addDays(to, -7)
  return sources.every((source) => {
    const { healthy, dataTo, empty } = health[source]
    if (!healthy || dataTo === undefined) return true
    return ![...empty].some((day) => day > dataTo && day >= from && day < to)
  })
}

/** Whether either rule may newly hold, by bands and scores alone. */
function mayBeTold(weeks: readonly WeekFacts[], { today, settings }: Basis): boolean {
  return weeks.some((week, index) => {
    if (!opensWithin(week.end, today)) return false
    const before = weeks.slice(0, index)
    const isNew = isFlagged(week) && before.some((earlier) => !isFlagged(earlier))
    return isNew || hasDropped(week, before, settings.suddenDrop)
  })
}
