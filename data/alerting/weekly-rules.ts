import type { AlertRuleSettings } from '../configuration/alerts'
import type { Configuration } from '../configuration/indicator'
import { addDays, type Day } from '../domain/day'
import type { CountingDays, Studying } from '../queries/days-that-count'
import type { EnrolledStudent } from '../scoring/read-enrolments'
import type { Finding } from './finding'
import { newlyLow } from './newly-low'
import { suddenDrop } from './sudden-drop'
import type { WeekFacts } from './week-facts'

export const weeklyRuleNames = ['newly-low', 'sudden-drop'] as const
export type WeeklyRule = (typeof weeklyRuleNames)[number]

/** What a rule says by a student's weeks on a day. */
export type WeeklyJudge = (weeks: readonly WeekFacts[], now: Day) => Finding | undefined

/** The rules over whole scored weeks that are switched on. */
export type WeeklyRules = readonly { rule: WeeklyRule; judge: WeeklyJudge }[]

/** The rules over whole scored weeks. Whose band is newly low in the week of a fall hears of the fall with that. */
export function weeklyRules(settings: AlertRuleSettings, configuration: Configuration): WeeklyRules {
  const low: WeeklyJudge = (weeks, now) => newlyLow(weeks, now, settings.newlyLow, configuration)
  const drop: WeeklyJudge = (weeks, now) => {
    const found = suddenDrop(weeks, now, settings.suddenDrop, configuration)
    return found && settings.newlyLow.on && low(weeks, now)?.since === found.since ? undefined : found
  }
  return [
    ...(settings.newlyLow.on ? [{ rule: 'newly-low' as const, judge: low }] : []),
    ...(settings.suddenDrop.on ? [{ rule: 'sudden-drop' as const, judge: drop }] : []),
  ]
}

/** A student whose weeks are judged. */
export type JudgedStudent = Studying & Pick<EnrolledStudent, 'interruptions'>

/**
 * Weeks that have a band, of which a day counts for the student, and which began after the last pause of their studies that
 * was over before the day `now`: others say nothing of now.
 */
export function judgedOf(
  weeks: readonly WeekFacts[],
  student: JudgedStudent,
  { counts }: Pick<CountingDays, 'counts'>,
  now: Day,
): WeekFacts[] {
  const back = student.interruptions.flatMap(({ end_date }) =>
    end_date !== null && end_date <= now ? [end_date] : [],
  )
  const from = back.sort().at(-1) ?? ''
  return weeks.filter((week) => {
    if (week.band === 'unknown' || week.start < from) return false
    for (let day = week.start; day < week.end; day = addDays(day, 1)) if (counts(student, day)) return true
    return false
  })
}
