import { literal } from '../duck'
import { openTableOf, studentId } from './oulad'

/** Background that the dataset tells of its learners; it is never stored and never scored. */
const groups = ['gender', 'age_band', 'imd_band', 'disability']

const needed = ['code_module', 'code_presentation', 'id_student', ...groups]

/** SQL giving student_id, group and value from the dataset's `studentInfo`; what it does not know is left out. */
export async function ouladGroups(directory: string): Promise<string> {
  const scan = `(${(await openTableOf(directory, 'studentInfo', needed)).rows(needed)})`
  return groups
    .map(
      (group) =>
        `select ${studentId('info')} as student_id, ${literal(group)} as "group", ${group} as value
         from ${scan} as info where coalesce(trim(${group}), '') not in ('', '?')`,
    )
    .join(' union all ')
}
