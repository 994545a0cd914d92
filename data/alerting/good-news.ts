import { canRecover, recoverableRules } from '../domain/alert'
import { inParts } from '../store/in-parts'
import type { Database } from '../store/store'
import { endEpisode, episodeOf, recoveredEpisode, type EpisodeWrite } from './episode'
import { recoveredFrom, recoveredReason } from './recovered'
import type { EvaluationToWrite } from './evaluation'

/**
 * Good news about those who have recovered and of whom an alert had told, unless another low band or silence of theirs goes
 * on; and none any more about those who, as it turns out, had not.
 */
export async function goodNews(db: Database, evaluation: EvaluationToWrite): Promise<EpisodeWrite[]> {
  const { writes, today, at } = evaluation
  const taken = await takenBack(db, evaluation)
  if (!evaluation.tellsRecovery) return taken
  const over = writes.filter(({ kind, row }) => kind === 'closed' && evaluation.recovered.has(row.episode_id))
  const told = await toldOf(db, over)
  const concerned = await concernedStudents(db, evaluation)
  const news = new Map<string, EpisodeWrite>()
  for (const { row } of over) {
    if (!told.has(row.episode_id) || concerned.has(row.student_id) || news.has(row.student_id)) continue
    if (!canRecover(row.rule_code)) continue
    const reason = recoveredReason(row.rule_code, row.since, today)
    news.set(row.student_id, { kind: 'opened', row: recoveredEpisode(episodeOf(row), reason, { today, at }) })
  }
  return [...taken, ...news.values()]
}

/** Of these episodes, those that anybody was told of. */
async function toldOf(db: Database, writes: readonly EpisodeWrite[]): Promise<Set<string>> {
  const told = new Set<string>()
  for (const part of inParts(writes)) {
    const rows = await db
      .selectFrom('alert_reason')
      .innerJoin('alert', 'alert.alert_id', 'alert_reason.alert_id')
      .select('alert_reason.episode_id')
      .distinct()
      .where('alert.told_at', 'is not', null)
      .where(
        'alert_reason.episode_id',
        'in',
        part.map(({ row }) => row.episode_id),
      )
      .execute()
    for (const { episode_id } of rows) told.add(episode_id)
  }
  return told
}

/** Students who stay low or silent. */
async function concernedStudents(db: Database, { writes }: EvaluationToWrite): Promise<Set<string>> {
  const ended = new Set(writes.filter(({ row }) => row.state !== 'open').map(({ row }) => row.episode_id))
  const rows = await db
    .selectFrom('alert_episode')
    .select(['episode_id', 'student_id'])
    .where('state', '=', 'open')
    .where('rule_code', 'in', recoverableRules)
    .execute()
  const isConcern = ({ row }: EpisodeWrite): boolean => row.state === 'open' && canRecover(row.rule_code)
  return new Set([
    ...rows.filter(({ episode_id }) => !ended.has(episode_id)).map(({ student_id }) => student_id),
    ...writes.filter(isConcern).map(({ row }) => row.student_id),
  ])
}

/** The good news of episodes that go on after all. */
async function takenBack(db: Database, { writes, today, at }: EvaluationToWrite): Promise<EpisodeWrite[]> {
  const again = writes.filter(({ kind }) => kind === 'reopened').map(({ row }) => row)
  const taken: EpisodeWrite[] = []
  for (const part of inParts(again)) {
    const rows = await db
      .selectFrom('alert_episode')
      .selectAll()
      .where('rule_code', '=', 'recovered')
      .where('state', '=', 'closed')
      .where(
        'student_id',
        'in',
        part.map(({ student_id }) => student_id),
      )
      .execute()
    const ids = new Set(part.map(({ episode_id }) => episode_id))
    for (const row of rows)
      if (ids.has(recoveredFrom(row.facts))) taken.push(endEpisode({ row }, 'corrected', { today, at }))
  }
  return taken
}
