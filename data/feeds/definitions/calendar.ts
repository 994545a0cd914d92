import { periodKinds } from '../../domain/calendar'
import { day, freeText, integer, known, oneOf, optional } from '../column'
import { snapshotFeed } from '../snapshot'

export const calendar = snapshotFeed({
  name: 'calendar',
  table: 'calendar_period',
  columns: {
    start_date: day,
    end_date: day,
    kind: oneOf(periodKinds),
    programme_code: optional(known('programme')),
    level: optional(integer(3, 8)),
    label: optional(freeText),
  },
  key: ['programme_code', 'level', 'start_date', 'kind'],
  rules: [{ column: 'end_date', wrong: 'end_date <= start_date', must: 'lie after start_date' }],
})
