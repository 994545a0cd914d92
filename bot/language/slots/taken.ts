import type { Word } from '../words'

/** A value that some of a message's words mean, and the words that are left. */
export interface Taken<Value> {
  value: Value
  rest: readonly Word[]
}
