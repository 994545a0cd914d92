import type { Day } from '../domain/day'
import { ouladOutcomes } from './adapters/oulad'
import { day, id, oneOf } from './column'
import { readAside, type AsideFile } from './read-aside'

/** How a student's studies ended. */
export interface Outcome {
  studentId: string
  outcome: 'positive' | 'negative'
  knownOn: Day
}

/** The columns of an outcomes file; it is read for a back-test and never stored. */
const outcomesFile: AsideFile = {
  name: 'outcomes',
  columns: { student_id: id, outcome: oneOf(['positive', 'negative']), known_on: day },
  key: ['student_id'],
}

/**
 * Reads outcomes from a file (student_id, outcome, known_on) in any format of a feed, or from a directory or
 * `studentInfo.csv` of the Open University Learning Analytics Dataset.
 *
 * @throws EngagementError when the file cannot be read or holds a row that is no outcome
 */
export async function readOutcomes(file: string): Promise<Outcome[]> {
  const rows = await readAside(outcomesFile, file, ouladOutcomes)
  return rows.map((row) => ({
    studentId: String(row.student_id),
    outcome: row.outcome === 'positive' ? 'positive' : 'negative',
    knownOn: String(row.known_on),
  }))
}
