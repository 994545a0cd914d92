import { grammarWords } from './grammar-words'
import { alertPhraseWords } from './intents/alerts'
import { historyWords } from './intents/contact-history'
import { explanationWords } from './intents/explain-score'
import { contactWords } from './intents/record-contact'
import { showingWords } from './intents/show-student'
import { summaryWords } from './intents/summarise'
import { trendWords } from './intents/trend'
import { strongWords } from './intents/strong-phrases'
import { talkWords } from './intents/talk-about'
import { wholeMessageWords } from './intents/whole-messages'
import { viewingWords } from './intents/who-viewed'
import { isNear } from './nearness'
import type { Word } from './words'

/** Every word that some phrase of the grammar writes out. */
const known: ReadonlySet<string> = new Set([
  ...grammarWords,
  ...alertPhraseWords,
  ...contactWords,
  ...explanationWords,
  ...historyWords,
  ...showingWords,
  ...summaryWords,
  ...strongWords,
  ...talkWords,
  ...wholeMessageWords,
  ...trendWords,
  ...viewingWords,
])

/** Whether a word means something of its own. */
export const isWord = (norm: string): boolean => known.has(norm)

/**
 * The words with those that are misspelt as the grammar, or the vocabulary, spells them. What is written as a name of
 * somebody's is left alone; as typed, every word stays.
 */
export function respelt(
  words: readonly Word[],
  vocabulary: ReadonlySet<string>,
  isName: (norm: string) => boolean,
): Word[] {
  const all = [...known, ...vocabulary]
  return words.map((word) => {
    if (word.norm.length < 4 || known.has(word.norm) || vocabulary.has(word.norm) || isName(word.norm))
      return word
    const near = all.filter((each) => each[0] === word.norm[0] && isNear(word.norm, each))
    const [only] = new Set(near)
    return only === undefined ? word : { ...word, norm: only }
  })
}
