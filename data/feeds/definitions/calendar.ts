import { periodKinds } from '../../domain/calendar'
import { day, freeText, integer, known, oneOf, optional, told } from '../column'
import { snapshotFeed } from '../snapshot'

export const calendar = snapshotFeed({
  name: 'calendar',
  table: 'calendar_period',
  columns: {
    start_date: told(day, 'the first day of the period', '2026-09-21'),
    end_date: told(day, 'the day after its last', '2026-10-26'),
    kind: told(oneOf(periodKinds), 'what is on', 'teaching'),
    programme_code: told(
      optional(known('programme')),
      'whose calendar it is; empty for the whole university, before which a programme’s own goes',
      'BSC-CYB',
    ),
    level: told(optional(integer(3, 8)), 'the level of study whose it is; empty for all', '5'),
    label: told(optional(freeText), 'what staff call it', 'Semester 1'),
  },
  key: ['programme_code', 'level', 'start_date', 'kind'],
  rules: [{ column: 'end_date', wrong: 'end_date <= start_date', must: 'lie after start_date' }],
})
