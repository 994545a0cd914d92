import { modes, statuses } from '../../domain/student'
import { day, id, integer, known, name, oneOf, optional, text, told } from '../column'
import { recordInterruptions } from '../../records/interruptions'
import { tellNewProgrammes } from '../../records/loads'
import type { DeliveredFeed } from '../feed'
import { snapshotFeed } from '../snapshot'

const records = snapshotFeed({
  name: 'students',
  table: 'student',
  columns: {
    student_id: told(id, 'the ID by which the other feeds name the student; leading zeros count', '00412301'),
    given_name: told(name, 'what staff read; `-`, which is not shown, where a person has one name', 'Aisha'),
    family_name: told(name, 'what staff read', 'Rahman'),
    email: told(text(320), 'where staff write to them', 'aisha.rahman@student.northbridge.example'),
    mobile: told(optional(text(64)), 'where staff ring them', '07700 900850'),
    photo_url: told(
      optional(text(1000)),
      'where their photograph lies',
      'https://photos.northbridge.example/00412301.jpg',
    ),
    programme_code: told(known('programme'), 'the programme that they study', 'BSC-CS'),
    level: told(integer(3, 8), 'their level of study', '5'),
    mode: told(oneOf(modes), 'how they study', 'full-time'),
    status: told(oneOf(statuses), 'whether they study now', 'active'),
    start_date: told(day, 'the first day of their studies', '2025-09-22'),
    end_date: told(optional(day), 'the day on which they left, paused or finished', '2026-10-08'),
  },
  key: ['student_id'],
  rules: [{ column: 'end_date', wrong: 'end_date < start_date', must: 'not lie before start_date' }],
  before: (tx, stage) => tellNewProgrammes(tx.db, stage),
})

/** The records tell of today's status: that studies were interrupted is remembered apart. */
export const students: DeliveredFeed = {
  ...records,
  write: async (duck, target) => {
    const touched = await records.write(duck, target)
    await recordInterruptions(target.tx.db, target.today)
    return touched
  },
}
