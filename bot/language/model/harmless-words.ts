import { isWord } from '../spelling'
import { ordinaryWords } from './ordinary-words'

const list = (words: string): string[] => words.trim().split(/\s+/u)

/**
 * Words that are common names too: who is meant cannot be told, and it may be somebody whom the asker cannot see. Words
 * without which hardly anything can be asked, such as "low", are hidden only where somebody known has that name.
 */
const alsoNames: ReadonlySet<string> = new Set(
  list(
    'april apr august aug bell chase hope jan june jun love ma mar mark max may mia page pop said summer sun will',
  ),
)

/** What tells of a person more than how they study. */
const personal: ReadonlySet<string> = new Set(
  list(`
    ethnicity race gender age disability disable sensitive special vulnerable health background mr mrs ms miss dr prof
    surname surnames mother father parent parents`),
)

/** Written with a capital, and nobody's name. */
const capitalised: ReadonlySet<string> = new Set(
  list(`i canvas teams moodle blackboard vle level year semester term monday tuesday wednesday thursday friday saturday
    sunday january february march july september october november december christmas easter`),
)

/** Whether a word, in small letters, may be told to a model as far as the word alone goes. */
export function mayBeTold(word: string): boolean {
  return (
    /^[a-z]+$/u.test(word) &&
    (word.length > 1 || word === 'a' || word === 'i') &&
    (isWord(word) || ordinaryWords.has(word)) &&
    !alsoNames.has(word) &&
    !personal.has(word)
  )
}

/** Whether a word may have a capital anywhere without being a name for it. */
export const mayHaveCapital = (word: string): boolean => capitalised.has(word)
