import { inParts } from '../store/in-parts'
import type { AlertEpisodeTable } from '../store/schema'
import type { Database, Store, Transaction, Value } from '../store/store'
import type { EpisodeWrite } from './episode'
import { lastEvaluation, nextEvaluationId } from './evaluation-due'
import type { Evaluation, EvaluationToWrite } from './evaluation'
import { goodNews } from './good-news'

/** Writes what an evaluation changes, unless another came first. */
export function writeEvaluation(store: Store, evaluation: EvaluationToWrite): Promise<Evaluation> {
  return store.transaction(
    async (tx) => {
      const before = await lastEvaluation(tx.db)
      if (before?.evaluation_id !== evaluation.last) return outcome(undefined, [])
      const evaluationId = nextEvaluationId(evaluation.last)
      const news = await goodNews(tx.db, evaluation)
      const writes = [...evaluation.writes, ...news]
      await writeEpisodes(tx, writes)
      await noteChecked(tx.db, evaluation)
      const done = outcome(evaluationId, writes)
      await tx.db
        .insertInto('alert_evaluation')
        .values({
          evaluation_id: evaluationId,
          evaluated_at: evaluation.at.toISOString(),
          evaluated_on: evaluation.today,
          load_id: evaluation.loadId,
          scored_at: evaluation.scoredAt ?? null,
          opened: done.opened.length,
          closed: done.closed.length,
          corrected: done.corrected.length,
        })
        .execute()
      return done
    },
    { alone: 'alerts', repeatable: true },
  )
}

function outcome(evaluationId: string | undefined, writes: readonly EpisodeWrite[]): Evaluation {
  const of = (kind: EpisodeWrite['kind']): string[] =>
    writes.filter((write) => write.kind === kind).map(({ row }) => row.episode_id)
  return {
    evaluationId,
    opened: of('opened'),
    reopened: of('reopened'),
    worsened: of('worsened'),
    improved: of('improved'),
    closed: of('closed'),
    corrected: of('corrected'),
  }
}

const columns = [
  'episode_id',
  'student_id',
  'rule_code',
  'programme_code',
  'opened_on',
  'data_to',
  'since',
  'level',
  'reason',
  'facts',
  'state',
  'last_change',
  'changed_on',
  'checked_at',
] as const satisfies readonly (keyof AlertEpisodeTable)[]

/** Those that end first: a student has one open episode of a rule at most. */
async function writeEpisodes(tx: Transaction, writes: readonly EpisodeWrite[]): Promise<void> {
  const isEnd = ({ row }: EpisodeWrite): boolean => row.state !== 'open'
  const held = writes.filter(({ kind }) => kind !== 'opened')
  for (const { row } of [...held.filter(isEnd), ...held.filter((write) => !isEnd(write))]) {
    const { episode_id, student_id, rule_code, programme_code, opened_on, ...changed } = row
    await tx.db.updateTable('alert_episode').set(changed).where('episode_id', '=', episode_id).execute()
  }
  const rows = writes.flatMap(({ kind, row }): Value[][] =>
    kind === 'opened' ? [columns.map((column) => row[column])] : [],
  )
  if (rows.length > 0) await tx.insert('alert_episode', columns, rows)
}

async function noteChecked(db: Database, { judged, at }: EvaluationToWrite): Promise<void> {
  for (const part of inParts(judged))
    await db
      .updateTable('alert_episode')
      .set({ checked_at: at.toISOString() })
      .where('episode_id', 'in', part)
      .execute()
}
