import type { PeriodKind } from '../domain/calendar'
import type { Day } from '../domain/day'
import type { Store } from '../store/store'

/** A period of the university's own calendar, half-open. */
export interface NamedPeriod {
  start_date: Day
  end_date: Day
  kind: PeriodKind
  label: string | null
}

/** The university's calendar, as people name its times. About nobody: it needs no scope. */
export function readNamedPeriods({ db }: Store): Promise<NamedPeriod[]> {
  return db
    .selectFrom('calendar_period')
    .select(['start_date', 'end_date', 'kind', 'label'])
    .where('gone_on', 'is', null)
    .where('programme_code', 'is', null)
    .where('level', 'is', null)
    .orderBy('start_date')
    .execute()
}
