import type { Day } from '../domain/day'
import type { Database } from '../store/store'

/** The alerts by a card of their own that were made since, by whom they are for. */
export async function cardsMadeSince(
  db: Database,
  since: Date,
): Promise<{ staffId: string; madeAt: Date }[]> {
  const rows = await db
    .selectFrom('alert')
    .where('told_in', '=', 'card')
    .where('made_at', '>=', since.toISOString())
    .select(['staff_id', 'made_at'])
    .execute()
  return rows.map(({ staff_id, made_at }) => ({ staffId: staff_id, madeAt: new Date(made_at) }))
}

/** The day for which the rules were first evaluated; undefined before. */
export async function firstEvaluationOn(db: Database): Promise<Day | undefined> {
  const row = await db
    .selectFrom('alert_evaluation')
    .select(({ fn }) => fn.min<Day | null>('evaluated_on').as('day'))
    .executeTakeFirst()
  return row?.day ?? undefined
}
