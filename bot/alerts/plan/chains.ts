import { recipientsOfAll, type PossibleRecipient } from '../../../data/queries/alert-recipients'
import type { PlannedAlert } from '../../../data/queries/planned-alerts'
import type { Database } from '../../../data/store/store'
import type { Round } from './round'

/** Whose student it is whom an episode or an alert is about, in the order in which they are told. */
export type ChainOf = (
  about: Pick<PlannedAlert, 'studentId' | 'programme' | 'studyLevel'>,
) => PossibleRecipient[]

/** Reads whose everybody is, today. */
export async function readChains(db: Database, { today }: Round): Promise<ChainOf> {
  const chainOf = await recipientsOfAll(db, today)
  return ({ studentId: student_id, programme: programme_code, studyLevel: level }) =>
    chainOf({ student_id, programme_code, level })
}
