import { messageCard } from '../../cards/message'
import type { Card } from '../../cards/card'
import type { SharedQuestion } from '../share'

/** A question in a chat that others read: it holds no answer. Each reader's own is shown to them alone. */
export function sharedQuestionCard({ title, text }: SharedQuestion): Card {
  return messageCard({
    title,
    paragraphs: ['Each of you sees numbers within your own role; students I show in a private chat alone.'],
    open: { title: 'Open in my own role', text },
    suggestions: [],
  })
}
