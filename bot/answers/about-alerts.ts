import type { QuestionOf } from '../language/question'
import { getsWeeklyCard } from './alert-roles'
import type { Answer, Asking } from './answer'
import { messageAnswer } from './message'
import { suggestionsAfter } from './suggestions'

/** To who asks for what an alert’s holder does not read in the chat: where it stands. */
export function whereItStands(
  about: NonNullable<QuestionOf<'list-alerts'>['about']>,
  { access }: Asking,
): Answer {
  const suggestions = [...suggestionsAfter(access, 'list alerts'), { text: 'alert settings' }]
  return about === 'usefulness'
    ? messageAnswer({ title: 'How useful alerts were found', paragraphs: usefulness, suggestions })
    : messageAnswer({
        title: 'The weekly card',
        paragraphs: getsWeeklyCard(access) ? weekly : ['Your roles get no weekly card.'],
        suggestions,
      })
}

const usefulness = [
  'It stands on the weekly card of who leads a programme, once enough people have answered, and is there for administrators.',
  'What you think of an alert you say on its card: Useful, or Not useful.',
]

const weekly = [
  'It comes here by itself, once a week, and stays in this chat.',
  'The numbers of now you get by “summarise my students”. Whether the card comes you choose in “alert settings”.',
]
