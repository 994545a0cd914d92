import { canRecover, concernRules, type ConcernRule } from '../domain/alert'
import { dayOf, type Clock } from '../domain/day'
import { newestLoad } from '../records/loads'
import { digest } from '../scoring/pools'
import type { Store } from '../store/store'
import { nothingSaid, readBasis, type Basis, type JudgedRule } from './basis'
import { decide, endAll } from './decide'
import { endOfStudies } from './ended-studies'
import { endEpisode, type Episode, type EpisodeWrite } from './episode'
import { lastEvaluation, newestScores } from './evaluation-due'
import { judgeAttendance } from './judge-attendance'
import { judgeSilence } from './judge-silence'
import { judgeWeeks } from './judge-weeks'
import { judgeWork } from './judge-work'
import { mayOpen } from './may-open'
import { readEpisodes } from './read-episodes'
import type { Evaluation } from './evaluation'
import { writeEvaluation } from './write-evaluation'

interface Judged {
  writes: EpisodeWrite[]
  /** Open episodes about which something could be said. */
  judged: string[]
  /** Of those that are closed now, the ones whose student has recovered. */
  recovered: ReadonlySet<string>
}

/**
 * Judges every rule for everybody who studies now, on what the store holds, and brings the episodes up to date in one
 * transaction. Of several instances that evaluate together one does; the others find nothing to change.
 */
export async function evaluateAlerts(
  store: Store,
  { clock, at = clock() }: { clock: Clock; at?: Date },
): Promise<Evaluation> {
  // Read before the facts: what comes meanwhile calls for another evaluation.
  const known = {
    last: (await lastEvaluation(store.db))?.evaluation_id,
    loadId: await newestLoad(store.db),
    scoredAt: await newestScores(store.db),
  }
  const basis = await readBasis(store, dayOf(at))
  const all = await judgeAll(basis, at)
  return writeEvaluation(store, {
    ...all,
    ...known,
    today: basis.today,
    at,
    tellsRecovery: basis.settings.recovered.on,
  })
}

async function judgeAll(basis: Basis, at: Date): Promise<Judged> {
  const episodes = await readEpisodes(basis.db, basis.today)
  const every = concernRules.flatMap((rule) => [...episodes[rule].values()])
  const studying = every.filter(({ row }) => basis.students.has(row.student_id))
  const weekly = await judgeWeeks(basis, studying)
  const judgedRules: Record<ConcernRule, () => Promise<JudgedRule>> = {
    'newly-low': () => Promise.resolve(weekly.get('newly-low') ?? nothingSaid),
    'sudden-drop': () => Promise.resolve(weekly.get('sudden-drop') ?? nothingSaid),
    silent: () => judgeSilence(basis),
    'missed-sessions': () => judgeAttendance(basis, studying),
    'nothing-handed-in': () => judgeWork(basis, studying),
  }
  const gone = every.filter(({ row }) => row.state === 'open' && !basis.students.has(row.student_id))
  const result: Judged & { recovered: Set<string> } = {
    writes: endOfStudies(gone, basis.enrolled, { today: basis.today, at }),
    judged: gone.map(({ row }) => row.episode_id),
    recovered: new Set(),
  }
  for (const rule of concernRules) {
    const one = await judgeRule(rule, basis, episodes[rule], judgedRules[rule], at)
    result.writes.push(...one.writes)
    result.judged.push(...one.judged)
    for (const id of one.recovered) result.recovered.add(id)
  }
  return result
}

async function judgeRule(
  rule: ConcernRule,
  basis: Basis,
  episodes: ReadonlyMap<string, Episode>,
  judge: () => Promise<JudgedRule>,
  at: Date,
): Promise<Judged> {
  const { today, students } = basis
  const { settings, by } = settingsOf(rule, basis)
  if (!settings.on) return endOfRule([...episodes.values()], basis, at)
  const judged = await judge()
  const { counts } = basis.countingBefore(today)
  const decision = decide({
    rule,
    judged,
    episodes,
    students,
    mayOpen: (finding, student) => mayOpen(finding, today, (day) => counts(student, day)),
    by,
    today,
    at,
  })
  const held = await judged.heldWhenOpened(decision.ending)
  const ended = endAll(decision.ending, held, { by, today, at })
  const recovered = canRecover(rule) ? decision.ending.filter(judged.hasRecovered) : []
  return {
    // Ended before others are opened: no student has two open episodes of a rule.
    writes: [...ended, ...decision.writes],
    judged: decision.judged,
    recovered: new Set(recovered.map(({ row }) => row.episode_id)),
  }
}

/** A rule that is switched off tells nothing any more. */
function endOfRule(episodes: readonly Episode[], { today, students }: Basis, at: Date): Judged {
  const open = episodes.filter(({ row }) => row.state === 'open' && students.has(row.student_id))
  return {
    writes: open.map((episode) => endEpisode(episode, 'closed', { today, at })),
    judged: open.map(({ row }) => row.episode_id),
    recovered: new Set(),
  }
}

/** A rule's settings, and what names them: an episode found by others is never corrected by these. */
function settingsOf(
  rule: ConcernRule,
  { settings, configuration }: Basis,
): { settings: { on: boolean }; by: string } {
  const own = {
    'newly-low': settings.newlyLow,
    silent: settings.silent,
    'sudden-drop': settings.suddenDrop,
    'missed-sessions': settings.missedSessions,
    'nothing-handed-in': settings.nothingHandedIn,
  }[rule]
  return { settings: own, by: digest([own, configuration.version]) }
}
