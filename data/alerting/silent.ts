import type { AlertRuleSettings } from '../configuration/alerts'
import { addDays, dayInWords, type Day } from '../domain/day'
import { sources, type Source } from '../domain/source'
import { isSilent, type SeenDays } from '../queries/last-seen'
import type { Health } from '../scoring/health'
import { mainSources } from '../scoring/score-pool'
import { silentAfter } from '../scoring/silence'
import { levelOf, type Judgement } from './finding'

/** What the silence of one student rests on. */
export interface SilenceFacts {
  seen: SeenDays
  /** The last day with anything, also one long before; absent where nothing was ever seen. */
  lastSeen: () => Day | undefined
  /** The first day on which they could have been seen. */
  first: Day
  counts: (day: Day) => boolean
  /** How many times as long it takes: more for part-time students. */
  factor: number
}

/**
 * Tells who was not seen in any source for so many days that count. Nothing is said where fewer than two sources are well,
 * where attendance or Canvas is held but late or thin, and of those who used a source that is late or thin shortly before
 * it was, or were seen in such a one alone.
 *
 * @param from days that count are known from here on
 */
export function silence(
  health: Health,
  from: Day,
  settings: AlertRuleSettings['silent'],
): (student: SilenceFacts) => Judgement {
  const held = sources.filter((source) => health[source].dataTo !== undefined)
  const well = held.filter((source) => health[source].healthy)
  const canTell =
    well.length >= 2 && mainSources.every((source) => !held.includes(source) || well.includes(source))
  if (!canTell) return () => 'unknown'
  const to =
    well
      .map((source) => health[source].dataTo ?? '')
      .sort()
      .at(-1) ?? from
  const isSilentFor = (days: number, student: SilenceFacts): boolean =>
    isSilent(student.seen, afterOf(health, days * student.factor), { from, to }, student.counts)
  return (student) => {
    if (!isSilentFor(settings.days, student)) {
      const seenIn = seenWithin(student.seen, afterOf(health, settings.days * student.factor))
      return seenIn.length > 0 && seenIn.every((source) => !well.includes(source)) ? 'unknown' : undefined
    }
    if (mayHideIn(health, settings.days * student.factor, student.seen)) return 'unknown'
    const longer = settings.worseAfterDays.filter((days) => isSilentFor(days, student))
    const lastSeen = student.lastSeen()
    return {
      since: lastSeen === undefined ? student.first : addDays(lastSeen, 1),
      found: addDays(to, 1),
      dataTo: addDays(to, 1),
      level: levelOf(1 + longer.length),
      improving: false,
      reason: reasonOf(lastSeen, Math.max(settings.days, ...longer) * student.factor),
      facts: { lastSeen: lastSeen ?? null, sources: well },
    }
  }
}

/** The same for every student of one length of time: worked out once. */
const afterOf = remembering((health: Health, days: number) => silentAfter(health, days))

function seenWithin(seen: SeenDays, after: Partial<Record<Source, Day>>): Source[] {
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

function reasonOf(lastSeen: Day | undefined, days: number): string {
  return lastSeen === undefined
    ? `Nothing has been seen of them in any source: at least ${days} days that count.`
    : `Nothing has been seen of them in any source since ${dayInWords(lastSeen)}: at least ${days} days that count.`
}

function remembering(make: (health: Health, days: number) => Partial<Record<Source, Day>>): typeof make {
  const known = new WeakMap<Health, Map<number, Partial<Record<Source, Day>>>>()
  return (health, days) => {
    const ofHealth = known.get(health) ?? new Map<number, Partial<Record<Source, Day>>>()
    known.set(health, ofHealth)
    const made = ofHealth.get(days) ?? make(health, days)
    ofHealth.set(days, made)
    return made
  }
}
