import type { Question } from './question'

/** What was last asked in a conversation, by the same person, and whom the answer showed, in order. */
export interface Before {
  question: Question
  shown: readonly string[]
}
