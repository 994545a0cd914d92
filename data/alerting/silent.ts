import type { AlertRuleSettings } from '../configuration/alerts'
import { addDays, dayInWords, dayNumber, daysFromTo, type Day } from '../domain/day'
import { sources, type Source } from '../domain/source'
import { isSilent, type SeenDays } from '../queries/last-seen'
import type { Health } from '../scoring/health'
import { mainSources } from '../scoring/score-pool'
import { silentAfter, type SilentAfter } from '../scoring/silence'
import { levelOf, type Finding, type Judgement } from './finding'

/** What the silence of one student rests on. */
export interface SilenceFacts {
  seen: SeenDays
  /** The last day with anything before those; absent where nothing was ever seen. */
  before?: Day | undefined
  /** The first day on which they could have been seen. */
  first: Day
  counts: (day: Day) => boolean
  /** How many times as long it takes: more for part-time students. */
  factor: number
}

export interface Silence {
  /** Whether they were seen so lately, in a source that is well, that nothing else need be known of them. */
  isSeen: (seen: SeenDays, factor: number) => boolean
  judge: (student: SilenceFacts) => Judgement
}

/**
 * Tells who was not seen in any source for so many days that count. Nothing is said where fewer than two sources are well,
 * where attendance or Canvas is held but late or thin, and of those who used a source that is late or thin shortly before
 * it was, or were seen in such a one alone.
 *
 * @param from days that count are known from here on
 */
export function silence(health: Health, from: Day, settings: AlertRuleSettings['silent']): Silence {
  const told = toldBy(health)
  if (!told) return { isSeen: () => false, judge: () => 'unknown' }
  const { well, to } = told
  const after = (factor: number): SilentAfter => afterOf(health, settings.days * factor)
  const isSeen: Silence['isSeen'] = (seen, factor) =>
    seenWithin(seen, after(factor)).some((source) => well.includes(source))
  const isSilentFor = (days: number, { seen, factor, counts }: SilenceFacts): boolean =>
    isSilent(seen, afterOf(health, days * factor), { from, to }, counts)
  const judge: Silence['judge'] = (student) => {
    const { seen, factor } = student
    if (isSeen(seen, factor)) return undefined
    if (!isSilentFor(settings.days, student))
      return seenWithin(seen, after(factor)).length > 0 ? 'unknown' : undefined
    if (mayHideIn(health, settings.days * factor, seen)) return 'unknown'
    const longer = settings.worseAfterDays.filter((days) => isSilentFor(days, student))
    return findingOf(student, { days: Math.max(settings.days, ...longer), steps: longer.length, to, well })
  }
  return { isSeen, judge }
}

/** By which sources silence can be told, and the last day with data of any; undefined where they are too few. */
function toldBy(health: Health): Pick<Lasting, 'well' | 'to'> | undefined {
  const held = sources.filter((source) => health[source].dataTo !== undefined)
  const well = held.filter((source) => health[source].healthy)
  const isWell = (source: Source): boolean => !held.includes(source) || well.includes(source)
  const to = well
    .flatMap((source) => health[source].dataTo ?? [])
    .sort()
    .at(-1)
  return to !== undefined && well.length >= 2 && mainSources.every(isWell) ? { well, to } : undefined
}

interface Lasting {
  /** Days that count for so many at least. */
  days: number
  steps: number
  /** The last day with data. */
  to: Day
  well: readonly Source[]
}

function findingOf(student: SilenceFacts, { days, steps, to, well }: Lasting): Finding {
  const { first, factor, seen, before } = student
  const lastSeen = Object.values(seen).sort().at(-1) ?? before
  return {
    since: lastSeen === undefined ? first : addDays(lastSeen, 1),
    found: addDays(to, 1),
    dataTo: addDays(to, 1),
    level: levelOf(1 + steps),
    improving: false,
    reason: reasonOf(student, lastSeen, { days: days * factor, to }),
    facts: { lastSeen: lastSeen ?? null, sources: well },
  }
}

/** The same for every student of one length of time: worked out once. */
const afterOf = remembering((health: Health, days: number) => silentAfter(health, days))

function seenWithin(seen: SeenDays, after: SilentAfter): Source[] {
  return sources.filter((source) => (seen[source] ?? '') > (after[source] ?? '9'))
}

/** Whether they used a source that is not well so shortly before it was not that they may be using it still. */
function mayHideIn(health: Health, days: number, seen: SeenDays): boolean {
  return sources.some((source) => {
    if (health[source].healthy) return false
    const since = silentAfter(health, days, source)[source]
    return since !== undefined && (seen[source] ?? '') > since
  })
}

/** In days of the calendar; and, where a vacation or the like lies between, how many at least were their days of study. */
function reasonOf(
  { first, counts }: SilenceFacts,
  lastSeen: Day | undefined,
  { days, to }: Pick<Lasting, 'days' | 'to'>,
): string {
  const from = lastSeen === undefined ? first : addDays(lastSeen, 1)
  const all = dayNumber(to) - dayNumber(from) + 1
  const ofStudy = daysFromTo(from, to).every(counts) ? '' : `, at least ${days} of them days of study`
  return lastSeen === undefined
    ? `Nothing was seen of them in any source on any of the ${all} days from ${dayInWords(first)} on${ofStudy}.`
    : `Nothing was seen of them in any source for ${all} days${ofStudy}: last seen on ${dayInWords(lastSeen)}.`
}

function remembering(make: (health: Health, days: number) => SilentAfter): typeof make {
  const known = new WeakMap<Health, Map<number, SilentAfter>>()
  return (health, days) => {
    const ofHealth = known.get(health) ?? new Map<number, SilentAfter>()
    known.set(health, ofHealth)
    const made = ofHealth.get(days) ?? make(health, days)
    ofHealth.set(days, made)
    return made
  }
}
