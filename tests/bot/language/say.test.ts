import { isDeepStrictEqual } from 'node:util'
import { parse } from '../../../bot/language/parse'
import type { Question } from '../../../bot/language/question'
import { asQuestion } from '../../../bot/language/question-schema'
import { say } from '../../../bot/language/say'
import { corpus } from '../../support/corpus'
import { world } from '../../support/language-world'

/** Every question that some utterance of the corpus means, once. */
function questions(): Question[] {
  const parts = (['tuned', 'second', 'third', 'fourth', 'fifth'] as const).flatMap(corpus)
  const meant = new Map(parts.map(({ means }) => [JSON.stringify(means), means]))
  return [...meant.values()].flatMap((means) => asQuestion(means) ?? [])
}

it('says questions in words that mean them', () => {
  const said = questions().flatMap((question) => {
    const words = say(question, world.today)
    return words === undefined ? [] : [{ question, words, again: parse(words, world) }]
  })
  expect(said.length).toBeGreaterThan(700)
  expect(said.filter(({ question, again }) => !isDeepStrictEqual(again, question))).toEqual([])
})

it.each<Question>([
  { intent: 'unclear', suggestions: [] },
  { intent: 'show-student', student: { unknown: 'Zebedee' } },
  { intent: 'contact-history', student: { candidates: ['00412301', '00412302'] } },
  { intent: 'record-contact', student: { id: '00412301' } },
  { intent: 'alert-preferences', change: 'pause' },
])('has no words for %j', (question) => {
  expect(say(question, world.today)).toBeUndefined()
})
