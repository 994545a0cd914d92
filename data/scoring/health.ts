import { addDays, dayInWords, dayNumber, daysFromTo, type Day } from '../domain/day'
import type { FeedState } from '../domain/feed-state'
import { sources, type Source } from '../domain/source'
import type { HealthRules } from '../configuration/expectations'
import { readLastSourceDays, readSourceDays } from '../queries/source-days'
import type { SourceDayTable } from '../store/schema'
import type { Database } from '../store/store'
import { countableDays, isWeekday, type Period } from './countable-days'
import { feedOf, outagesOf, stateAtEnd, type Outage } from './feed-state'
import { judgeDays, type DueDays, type JudgedDay, type Volume } from './volumes'

/** Whether a source's data reach far enough, and are complete enough, to judge by. */
export interface SourceHealth {
  state: FeedState
  healthy: boolean
  /** The last day with good data; absent when none is held. */
  dataTo: Day | undefined
  /** The last days' volume as a share of the usual; absent where nothing is usual yet. */
  volume: number | undefined
  /** When nothing can be said of it, though it came back. */
  outages: readonly Outage[]
  /** Weekdays, sick or not, of which it may be that something was not delivered. */
  empty: ReadonlySet<Day>
}

export type Health = Record<Source, SourceHealth>

/** What the store holds, day by day. */
export interface HeldDays {
  days: readonly SourceDayTable[]
  /** The last day of each source, however long ago. */
  last: Readonly<Record<Source, Day | undefined>>
}

/** The health of every source as it was before the day `to`, by the data that are held today. */
export async function readHealth(
  db: Database,
  to: Day,
  periods: readonly Period[],
  rules: HealthRules,
): Promise<Health> {
  return healthBefore(to, await readHeldDays(db, to, to, rules), periods, rules)
}

/** What {@link healthBefore} judges by for the day `to`: the days before `end`. */
export async function readHeldDays(db: Database, to: Day, end: Day, rules: HealthRules): Promise<HeldDays> {
  const days = await readSourceDays(db, firstJudged(to, rules), end)
  return { days, last: await readLastSourceDays(db, end) }
}

/**
 * Judges each source by the teaching weekdays at the end of its data: those on which nothing came, and those on which far
 * less came than is usual on such a day. Without a university calendar every weekday is due, and none is thin.
 */
export function healthBefore(
  to: Day,
  { days, last }: HeldDays,
  periods: readonly Period[],
  rules: HealthRules,
): Health {
  const from = firstJudged(to, rules)
  const dueOf = dueDays(periods, from, to)
  const all = daysFromTo(from, to)
  const judged = sources.map((source) => {
    const volumes = volumesOf(source, days)
    const verdicts = judgeDays(all, volumes, dueOf(source), rules)
    const seen = source === 'submissions' ? withSubmissions(verdicts, days) : verdicts
    const empty = emptyDays(source, all, volumes, seen, dueOf(source))
    return [source, { ...healthOf(source, seen, lastOf(source, last), rules), empty }] as const
  })
  return Object.fromEntries<SourceHealth>(judged) as Health
}

/**
 * The weekdays of which it may be that not all was delivered: those that brought little, or nothing though the source does
 * bring something on that day of the week. Attendance brings nothing where nothing was taught, by the university's
 * calendar; the others always bring something.
 */
function emptyDays(
  source: Source,
  days: readonly Day[],
  volumes: ReadonlyMap<Day, Volume>,
  judged: readonly JudgedDay[],
  { due }: DueDays,
): Set<Day> {
  const thin = judged.flatMap(({ day, verdict }) => (verdict === 'thin' ? [day] : []))
  const usual = new Set([...volumes.keys()].map((day) => dayNumber(day) % 7))
  const nothing = days.filter(
    (day) =>
      !volumes.has(day) &&
      isWeekday(day) &&
      usual.has(dayNumber(day) % 7) &&
      (source !== 'attendance' || due.has(day)),
  )
  return new Set([...thin, ...nothing])
}

