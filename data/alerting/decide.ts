import type { ConcernRule } from '../domain/alert'
import type { Day } from '../domain/day'
import type { EnrolledStudent } from '../scoring/read-enrolments'
import type { JudgedRule } from './basis'
import { workKey } from './common-work'
import { continueEpisode, endEpisode, openEpisode, type Episode, type EpisodeWrite } from './episode'
import type { Finding } from './finding'

export interface DecisionInputs {
  rule: ConcernRule
  judged: JudgedRule
  /** Of each student the episode that is open, or else the one that was changed last. */
  episodes: ReadonlyMap<string, Episode>
  students: ReadonlyMap<string, EnrolledStudent>
  mayOpen: (finding: Finding, student: EnrolledStudent) => boolean
  /** Names the settings that find what is found now. */
  by: string
  today: Day
  at: Date
}

export interface Decision {
  writes: EpisodeWrite[]
  /** Open episodes that hold no more: whether they ever did is to be asked. */
  ending: Episode[]
  /** Open episodes about which something could be said. */
  judged: string[]
}

/** Compares what a rule says of students who study now with the episodes that are kept. */
export function decide(inputs: DecisionInputs): Decision {
  const { judged, students, episodes, today, at, rule, by } = inputs
  const decision: Decision = { writes: [], ending: [], judged: [] }
  const ids = new Set([...judged.judgements.keys(), ...episodes.keys()])
  for (const id of ids) {
    const student = students.get(id)
    if (!student) continue
    const judgement = judged.judgements.has(id) ? judged.judgements.get(id) : judged.otherwise
    if (judgement === 'unknown') continue
    const episode = episodes.get(id)
    const isOpen = episode?.row.state === 'open'
    if (isOpen) decision.judged.push(episode.row.episode_id)
    if (episode && judgement && isSame(rule, episode, judgement)) {
      const write = continueEpisode(episode, judgement, { today, at })
      if (write) decision.writes.push(write)
      continue
    }
    if (isOpen) decision.ending.push(episode)
    if (judgement && inputs.mayOpen(judgement, student))
      decision.writes.push(openEpisode(rule, student, judgement, { today, at, by }))
  }
  return decision
}

/**
 * Whether a finding tells of what an episode tells of: it began before the data ended that the episode was found from, so
 * that it was not over in between. Work not handed in is the same while an episode is open, and after it where any of it is.
 */
function isSame(rule: ConcernRule, { row, opened, works }: Episode, finding: Finding): boolean {
  if (rule !== 'nothing-handed-in') return finding.since < opened.dataTo
  if (row.state === 'open') return true
  const known = new Set(works.map(workKey))
  const found = finding.facts.works as readonly { course: string; due: Day }[]
  return found.some((work) => known.has(workKey(work)))
}

/** Ends episodes: those that never held, though the settings are the same, are corrected. */
export function endAll(
  ending: readonly Episode[],
  held: ReadonlySet<string>,
  { by, today, at }: { by: string; today: Day; at: Date },
): EpisodeWrite[] {
  return ending.map((episode) => {
    const never = episode.opened.by === by && !held.has(episode.row.episode_id)
    return endEpisode(episode, never ? 'corrected' : 'closed', { today, at })
  })
}
