import { ouladGroups } from './adapters/oulad-groups'
import { id, text } from './column'
import { readAside, type AsideFile } from './read-aside'

/** One row of a group file: a student belongs, in one respect, to one group. */
export interface GroupRow {
  studentId: string
  group: string
  value: string
}

const word = text(64)

/** The columns of a group file; it is read for a fairness check alone and never stored. */
const groupsFile: AsideFile = {
  name: 'groups',
  columns: { student_id: id, group: word, value: word },
  key: ['student_id', 'group'],
}

/**
 * Reads groups from a CSV file (student_id, group, value), or from a directory or `studentInfo.csv` of the Open
 * University Learning Analytics Dataset: gender, age, deprivation and disability.
 *
 * @throws EngagementError when the file cannot be read or holds a row that is no group
 */
export async function readGroups(file: string): Promise<GroupRow[]> {
  const rows = await readAside(groupsFile, file, ouladGroups)
  return rows.map((row) => ({
    studentId: String(row.student_id),
    group: String(row.group),
    value: String(row.value),
  }))
}
