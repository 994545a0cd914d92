import type { Store } from '../store/store'

/** When retention last removed something, as the access trail has it; undefined where it never did. */
export async function lastRetention({ db }: Store): Promise<Date | undefined> {
  const newest = await db
    .selectFrom('access_entry')
    .where('staff_id', '=', 'operator')
    .where('intent', '=', 'retention')
    .select(({ fn }) => fn.max<string | null>('occurred_at').as('occurred_at'))
    .executeTakeFirst()
  return newest?.occurred_at == null ? undefined : new Date(newest.occurred_at)
}
