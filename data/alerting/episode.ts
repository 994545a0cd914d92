import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { ConcernRule, EpisodeChange } from '../domain/alert'
import type { Day } from '../domain/day'
import type { AlertEpisodeTable } from '../store/schema'
import { levelOf, type Finding, type Level } from './finding'

/** What an episode rested on when it was opened: by it is judged whether it ever held. */
const opened = z.object({
  /** The data that it was found from ended before this day. */
  dataTo: z.string(),
  /** The settings that found it. */
  by: z.string(),
  /** For work not handed in: which. */
  works: z.array(z.object({ course: z.string(), due: z.string() })).optional(),
})
export type Opened = z.infer<typeof opened>

const stored = z
  .object({
    opened,
    improving: z.boolean().optional(),
    works: z.array(z.object({ course: z.string(), due: z.string() })).optional(),
  })
  .passthrough()

/** An episode as it is kept. */
export interface Episode {
  row: AlertEpisodeTable
  opened: Opened
  level: Level
  improving: boolean
  /** For work not handed in: which, when it was last told. */
  works: readonly { course: string; due: Day }[]
}

/** What came of an evaluation for one episode; `renewed` changes nothing that anybody is told of. */
export interface EpisodeWrite {
  kind: EpisodeChange | 'reopened' | 'renewed'
  row: AlertEpisodeTable
}

export function episodeOf(row: AlertEpisodeTable): Episode {
  const facts = stored.parse(JSON.parse(row.facts))
  const { improving = false, works = [] } = facts
  return { row, opened: facts.opened, level: levelOf(row.level), improving, works }
}

interface At {
  today: Day
  /** When it is evaluated. */
  at: Date
}

/** A new episode. */
export function openEpisode(
  rule: ConcernRule,
  student: { student_id: string; programme_code: string },
  finding: Finding,
  { today, at, by }: At & { by: string },
): EpisodeWrite {
  const works = stored.shape.works.parse(finding.facts.works)
  const row = {
    episode_id: randomUUID(),
    student_id: student.student_id,
    rule_code: rule,
    programme_code: student.programme_code,
    opened_on: today,
    state: 'open' as const,
    last_change: 'opened' as const,
    changed_on: today,
    checked_at: at.toISOString(),
    ...told(finding, { dataTo: finding.dataTo, by, ...(works && { works }) }),
  }
  return { kind: 'opened', row }
}

/** An open episode that holds on, worse or better or as before; or one that was over and, as it turns out, was not. Absent where nothing differs. */
export function continueEpisode(
  episode: Episode,
  finding: Finding,
  { today, at }: At,
): EpisodeWrite | undefined {
  const { row, opened: before } = episode
  const row_ = { ...row, ...told(finding, before), state: 'open' as const, checked_at: at.toISOString() }
  if (row.state !== 'open')
    return { kind: 'reopened', row: { ...row_, last_change: 'opened', changed_on: today } }
  const change = changeOf(episode, finding)
  if (change === undefined) return isSameRow(row, row_) ? undefined : { kind: 'renewed', row: row_ }
  return { kind: change, row: { ...row_, last_change: change, changed_on: today } }
}

const isSameRow = (one: AlertEpisodeTable, other: AlertEpisodeTable): boolean =>
  (['since', 'data_to', 'level', 'reason', 'facts'] as const).every((column) => one[column] === other[column])

function changeOf({ level, improving }: Episode, finding: Finding): 'worsened' | 'improved' | undefined {
  if (finding.level !== level) return finding.level > level ? 'worsened' : 'improved'
  if (finding.improving === improving) return undefined
  return finding.improving ? 'improved' : 'worsened'
}

/** An episode that is over, or never was. */
export function endEpisode(
  { row }: Pick<Episode, 'row'>,
  state: 'closed' | 'corrected',
  { today, at }: At,
): EpisodeWrite {
  return {
    kind: state,
    row: { ...row, state, last_change: state, changed_on: today, checked_at: at.toISOString() },
  }
}

/** Good news, over as soon as it is told. */
export function recoveredEpisode(
  { row, opened: before }: Episode,
  reason: string,
  { today, at }: At,
): AlertEpisodeTable {
  return {
    episode_id: randomUUID(),
    student_id: row.student_id,
    rule_code: 'recovered',
    programme_code: row.programme_code,
    opened_on: today,
    data_to: today,
    since: row.since,
    level: 1,
    reason,
    facts: JSON.stringify({ of: row.episode_id, opened: before }),
    state: 'closed',
    last_change: 'closed',
    changed_on: today,
    checked_at: at.toISOString(),
  }
}

function told(
  { since, dataTo, level, improving, reason, facts }: Finding,
  before: Opened,
): Pick<AlertEpisodeTable, 'since' | 'data_to' | 'level' | 'reason' | 'facts'> {
  return {
    since,
    data_to: dataTo,
    level,
    reason,
    facts: JSON.stringify({ ...facts, ...(improving && { improving }), opened: before }),
  }
}
