import type { Mention } from '../mention'
import type { Vocabulary } from '../vocabulary'
import type { Word } from '../words'

/** What an intent's parser looks at. */
export interface Message {
  /** Respelt where they were misspelt, without courtesies. */
  words: readonly Word[]
  /** The same with courtesies. */
  spelt: readonly Word[]
  /** As it was written. */
  text: string
  vocabulary: Vocabulary
  /** Where it names a student. */
  mention: Mention | undefined
  /** Whether a word means something of its own. */
  isWord: (norm: string) => boolean
}