/** The sources that are not to be judged by: left out of scores, and nothing is to be alarmed by them. */
export function sickSources(health: Health): Source[] {
  return sources.filter((source) => !health[source].healthy)
}

/** The days of which nothing is known, source by source. */
export function outagesBySource(health: Health): Record<Source, readonly Outage[]> {
  const outages = sources.map((source) => [source, health[source].outages])
  return Object.fromEntries(outages) as Record<Source, readonly Outage[]>
}

/** Far enough back for a history of which most was itself judged by one. */
function firstJudged(to: Day, { historyWeeks }: HealthRules): Day {
  return addDays(to, -14 * historyWeeks)
}

/** When each source is due: attendance at teaching alone; the rest goes on through assessment. */
export function dueDays(periods: readonly Period[], from: Day, to: Day): (source: Source) => DueDays {
  const universityWide = periods.filter(
    ({ programme_code, level }) => programme_code === null && level === null,
  )
  if (universityWide.length === 0) {
    const weekdays = new Set(daysFromTo(from, addDays(to, -1)).filter(isWeekday))
    return () => ({ due: weekdays, comparable: new Set() })
  }
  const counting = countableDays(universityWide, undefined, from, to)
  const assessment = universityWide.filter(({ kind }) => kind === 'assessment')
  const teaching = new Set(
    counting.filter((day) => !assessment.some((each) => each.start_date <= day && day < each.end_date)),
  )
  const all = new Set(counting)
  return (source) => ({ due: source === 'attendance' ? teaching : all, comparable: teaching })
}

/** Submissions come with the Canvas feed and far too unevenly to compare: they are as complete as it is. */
function volumesOf(source: Source, days: readonly SourceDayTable[]): Map<Day, Volume> {
  const brought = feedOf(source)
  return new Map(days.filter((each) => each.source === brought).map((each) => [each.day, each]))
}

/** Where only submissions come, they are not missing. */
function withSubmissions(verdicts: JudgedDay[], days: readonly SourceDayTable[]): JudgedDay[] {
  const own = new Set(days.filter(({ source }) => source === 'submissions').map(({ day }) => day))
  return verdicts.map((each) =>
    each.verdict === 'missing' && own.has(each.day) ? { ...each, verdict: 'seen' } : each,
  )
}

function lastOf(source: Source, last: HeldDays['last']): Day | undefined {
  const [own, canvas] = [last[source], last.canvas]
  return source === 'submissions' && own !== undefined && canvas !== undefined && canvas > own ? canvas : own
}

function healthOf(
  source: Source,
  judged: readonly JudgedDay[],
  last: Day | undefined,
  rules: HealthRules,
): Omit<SourceHealth, 'empty'> {
  const outages = outagesOf(source, judged, rules)
  if (last === undefined)
    return { state: 'silent', healthy: false, dataTo: undefined, volume: undefined, outages }
  const { state, since } = stateAtEnd(source, judged, rules)
  const volume = volumeOf(since === undefined ? judged : judged.filter(({ day }) => day >= since))
  if (since === undefined || last < since)
    return { state, healthy: state === 'well', dataTo: last, volume, outages }
  const before = judged.filter(({ day, verdict }) => verdict !== 'missing' && day < since)
  return { state, healthy: false, dataTo: before.at(-1)?.day, volume, outages }
}

/** A few days together: one alone may be a bank holiday. */
const fewDays = 5

function volumeOf(judged: readonly JudgedDay[]): number | undefined {
  const shares = judged.flatMap(({ share }) => (share === undefined ? [] : [share])).slice(-fewDays)
  return shares.length === 0 ? undefined : shares.reduce((sum, each) => sum + each, 0) / shares.length
}

/** "library (to Saturday 14 November)"; "printing (no data)". */
export function lateInWords(source: Source, { dataTo }: SourceHealth): string {
  return `${source} (${dataTo === undefined ? 'no data' : `to ${dayInWords(dataTo)}`})`
}
