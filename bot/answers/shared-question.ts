import type { Card } from '../../cards/card'
import { messageCard } from '../../cards/message'
import type { Unit } from '../../data/queries/units'
import { parse } from '../language/parse'
import { nothingOwn } from '../language/vocabulary'
import { wordsOf } from '../language/words'
import { titleOf } from './listing'
import { notYet } from './not-yet'
import { capitalise, populationInWords } from './phrases'

/** A question that others may read and open, each under their own role. */
export interface SharedQuestion {
  /** In our words, never in those that were typed. */
  title: string
  text: string
}

/**
 * The question of a text as others may read it, if it is one about many students. Of the text only the words that were
 * understood are kept: a band, a level, the name of a programme. No name of a student is looked up.
 */
export function sharedQuestion(text: string, units: readonly Unit[]): SharedQuestion | undefined {
  const question = parse(text, { ...nothingOwn, units, suggestions: [] })
  if (notYet(question) !== undefined) return undefined
  const understood = wordsOf(text)
    .map(({ norm }) => norm)
    .join(' ')
  if (question.intent === 'list-students') {
    // Numbers are all that a reader of a group is shown: they tell no trend, and not who is worst.
    const hasNumbers = question.trend === undefined && question.limit === undefined
    return hasNumbers ? { title: titleOf(question, units), text: understood } : undefined
  }
  if (question.intent !== 'summarise') return undefined
  return {
    title: `Numbers · ${capitalise(populationInWords(question.population, units))}`,
    text: understood,
  }
}

/** A question in a chat that others read: it holds no answer. Each reader's own is shown to them alone. */
export function sharedQuestionCard({ title, text }: SharedQuestion): Card {
  return messageCard({
    title,
    paragraphs: ['Each of you sees numbers within your own role; students I show in a private chat alone.'],
    open: { title: 'Open in my own role', text },
    suggestions: [],
  })
}
