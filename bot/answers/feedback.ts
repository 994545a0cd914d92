import { randomUUID } from 'node:crypto'
import type { ActOf } from '../../cards/acts'
import { feedbackFormCard } from '../../cards/feedback-form'
import { longestNote } from '../../data/domain/contact'
import { keepFeedback } from '../../data/records/feedback'
import type { Question } from '../language/question'
import { asNobody, type Answer, type Asking } from './answer'
import { storableText } from './contact-input'
import { messageAnswer } from './message'
import { suggestionsFor } from './suggestions'

/** What feedback can be about: kinds of questions, in words. */
const topics: readonly { title: string; value: Question['intent'] }[] = [
  { title: 'A list of students', value: 'list-students' },
  { title: 'One student', value: 'show-student' },
  { title: 'How a score comes about', value: 'explain-score' },
  { title: 'Numbers', value: 'summarise' },
  { title: 'Contacts', value: 'record-contact' },
  { title: 'Alerts', value: 'list-alerts' },
  { title: 'How fresh the data are', value: 'data-status' },
  { title: 'I was not understood', value: 'unclear' },
]

/** The form for feedback. */
export function answerFeedback(): Answer {
  return form({ feedback: randomUUID(), text: '', about: '' })
}

/** Keeps what was written, or gives the form back. */
export async function takeFeedback(act: ActOf<'feedback-send'>, asking: Asking): Promise<Answer> {
  const { feedback } = act
  const text = storableText(act.text ?? '')
  const about = topics.find(({ value }) => value === act.about)?.value
  const problem = problemOf(text)
  if (problem !== undefined) return form({ feedback, problem, text, about: about ?? '' })
  const { store, clock, access } = asking
  await keepFeedback(store, {
    id: feedback,
    given_at: clock().toISOString(),
    staff_id: access.staff.staff_id,
    text,
    about: about ?? null,
  })
  return messageAnswer({
    title: 'Thank you',
    paragraphs: ['Your feedback is with those who look after me. It is kept for a year.'],
    suggestions: suggestionsFor(access),
  })
}

function problemOf(text: string): string | undefined {
  if (text === '') return 'Write something first.'
  if (text.length <= longestNote) return undefined
  return `That is ${text.length.toLocaleString('en-GB')} characters; shorten it to ${longestNote.toLocaleString('en-GB')}. Nothing is saved yet.`
}

function form(model: { feedback: string; problem?: string; text: string; about: string }): Answer {
  const words = ['What should I do better?', 'In Teams this is a form.']
  return {
    access: asNobody,
    students: [],
    text: [words[0], ...(model.problem === undefined ? [] : [model.problem]), words[1]].join('\n'),
    card: feedbackFormCard({ ...model, topics: [...topics] }),
  }
}
