import { modes, statuses } from '../../domain/student'
import { day, id, integer, known, name, oneOf, optional, text } from '../column'
import { recordInterruptions } from '../../records/interruptions'
import { tellNewProgrammes } from '../../records/loads'
import type { Feed } from '../feed'
import { snapshotFeed } from '../snapshot'

const records = snapshotFeed({
  name: 'students',
  table: 'student',
  columns: {
    student_id: id,
    given_name: name,
    family_name: name,
    email: text(320),
    mobile: optional(text(64)),
    photo_url: optional(text(1000)),
    programme_code: known('programme'),
    level: integer(3, 8),
    mode: oneOf(modes),
    status: oneOf(statuses),
    start_date: day,
    end_date: optional(day),
  },
  key: ['student_id'],
  rules: [{ column: 'end_date', wrong: 'end_date < start_date', must: 'not lie before start_date' }],
  before: (tx, stage) => tellNewProgrammes(tx.db, stage),
})

/** The records tell of today's status: that studies were interrupted is remembered apart. */
export const students: Feed = {
  ...records,
  write: async (duck, target) => {
    const touched = await records.write(duck, target)
    await recordInterruptions(target.tx.db, target.today)
    return touched
  },
}
