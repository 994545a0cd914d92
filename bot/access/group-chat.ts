import type { Question } from '../language/question'

/** What may be said where others read along: nothing that holds or hints at personal data. */
const sayable: ReadonlySet<Question['intent']> = new Set(['greeting', 'help', 'privacy'])

export function mayBeAnsweredInGroup(question: Question): boolean {
  return sayable.has(question.intent)
}
