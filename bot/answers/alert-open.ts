import type { ActOf } from '../../cards/acts'
import { studentOfAlert } from '../../data/queries/student-of-alert'
import type { Answer, Asking } from './answer'
import { messageAnswer } from './message'
import { answerShowStudent } from './show-student'
import { suggestionsFor } from './suggestions'

/** Shows whoever has an alert the student that it is about, as far as they may see them today. */
export async function openAlert({ alert }: ActOf<'alert-open'>, asking: Asking): Promise<Answer> {
  const { store, access } = asking
  const id = await studentOfAlert(store, access.staff.staff_id, alert)
  if (id === undefined) return notYours(asking)
  const question = { intent: 'show-student', student: { id } } as const
  return answerShowStudent(question, { ...asking, question })
}

function notYours({ access }: Asking): Answer {
  return messageAnswer({
    title: 'That alert is not yours',
    paragraphs: ['I can open only alerts that were sent to you.'],
    suggestions: suggestionsFor(access),
  })
}
