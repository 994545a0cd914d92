import type { Database } from '../store/store'
import type { Period } from './countable-days'

/** The calendar in force. */
export function readPeriods(db: Database): Promise<Period[]> {
  return db
    .selectFrom('calendar_period')
    .select(['start_date', 'end_date', 'kind', 'programme_code', 'level'])
    .where('gone_on', 'is', null)
    .orderBy('row_key')
    .execute()
}
